import type { OutletShape } from '@hostelry/contracts/outlets';
import { Button, Group } from '@mantine/core';
import { IconBuildingSkyscraper } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useOutlet, type OutletRow } from '../../app/outlet.tsx';
import { ScreenPending } from '../../app/screenStates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';

/** A hotel with the day that its books are open for. */
export type Hotel = OutletRow & Pick<OutletShape, 'business_date'>;

/** Shows a hotel's screen, or, where a restaurant or café is chosen, the way to a hotel. */
export function HotelOnly({ children }: { children: (hotel: Hotel) => ReactNode }) {
  const { t } = useTranslation('rooms');
  const { outlet, outlets, loading, choose } = useOutlet();
  const hotels = outlets.filter(({ kind }) => kind === 'HOTEL');
  const here = outlet?.kind === 'HOTEL';
  // Who has one hotel can only mean that one.
  const meant = !here && hotels.length === 1 ? hotels[0]!.id : null;
  useEffect(() => {
    if (meant) choose(meant);
  }, [meant]);
  if (here) return children(outlet as Hotel);
  if (loading || meant) return <ScreenPending />;
  return (
    <EmptyState
      icon={IconBuildingSkyscraper}
      title={t('hotel_only.title')}
      hint={t(hotels.length > 0 ? 'hotel_only.choose' : 'hotel_only.none')}
      action={
        <Group justify="center">
          {hotels.map((hotel) => (
            <Button key={hotel.id} size="md" variant="light" onClick={() => choose(hotel.id)}>
              {hotel.name}
            </Button>
          ))}
        </Group>
      }
    />
  );
}
