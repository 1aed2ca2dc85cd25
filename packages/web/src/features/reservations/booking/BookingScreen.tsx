import { Anchor, Card, Grid, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutlet } from '../../../app/outlet.tsx';
import { useWire } from '../../../app/realtime.ts';
import { ScreenPending } from '../../../app/screenStates.tsx';
import { DateText } from '../../../ui/Dates.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { LiveDot } from '../../../ui/LiveDot.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import type { Hotel } from '../../rooms/HotelOnly.tsx';
import { bookingQuery, staysQuery, type BookingDetails } from '../queries.ts';
import { StayCard } from '../stay/StayCard.tsx';
import { BookingActions } from './BookingActions.tsx';
import { BookingFacts } from './BookingFacts.tsx';
import { BookingHistory } from './BookingHistory.tsx';
import { BookingTraces } from './BookingTraces.tsx';

/** One booking: its guest, its rooms with all that can be done to them, what is to be done, and who did what. */
export default function BookingScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: booking, error, refetch } = useQuery(bookingQuery(id));
  const hotel = useHotelOf(booking);
  if (error && !booking) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!booking || !hotel) return <ScreenPending />;
  return <Page booking={booking} hotel={hotel} />;
}

/** The hotel of the booking, which becomes the chosen one: a link may come from another house. */
function useHotelOf(booking: BookingDetails | undefined): Hotel | undefined {
  const { outlet, outlets, choose } = useOutlet();
  const hotel = outlets.find(({ id }) => id === booking?.outlet_id) as Hotel | undefined;
  const elsewhere = hotel && outlet && outlet.id !== hotel.id ? hotel.id : null;
  useEffect(() => {
    if (elsewhere) choose(elsewhere);
  }, [elsewhere]);
  return hotel;
}

function Page({ booking, hotel }: { booking: BookingDetails; hotel: Hotel }) {
  const { t } = useTranslation('reservations');
  const name = booking.guest?.name ?? booking.guest_name ?? t('list.no_name');
  return (
    <>
      <PageHeader
        title={name}
        badge={
          <Group gap="sm">
            <StatusBadge kind="reservation" value={booking.status} size="lg" />
            <LiveDot state={useWire()} />
          </Group>
        }
        hint={
          <>
            <Text span ff="monospace" fw={650} inherit data-testid="confirmation-code">
              <bdi>{booking.confirmation_code}</bdi>
            </Text>
            {booking.cancelled_on && (
              <>
                {' · '}
                {t('detail.cancelled_on')} <DateText value={booking.cancelled_on} />
                {booking.cancel_reason && <> · {booking.cancel_reason}</>}
              </>
            )}
          </>
        }
        breadcrumb={[
          <Anchor key="list" component={Link} to="/reservations">
            {t('title')}
          </Anchor>,
        ]}
        actions={<BookingActions booking={booking} />}
      />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stays booking={booking} hotel={hotel} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="lg">
            <BookingFacts booking={booking} />
            <Card withBorder>
              <BookingTraces booking={booking} business_date={hotel.business_date} />
            </Card>
            <BookingHistory booking={booking} />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}

/** More rooms than this are folded up, so that a coach does not become a page without end. */
const MOST_OPEN = 3;

function Stays({ booking, hotel }: { booking: BookingDetails; hotel: Hotel }) {
  const { data: stays, error, refetch } = useQuery(staysQuery(booking.id));
  if (error && !stays) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!stays) return <ScreenPending />;
  return (
    <Stack>
      {stays.map((stay, index) => (
        <StayCard
          key={stay.id}
          stay={stay}
          number={index + 1}
          business_date={hotel.business_date}
          open={stays.length <= MOST_OPEN}
        />
      ))}
    </Stack>
  );
}
