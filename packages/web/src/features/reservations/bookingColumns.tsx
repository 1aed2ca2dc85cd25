import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '../../ui/DataTable.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { Money, NumberText } from '../../ui/Numbers.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { nightsBetween } from '../rooms/nights.ts';
import type { BookingListRow } from './queries.ts';

const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };

/** The columns of the reservations list. */
export function useBookingColumns(): DataColumn<BookingListRow>[] {
  const { t } = useTranslation('reservations');
  return useMemo<DataColumn<BookingListRow>[]>(
    () => [
      {
        name: 'guest_name',
        header: t('list.guest'),
        sortable: true,
        cell: ({ guest_name, confirmation_code }) => (
          <>
            <Text fw={600} size="sm">
              {guest_name ?? t('list.no_name')}
            </Text>
            <Text size="xs" c="dimmed" ff="monospace">
              <bdi>{confirmation_code}</bdi>
            </Text>
          </>
        ),
      },
      {
        name: 'status',
        header: t('list.status'),
        sortable: true,
        cell: ({ status }) => <StatusBadge kind="reservation" value={status} />,
      },
      {
        name: 'start_date',
        header: t('form.arrival'),
        sortable: true,
        cell: ({ start_date, end_date }) => {
          const nights = nightsBetween(start_date, end_date);
          return (
            <>
              <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
                <DateText value={start_date} options={DAY} />
              </Text>
              <Text size="xs" c="dimmed">
                {nights === 0 ? t('detail.day_use') : t('form.nights_count', { count: nights })}
              </Text>
            </>
          );
        },
      },
      {
        name: 'rooms',
        header: t('list.rooms'),
        minor: true,
        cell: ({ rooms, room_types }) => (
          <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
            <NumberText value={rooms} /> × <bdi>{room_types}</bdi>
          </Text>
        ),
      },
      {
        name: 'total_minor',
        header: t('booked.total'),
        align: 'end',
        sortable: true,
        minor: true,
        cell: ({ total_minor, currency }) => <Money minor={total_minor} currency={currency} />,
      },
    ],
    [t],
  );
}
