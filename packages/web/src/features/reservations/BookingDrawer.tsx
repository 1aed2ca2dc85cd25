import { Anchor, Divider, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ScreenPending } from '../../app/screenStates.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Money } from '../../ui/Numbers.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { nightsBetween } from '../rooms/nights.ts';
import { Code } from './Booked.tsx';
import { BookingActions } from './BookingActions.tsx';
import { BookingHistory } from './BookingHistory.tsx';
import { BookingRooms } from './BookingRooms.tsx';
import { bookingQuery, type BookingDetails } from './queries.ts';

interface BookingDrawerProps {
  /** Nothing opened keeps the drawer shut. */
  id: string | undefined;
  onClose: () => void;
}

/** One booking: the guest, the rooms night by night, what can be done, and who did what. */
export function BookingDrawer({ id, onClose }: BookingDrawerProps) {
  const { t } = useTranslation('reservations');
  return (
    <SidePanel
      opened={id !== undefined}
      onClose={onClose}
      title={t('detail.title')}
      closeLabel={t('close')}
      width={560}
    >
      {id && <Details key={id} id={id} />}
    </SidePanel>
  );
}

function Details({ id }: { id: string }) {
  const { t } = useTranslation('reservations');
  const { data: booking, error, refetch } = useQuery(bookingQuery(id));
  if (error && !booking) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!booking) return <ScreenPending />;
  return (
    <Stack gap="lg">
      <div>
        <Group justify="space-between">
          <Code code={booking.confirmation_code} />
          <StatusBadge kind="reservation" value={booking.status} size="lg" />
        </Group>
        {booking.cancelled_on && (
          <Text size="sm" c="dimmed">
            {t('detail.cancelled_on')} <DateText value={booking.cancelled_on} />
            {booking.cancel_reason && <> · {booking.cancel_reason}</>}
          </Text>
        )}
      </div>
      <Facts booking={booking} />
      <BookingActions booking={booking} />
      <BookingRooms booking={booking} />
      <BookingHistory booking={booking} />
    </Stack>
  );
}

function Facts({ booking }: { booking: BookingDetails }) {
  const { t } = useTranslation('reservations');
  const { guest } = booking;
  const nights = nightsBetween(booking.start_date, booking.end_date);
  const party = [t('detail.adults', { count: booking.adults })];
  if (booking.children > 0) party.push(t('detail.children', { count: booking.children }));
  const facts: [string, ReactNode][] = [
    ['guest', guest?.name ?? booking.guest_name ?? t('list.no_name')],
    [
      'email',
      guest?.email && (
        <Anchor inherit href={`mailto:${guest.email}`}>
          <bdi>{guest.email}</bdi>
        </Anchor>
      ),
    ],
    [
      'phone',
      guest?.phone && (
        <Anchor inherit href={`tel:${guest.phone.replaceAll(' ', '')}`}>
          <bdi>{guest.phone}</bdi>
        </Anchor>
      ),
    ],
    [
      'stay',
      <>
        <DateText value={booking.start_date} /> – <DateText value={booking.end_date} /> ·{' '}
        {nights === 0 ? t('detail.day_use') : t('form.nights_count', { count: nights })}
      </>,
    ],
    ['party', party.join(' · ')],
    ['booked_on', <DateText value={booking.booked_on} />],
    ['channel', booking.channel],
    ['market_segment', booking.market_segment],
    ['country', booking.country],
    ['meal_plan', booking.meal_plan],
  ];
  return (
    <Stack gap={6}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <Group key={name} justify="space-between" gap="md" fz="sm" wrap="nowrap" align="flex-start">
            <Text c="dimmed" inherit style={{ whiteSpace: 'nowrap' }}>
              {t(`detail.${name}`)}
            </Text>
            <Text inherit component="div" ta="end">
              {value}
            </Text>
          </Group>
        ))}
      <Divider my={4} />
      <Group justify="space-between">
        <Text fw={600}>{t('booked.total')}</Text>
        <Text fw={700} fz="lg">
          <Money minor={booking.total_minor} currency={booking.currency} />
        </Text>
      </Group>
    </Stack>
  );
}
