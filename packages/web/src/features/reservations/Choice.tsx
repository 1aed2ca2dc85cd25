import { NativeSelect, Select, type SelectProps } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';

interface ChoiceProps extends Pick<
  SelectProps,
  'label' | 'error' | 'style' | 'placeholder' | 'searchable' | 'clearable'
> {
  data: readonly { value: string; label: string }[];
  value: string | null;
  onChange: (value: string | null) => void;
}

/** One of a few. A phone shows its own wheel: a list that floats over a scrolled drawer is hard to hit with a thumb. */
export function Choice({ data, value, onChange, searchable, clearable, placeholder, ...field }: ChoiceProps) {
  const phone = useMediaQuery('(max-width: 40em)');
  if (!phone)
    return (
      <Select
        size="md"
        data={[...data]}
        value={value}
        onChange={onChange}
        searchable={searchable ?? false}
        clearable={clearable ?? false}
        allowDeselect={clearable ?? false}
        placeholder={placeholder}
        {...field}
      />
    );
  const none = clearable || value === null ? [{ value: '', label: placeholder ?? '–' }] : [];
  return (
    <NativeSelect
      size="md"
      data={[...none, ...data]}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || null)}
      {...field}
    />
  );
}
