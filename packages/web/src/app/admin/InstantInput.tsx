import { TextInput } from '@mantine/core';

interface InstantInputProps {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  value: string | null;
  onChange: (value: string | null) => void;
}

const twoDigits = (number: number) => String(number).padStart(2, '0');

/** The browser's own date and time picker speaks local time without a zone; the API speaks instants. */
function toLocal(instant: string | null) {
  if (!instant) return '';
  const at = new Date(instant);
  const day = [at.getFullYear(), twoDigits(at.getMonth() + 1), twoDigits(at.getDate())].join('-');
  return `${day}T${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
}

/** An instant, chosen in the time of this device. */
export function InstantInput({ value, onChange, ...input }: InstantInputProps) {
  const take = (text: string) => onChange(text ? new Date(text).toISOString() : null);
  return (
    <TextInput
      {...input}
      size="md"
      type="datetime-local"
      value={toLocal(value)}
      onChange={(event) => take(event.currentTarget.value)}
    />
  );
}
