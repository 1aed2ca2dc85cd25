import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

interface SearchInputProps {
  value: string;
  onChange: (value: string) => void;
  label: string;
  clearLabel: string;
  /** Its width in pixels; a phone gives it the whole row. */
  width: number;
}

/** The search field over a list: it waits for a pause in the typing, and `/` brings the keyboard here. */
export function SearchInput({ value, onChange, label, clearLabel, width }: SearchInputProps) {
  const [text, setText] = useState(value);
  const later = useDebouncedCallback(onChange, 250);
  useEffect(() => setText(value), [value]);
  const type = (next: string) => {
    setText(next);
    later(next.trim());
  };
  return (
    <TextInput
      data-search
      size="md"
      w={{ base: '100%', xs: width }}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      placeholder={label}
      aria-label={label}
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={text && <CloseButton aria-label={clearLabel} onClick={() => type('')} />}
    />
  );
}
