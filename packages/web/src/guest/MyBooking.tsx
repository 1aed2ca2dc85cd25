import type { GuestBooking } from '@hostelry/contracts/booking-page';
import { Alert, Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconCalendarPlus, IconCircleCheck, IconCircleX, IconFileInvoice } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BASE } from '../app/transport.ts';
import { DateText } from '../ui/Dates.tsx';
import { Money } from '../ui/Numbers.tsx';
import { PlaceContext } from '../ui/place.ts';
import { Cancel } from './Cancel.tsx';
import { ChangeDates } from './ChangeDates.tsx';
import { CheckIn } from './CheckIn.tsx';
import { Frame, Nothing, Refusal, Waiting } from './Frame.tsx';
import { MoreExtras } from './MoreExtras.tsx';
import { useAsked } from './server.ts';

type Act = 'change' | 'cancel' | 'check_in' | 'extras';

/** A guest’s own booking: what it is, and what they may do with it. */
export default function MyBooking({ bookingKey }: { bookingKey: string }) {
  const path = `public/bookings/${bookingKey}`;
  const { data: booking, error, reload } = useAsked<GuestBooking>(path);
  const { t } = useTranslation();
  const [act, setAct] = useState<Act | null>(null);
  if (error?.status === 404) return <Nothing />;
  if (error) return <Refusal error={error} />;
  if (!booking) return <Waiting />;
  const isNew = new URLSearchParams(location.search).has('new');
  const done = () => {
    setAct(null);
    reload();
  };
  const steps: [Act, boolean][] = [
    ['check_in', booking.can_check_in_online && !booking.checked_in_online],
    ['extras', booking.can_change && booking.offered_extras.length > 0],
    ['change', booking.can_change],
    ['cancel', booking.cancellation.is_possible],
  ];
  return (
    <PlaceContext value={{ currency: booking.currency, timezone: booking.hotel.timezone }}>
      <Frame hotel={booking.hotel}>
        <Stack>
          {isNew && booking.status === 'CONFIRMED' && (
            <Alert color="green" icon={<IconCircleCheck aria-hidden />} title={t('booking.thanks')}>
              {t('booking.mailed')}
            </Alert>
          )}
          <Stay booking={booking} />
          <Group gap="sm">
            {steps.map(
              ([name, possible]) =>
                possible && (
                  <Button
                    key={name}
                    size="md"
                    variant={act === name ? 'filled' : name === 'check_in' ? 'light' : 'default'}
                    color={name === 'cancel' ? 'red' : undefined}
                    onClick={() => setAct(act === name ? null : name)}
                    aria-expanded={act === name}
                  >
                    {t(`booking.${name}`)}
                  </Button>
                ),
            )}
          </Group>
          {act === 'change' && <ChangeDates path={path} booking={booking} onDone={done} />}
          {act === 'cancel' && <Cancel path={path} booking={booking} onDone={done} />}
          {act === 'check_in' && <CheckIn path={path} booking={booking} onDone={done} />}
          {act === 'extras' && <MoreExtras path={path} booking={booking} onDone={done} />}
          <Papers path={path} booking={booking} />
        </Stack>
      </Frame>
    </PlaceContext>
  );
}

function Stay({ booking }: { booking: GuestBooking }) {
  const { t } = useTranslation();
  const cancelled = booking.status === 'CANCELLED';
  const rows: [string, React.ReactNode][] = [
    [t('booking.code'), <bdi key="code">{booking.confirmation_code}</bdi>],
    [t('booking.name'), booking.guest_name],
    [
      t('booking.arrival'),
      <DateText
        key="a"
        value={booking.start_date}
        options={{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }}
      />,
    ],
    [
      t('booking.departure'),
      <DateText
        key="d"
        value={booking.end_date}
        options={{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }}
      />,
    ],
    [t('booking.rooms'), `${booking.rooms} × ${booking.room_types.join(', ')}`],
    [t('booking.guests'), t('party.people', { count: booking.adults + booking.children })],
    ...booking.extras.map(({ name, amount_minor }): [string, React.ReactNode] => [
      name,
      <Money key={name} minor={amount_minor} currency={booking.currency} />,
    ]),
    [t('details.total'), <Money key="t" minor={booking.total_minor} currency={booking.currency} />],
    [t('booking.paid'), <Money key="p" minor={booking.paid_minor} currency={booking.currency} />],
  ];
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" mb="sm">
        <Title order={1}>{t('booking.title')}</Title>
        <Badge
          size="lg"
          tt="none"
          color={cancelled ? 'red' : 'green'}
          variant="light"
          leftSection={cancelled ? <IconCircleX size={16} aria-hidden /> : <IconCircleCheck size={16} aria-hidden />}
        >
          {t(`booking.status.${booking.status}`)}
        </Badge>
      </Group>
      <dl style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '8px 24px', margin: 0 }}>
        {rows.map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <Text component="dt" c="dimmed">
              {label}
            </Text>
            <Text component="dd" m={0} ta="end">
              {value}
            </Text>
          </div>
        ))}
      </dl>
      {booking.checked_in_online && (
        <Text mt="sm" fz="sm" c="green">
          {t('booking.checked_in')}
        </Text>
      )}
      {booking.cancellation.is_possible && booking.cancellation.free_until && (
        <Text mt="sm" fz="sm" c="dimmed">
          {booking.cancellation.fee_minor === 0 ? t('booking.free_until') : t('booking.was_free_until')}{' '}
          <DateText value={booking.cancellation.free_until} />
        </Text>
      )}
    </Paper>
  );
}

function Papers({ path, booking }: { path: string; booking: GuestBooking }) {
  const { t } = useTranslation();
  return (
    <Group gap="sm">
      <Button
        component="a"
        href={`${BASE}/${path}/calendar`}
        variant="subtle"
        leftSection={<IconCalendarPlus size={18} aria-hidden />}
      >
        {t('booking.calendar')}
      </Button>
      {booking.invoices.map(({ id, number }) => (
        <Button
          key={id}
          component="a"
          href={`${BASE}/${path}/invoices/${id}`}
          variant="subtle"
          leftSection={<IconFileInvoice size={18} aria-hidden />}
        >
          {t('booking.invoice', { number })}
        </Button>
      ))}
    </Group>
  );
}
