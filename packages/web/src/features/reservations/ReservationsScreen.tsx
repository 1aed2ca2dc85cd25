import { Button, Group, Kbd, Text } from '@mantine/core';
import { IconCalendarUser, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWire } from '../../app/realtime.ts';
import { useMay } from '../../app/session.ts';
import { useShortcut } from '../../app/shell/shortcuts.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LiveDot } from '../../ui/LiveDot.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { addDays } from '../rooms/nights.ts';
import { BookingFilters } from './BookingFilters.tsx';
import { CLEARED, isNarrowed, useBookingsAddress } from './bookingsAddress.ts';
import { useBookingColumns } from './bookingColumns.tsx';
import type { StayWish } from './bookingValues.ts';
import { NewBooking } from './NewBooking.tsx';
import { bookingsQuery } from './queries.ts';

/** The bookings of a hotel. */
export default function ReservationsScreen() {
  // A link from elsewhere may name the booking that it means.
  const booking = useSearch({ strict: false, select: (search: { booking?: string }) => search.booking });
  if (booking) return <Navigate to={`/reservations/${booking}` as never} search={{} as never} replace />;
  return <HotelOnly>{(hotel) => <Reservations key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

function Reservations({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('reservations');
  const [wish, setWish] = useState<StayWish | null>(null);
  const mayBook = useMay('reservations.create');
  const open = () => setWish({ start_date: hotel.business_date, end_date: addDays(hotel.business_date, 1) });
  useShortcut('n', 'rooms:shortcuts.new', mayBook ? open : undefined);
  return (
    <>
      <PageHeader
        title={t('title')}
        hint={hotel.name}
        badge={<LiveDot state={useWire()} />}
        actions={
          <Button
            mih={48}
            leftSection={<IconPlus size={18} aria-hidden />}
            rightSection={
              <Kbd size="xs" visibleFrom="md">
                n
              </Kbd>
            }
            disabled={!mayBook}
            title={mayBook ? undefined : t('may_not_book')}
            onClick={open}
          >
            {t('form.title')}
          </Button>
        }
      />
      <BookingFilters hotel={hotel} />
      <Rows hotel={hotel} onNew={mayBook ? open : undefined} />
      <NewBooking hotel={hotel} wish={wish} onClose={() => setWish(null)} />
    </>
  );
}

function Rows({ hotel, onNew }: { hotel: Hotel; onNew: (() => void) | undefined }) {
  const { t } = useTranslation('reservations');
  const { address, query, change } = useBookingsAddress();
  const navigate = useNavigate();
  const columns = useBookingColumns();
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...bookingsQuery({ outlet_id: hotel.id, ...query }),
    placeholderData: keepPreviousData,
  });
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const rows = data?.pages.flatMap((page) => page.data) ?? [];
  const total = data?.pages[0]?.page.total ?? 0;
  const clear = () => change(CLEARED);
  const empty = isNarrowed(address) ? (
    <EmptyState
      icon={IconCalendarUser}
      title={t('list.nothing_fits')}
      action={
        <Button variant="light" size="md" onClick={clear}>
          {t('list.clear')}
        </Button>
      }
    />
  ) : (
    <EmptyState
      icon={IconCalendarUser}
      title={t('list.empty')}
      hint={t('list.empty_hint')}
      action={
        onNew && (
          <Button size="md" onClick={onNew}>
            {t('form.title')}
          </Button>
        )
      }
    />
  );
  return (
    <>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        sort={query.sort}
        onSort={(sort) => change({ sort })}
        onRow={({ id }) => void navigate({ to: `/reservations/${id}` as never })}
        loading={isPending}
        empty={empty}
      />
      {total > 0 && (
        <Group justify="space-between" mt="sm" mih={48}>
          <Text size="sm" c="dimmed">
            <NumberText value={rows.length} /> / <NumberText value={total} />
            {total >= 10_000 && '+'}
          </Text>
          {hasNextPage && (
            <Button variant="default" mih={48} loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('list.more')}
            </Button>
          )}
        </Group>
      )}
    </>
  );
}
