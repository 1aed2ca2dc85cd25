import { Button, Checkbox, Group, Select } from '@mantine/core';
import { RESERVATION_STATUSES } from '@hostelry/contracts/lifecycles';
import { BOOKING_SOURCES } from '@hostelry/contracts/reservations';
import { useMediaQuery } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CsvButton } from '../../app/CsvButton.tsx';
import { CivilDateInput } from '../../ui/CivilDateInput.tsx';
import { useMay } from '../../app/session.ts';
import { SearchInput } from '../../ui/SearchInput.tsx';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import { roomTypesQuery } from '../rooms/queries.ts';
import { useBookingsAddress } from './bookingsAddress.ts';
import { companiesQuery } from './queries.ts';

/** Search by code or guest, status, and the range of arrivals; the CSV holds exactly what is shown. */
export function BookingFilters({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('reservations');
  const { t: statusText } = useTranslation('status');
  const { address, query, change } = useBookingsAddress();
  // On a phone the rows come first; what few look for is a tap away.
  const phone = useMediaQuery('(max-width: 40em)');
  const [all, showAll] = useState(false);
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
      {phone && (
        <Button
          variant="default"
          h={48}
          style={{ flex: 1 }}
          leftSection={<IconFilter size={18} aria-hidden />}
          aria-expanded={all}
          onClick={() => showAll(!all)}
        >
          {t('list.filters')}
        </Button>
      )}
      {(!phone || all) && <Choices hotel={hotel} />}
      <CsvButton
        path="reservations"
        query={{ outlet_id: hotel.id, ...query }}
        fileName={`reservations-${hotel.business_date}.csv`}
        label={t('list.csv')}
      />
    </Group>
  );
}

/** What was booked, by which way, and for whom. */
function Choices({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('reservations');
  const { address, change } = useBookingsAddress();
  const mayCompanies = useMay('guests.read');
  const { data: types = [] } = useQuery(roomTypesQuery(hotel.id));
  const { data: companies = [] } = useQuery({ ...companiesQuery(hotel.id), enabled: mayCompanies });
  const choices = [
    {
      name: 'room_type_id',
      label: t('form.room_type'),
      any: t('list.any_type'),
      data: types.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      name: 'source',
      label: t('list.source'),
      any: t('list.any_source'),
      data: BOOKING_SOURCES.map((value) => ({ value, label: t(`list.sources.${value}`) })),
    },
    {
      name: 'company_id',
      label: t('list.company'),
      any: t('list.any_company'),
      data: companies.map(({ id, name }) => ({ value: id, label: name })),
    },
  ] as const;
  return (
    <>
      {choices
        .filter(({ data }) => data.length > 0)
        .map(({ name, label, any, data }) => (
          <Select
            key={name}
            size="md"
            w={{ base: 'calc(50% - 5px)', xs: 172 }}
            searchable
            clearable
            aria-label={label}
            placeholder={any}
            data={data}
            value={address[name] ?? null}
            onChange={(chosen) => change({ [name]: chosen ?? undefined })}
          />
        ))}
      <Checkbox
        size="md"
        label={t('list.overbooked')}
        checked={address.is_overbooked === 'true'}
        onChange={(event) => change({ is_overbooked: event.currentTarget.checked ? 'true' : undefined })}
      />
    </>
  );
}
