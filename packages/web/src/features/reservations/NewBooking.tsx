import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScreenPending } from '../../app/screenStates.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import type { Hotel } from '../rooms/HotelOnly.tsx';
import { Booked } from './Booked.tsx';
import { BookingForm } from './BookingForm.tsx';
import type { StayWish } from './bookingValues.ts';
import { ratePlansQuery, type BookingDetails } from './queries.ts';

interface NewBookingProps {
  hotel: Hotel;
  /** Null keeps the drawer shut. */
  wish: StayWish | null;
  onClose: () => void;
}

/** The new-booking drawer: the form, then the confirmation. */
export function NewBooking({ hotel, wish, onClose }: NewBookingProps) {
  const { t } = useTranslation('reservations');
  const phone = useMediaQuery('(max-width: 40em)');
  return (
    <Drawer
      opened={wish !== null}
      onClose={onClose}
      position="right"
      size={phone ? '100%' : 620}
      title={t('form.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      styles={{ title: { fontWeight: 650, fontSize: 'var(--mantine-font-size-lg)' } }}
    >
      {wish && <Steps hotel={hotel} wish={wish} onClose={onClose} />}
    </Drawer>
  );
}

function Steps({ hotel, wish, onClose }: { hotel: Hotel; wish: StayWish; onClose: () => void }) {
  const { data: plans, error, refetch } = useQuery(ratePlansQuery(hotel.id));
  const [booked, setBooked] = useState<BookingDetails | null>(null);
  const [round, setRound] = useState(0);
  if (booked) {
    const again = () => {
      setBooked(null);
      setRound(round + 1);
    };
    return <Booked booking={booked} onAgain={again} onClose={onClose} />;
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!plans) return <ScreenPending />;
  // The next guest of the same visit starts from tonight, not from the nights the last one chose.
  const start: StayWish = round === 0 ? wish : { start_date: hotel.business_date, end_date: '' };
  return <BookingForm key={round} hotel={hotel} plans={plans} wish={start} onBooked={setBooked} onWaits={onClose} />;
}
