import { Button, CloseButton, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { RESERVATION_STATUSES } from '@hostelry/contracts/lifecycles';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadCsv } from '../../app/api.ts';
import { CivilDateInput } from '../../ui/CivilDateInput.tsx';
import { useErrorText } from '../../ui/ErrorState.tsx';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import { useBookingsAddress } from './bookingsAddress.ts';

/** Search by code or guest, status, and the range of arrivals; the CSV holds exactly what is shown. */
export function BookingFilters({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('reservations');
  const { t: statusText } = useTranslation('status');
  const { address, query, change } = useBookingsAddress();
  const errorText = useErrorText();
  const download = useMutation({
    mutationFn: () =>
      downloadCsv('reservations', { outlet_id: hotel.id, ...query }, `reservations-${hotel.business_date}.csv`),
    onError: (error) => notifications.show({ color: 'red', message: errorText(error) }),
  });
  return (
    <Group gap="xs" mb="sm" data-no-print>
      <Search value={address.q ?? ''} onChange={(q) => change({ q: q || undefined })} />
      <Select
        size="md"
        w={{ base: '100%', xs: 180 }}
        value={address.status ?? null}
        onChange={(status) => change({ status: status ?? undefined })}
        data={RESERVATION_STATUSES.map((value) => ({ value, label: statusText(`reservation.${value}`) }))}
        placeholder={t('list.any_status')}
        aria-label={t('list.status')}
        clearable
      />
      {(['from', 'to'] as const).map((name) => (
        <CivilDateInput
          key={name}
          size="md"
          w={{ base: 'calc(50% - 5px)', xs: 172 }}
          value={address[name] ?? null}
          onChange={(date) => change({ [name]: date ?? undefined })}
          placeholder={t(`list.arrival_${name}`)}
          aria-label={t(`list.arrival_${name}`)}
          clearable
        />
      ))}
      <Button
        variant="default"
        h={42}
        ms="auto"
        loading={download.isPending}
        leftSection={<IconDownload size={18} aria-hidden />}
        onClick={() => download.mutate()}
      >
        {t('list.csv')}
      </Button>
    </Group>
  );
}

function Search({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('reservations');
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
      w={{ base: '100%', xs: 260 }}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      placeholder={t('list.search')}
      aria-label={t('list.search')}
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={text && <CloseButton aria-label={t('list.clear')} onClick={() => type('')} />}
    />
  );
}
