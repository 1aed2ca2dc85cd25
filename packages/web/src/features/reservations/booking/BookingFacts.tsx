import { Anchor, Card, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DateText, TimeText } from '../../../ui/Dates.tsx';
import { Money } from '../../../ui/Numbers.tsx';
import { nightsBetween } from '../../rooms/nights.ts';
import type { BookingDetails } from '../queries.ts';
import { useMealPlan } from '../mealPlan.ts';

/** Who booked what, at what price, and by which way. */
export function BookingFacts({ booking }: { booking: BookingDetails }) {
  const { t } = useTranslation('reservations');
  const mealPlan = useMealPlan();
  const { guest } = booking;
  const nights = nightsBetween(booking.start_date, booking.end_date);
  const party = [t('detail.adults', { count: booking.adults })];
  if (booking.children > 0) party.push(t('detail.children', { count: booking.children }));
  const facts: [string, ReactNode][] = [
    ['guest', <Guest booking={booking} />],
    ['email', guest?.email && <Reach href={`mailto:${guest.email}`} at={guest.email} />],
    ['phone', guest?.phone && <Reach href={`tel:${guest.phone.replaceAll(' ', '')}`} at={guest.phone} />],
    [
      'stay',
      <>
        <DateText value={booking.start_date} /> – <DateText value={booking.end_date} /> ·{' '}
        {nights === 0 ? t('detail.day_use') : t('form.nights_count', { count: nights })}
      </>,
    ],
    ['party', party.join(' · ')],
    ['company', booking.company_name],
    [
      'option_until',
      booking.status === 'OPTIONAL' && booking.option_expires_at && <TimeText value={booking.option_expires_at} />,
    ],
    ['booked_on', <DateText value={booking.booked_on} />],
    ['source', t(`list.sources.${booking.source}`)],
    ['channel', booking.channel],
    ['market_segment', booking.market_segment],
    ['country', booking.country],
    ['meal_plan', booking.meal_plan && mealPlan(booking.meal_plan)],
    [
      'total',
      <Text fw={700} fz="lg" component="span">
        <Money minor={booking.total_minor} currency={booking.currency} />
      </Text>,
    ],
  ];
  return (
    <Card withBorder>
      <Stack gap={8}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <Group key={name} justify="space-between" gap="md" fz="sm" wrap="nowrap" align="flex-start">
              <Text c="dimmed" inherit style={{ whiteSpace: 'nowrap' }}>
                {t(`detail.${name}`)}
              </Text>
              <Text inherit component="div" ta="end" style={{ overflowWrap: 'anywhere' }}>
                {value}
              </Text>
            </Group>
          ))}
        {booking.notes && (
          <div>
            <Text size="sm" c="dimmed">
              {t('detail.notes')}
            </Text>
            <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
              {booking.notes}
            </Text>
          </div>
        )}
      </Stack>
    </Card>
  );
}

function Guest({ booking: { guest, guest_name } }: { booking: BookingDetails }) {
  const { t } = useTranslation('reservations');
  if (!guest) return <>{guest_name ?? t('list.no_name')}</>;
  return (
    <Anchor inherit component={Link} to={`/guests/${guest.id}` as never}>
      {guest.name}
    </Anchor>
  );
}

function Reach({ href, at }: { href: string; at: string }) {
  return (
    <Anchor inherit href={href}>
      <bdi>{at}</bdi>
    </Anchor>
  );
}
