import { Button, CloseButton, Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { DEVICE_STATUSES } from '@hostelry/contracts/lifecycles';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadCsv } from '../../app/api.ts';
import { useOutlet } from '../../app/outlet.tsx';
import { useErrorText } from '../../ui/ErrorState.tsx';
import { queryOf, useFleetAddress } from './fleetAddress.ts';

/** Search, presence, life and venue; the CSV holds exactly what is shown. */
export function FleetFilters() {
  const { t } = useTranslation('devices');
  const { t: statusText } = useTranslation('status');
  const { address, change } = useFleetAddress();
  const { outlets } = useOutlet();
  return (
    <Group gap="xs" mb="sm" data-no-print>
      <Search value={address.q ?? ''} onChange={(q) => change({ q: q || undefined })} />
      <SegmentedControl
        size="md"
        w={{ base: '100%', xs: 'auto' }}
        value={address.online ?? 'all'}
        onChange={(online) => change({ online: online === 'all' ? undefined : online })}
        data={[
          { value: 'all', label: t('filters.all') },
          { value: 'yes', label: statusText('connection.ONLINE') },
          { value: 'no', label: statusText('connection.OFFLINE') },
        ]}
        aria-label={t('presence')}
      />
      <Select
        size="md"
        w={{ base: 'calc(50% - 5px)', xs: 170 }}
        value={address.status ?? null}
        onChange={(status) => change({ status: status ?? undefined })}
        data={DEVICE_STATUSES.map((value) => ({ value, label: statusText(`device.${value}`) }))}
        placeholder={t('filters.any_life')}
        aria-label={t('life')}
        clearable
      />
      <Select
        size="md"
        w={{ base: 'calc(50% - 5px)', xs: 210 }}
        value={address.at ?? null}
        onChange={(at) => change({ at: at ?? undefined })}
        data={outlets.map(({ id, name }) => ({ value: id, label: name }))}
        placeholder={t('filters.every_venue')}
        aria-label={t('venue')}
        clearable
      />
      <Csv />
    </Group>
  );
}

function Csv() {
  const { t } = useTranslation('devices');
  const { address } = useFleetAddress();
  const errorText = useErrorText();
  const download = useMutation({
    mutationFn: () => downloadCsv('devices', queryOf(address), 'fleet.csv'),
    onError: (error) => notifications.show({ color: 'red', message: errorText(error) }),
  });
  return (
    <Button
      variant="default"
      h={42}
      ms="auto"
      loading={download.isPending}
      leftSection={<IconDownload size={18} aria-hidden />}
      onClick={() => download.mutate()}
    >
      {t('filters.csv')}
    </Button>
  );
}

function Search({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('devices');
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
      w={{ base: '100%', xs: 240 }}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      placeholder={t('filters.search')}
      aria-label={t('filters.search')}
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={text && <CloseButton aria-label={t('filters.clear')} onClick={() => type('')} />}
    />
  );
}
