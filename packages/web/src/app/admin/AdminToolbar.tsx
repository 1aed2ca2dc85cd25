import { Button, CloseButton, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../ui/ErrorState.tsx';
import { downloadCsv, type Query } from '../api.ts';
import type { AdminEntity, AdminFilter } from './entity.ts';
import type { ListControls } from './listState.ts';
import { useOptions } from './options.ts';
import { SavedViews } from './SavedViews.tsx';

interface AdminToolbarProps extends ListControls {
  entity: AdminEntity;
  query: Query;
}

/** Search, filters, saved views and the CSV of exactly what is shown. */
export function AdminToolbar({ entity, state, change, query }: AdminToolbarProps) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [downloading, setDownloading] = useState(false);
  const download = async () => {
    setDownloading(true);
    await downloadCsv(entity.path, query, `${entity.name}.csv`).catch((error: unknown) =>
      notifications.show({ color: 'red', message: errorText(error) }),
    );
    setDownloading(false);
  };
  return (
    <Group gap="xs" mb="sm" data-no-print>
      {entity.searchable && <SearchField value={state.q} onChange={(q) => change({ q })} />}
      {entity.filters?.map((filter) => (
        <FilterSelect
          key={filter.name}
          filter={filter}
          value={state.filters[filter.name] ?? null}
          onChange={(value) => {
            const { [filter.name]: _, ...others } = state.filters;
            change({ filters: value ? { ...others, [filter.name]: value } : others });
          }}
        />
      ))}
      <Group gap="xs" ms="auto">
        <SavedViews entity={entity} state={state} change={change} />
        {entity.csv && (
          <Button
            variant="default"
            h={42}
            loading={downloading}
            leftSection={<IconDownload size={18} aria-hidden />}
            onClick={() => void download()}
          >
            {t('admin.csv')}
          </Button>
        )}
      </Group>
    </Group>
  );
}

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const later = useDebouncedCallback(onChange, 250);
  useEffect(() => setText(value), [value]);
  const type = (next: string) => {
    setText(next);
    later(next);
  };
  return (
    <TextInput
      data-search
      w={{ base: '100%', xs: 260 }}
      size="md"
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      placeholder={t('admin.search')}
      aria-label={t('admin.search')}
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={text && <CloseButton aria-label={t('admin.clear')} onClick={() => type('')} />}
    />
  );
}

function FilterSelect({
  filter,
  value,
  onChange,
}: {
  filter: AdminFilter;
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  const { t } = useTranslation();
  const label = t(`fields:${filter.name}`);
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={useOptions(filter.options)}
      value={value}
      onChange={onChange}
      clearable
      searchable
      size="md"
      w={{ base: 'calc(50% - 5px)', xs: 180 }}
    />
  );
}
