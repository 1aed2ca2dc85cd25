import { Group, Select } from '@mantine/core';
import { RESERVATION_STATUSES } from '@hostelry/contracts/lifecycles';
import { useTranslation } from 'react-i18next';
import { CsvButton } from '../../app/CsvButton.tsx';
import { CivilDateInput } from '../../ui/CivilDateInput.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import { useBookingsAddress } from './bookingsAddress.ts';

/** Search by code or guest, status, and the range of arrivals; the CSV holds exactly what is shown. */
export function BookingFilters({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('reservations');
  const { t: statusText } = useTranslation('status');
  const { address, query, change } = useBookingsAddress();
  return (
    <Group gap="xs" mb="sm" data-no-print>
      <SearchInput
        value={address.q ?? ''}
        onChange={(q) => change({ q: q || undefined })}
        label={t('list.search')}
        clearLabel={t('list.clear')}
        width={260}
      />
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
      <CsvButton
        path="reservations"
        query={{ outlet_id: hotel.id, ...query }}
        fileName={`reservations-${hotel.business_date}.csv`}
        label={t('list.csv')}
      />
    </Group>
  );
}
