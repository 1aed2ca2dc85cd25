import type { PublicHotel } from '@hostelry/contracts/booking-page';
import { Stepper, Text, Title } from '@mantine/core';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { PlaceContext } from '../ui/place.ts';
import { useAddress } from './address.ts';
import { Dates } from './Dates.tsx';
import { Frame, Nothing, Refusal, Waiting } from './Frame.tsx';
import { useAsked } from './server.ts';

const Rooms = lazy(() => import('./Rooms.tsx'));
const Details = lazy(() => import('./Details.tsx'));

/** A hotel’s booking page: dates and party, a room, then who comes and how it is paid. */
export function BookingPage({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const { data: hotel, error } = useAsked<PublicHotel>(`public/hotels/${encodeURIComponent(slug)}`);
  const [address] = useAddress();
  useEffect(() => {
    if (hotel) document.title = t('title', { hotel: hotel.name });
  }, [hotel, t]);
  if (error?.status === 404) return <Nothing />;
  if (error) return <Refusal error={error} />;
  if (!hotel) return <Waiting />;
  const step = address.get('cart') ? 2 : address.get('from') && address.get('to') && address.get('search') ? 1 : 0;
  return (
    <PlaceContext value={{ currency: hotel.currency, timezone: hotel.timezone }}>
      <Frame hotel={hotel}>
        {step === 0 && hotel.headline && (
          <Title order={1} mb={4}>
            {hotel.headline}
          </Title>
        )}
        {step === 0 && hotel.intro && (
          <Text mb="md" c="dimmed">
            {hotel.intro}
          </Text>
        )}
        <Stepper active={step} size="xs" mb="md" aria-label={t('steps.label')} wrap={false}>
          {(['dates', 'room', 'details'] as const).map((name) => (
            <Stepper.Step key={name} label={t(`steps.${name}`)} />
          ))}
        </Stepper>
        {step === 0 && <Dates hotel={hotel} />}
        <Suspense fallback={<Waiting />}>
          {step === 1 && <Rooms hotel={hotel} />}
          {step === 2 && <Details hotel={hotel} />}
        </Suspense>
      </Frame>
    </PlaceContext>
  );
}
