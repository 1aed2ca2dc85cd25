import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foundFoliosQuery, type OpenFolio } from './queries.ts';

interface FolioPickerProps {
  /** The account that is left: it is no target. */
  from: Pick<OpenFolio, 'id' | 'outlet_id'>;
  value: string | null;
  onChange: (id: string | null) => void;
}

/** Another open account of the hotel, found by name, room or confirmation code. */
export function FolioPicker({ from, value, onChange }: FolioPickerProps) {
  const { t } = useTranslation('folios');
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words, 250);
  const found = useQuery({ ...foundFoliosQuery(from.outlet_id, asked), placeholderData: keepPreviousData });
  const choices = (found.data ?? [])
    .filter(({ id }) => id !== from.id)
    .map(({ id, name, stay, kind }) => ({
      value: id,
      label: [stay?.room_number, name, stay?.confirmation_code ?? t(`kind.${kind}`)].filter(Boolean).join(' · '),
    }));
  return (
    <Select
      size="md"
      searchable
      label={t('other_account')}
      placeholder={t('find_account')}
      nothingFoundMessage={t('none')}
      data={choices}
      filter={({ options }) => options}
      onSearchChange={setWords}
      value={value}
      onChange={onChange}
    />
  );
}
