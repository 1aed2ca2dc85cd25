import type { Cart, PublicHotel, PublicOffer } from '@hostelry/contracts/booking-page';
import { Badge, Button, Group, Image, Paper, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateText } from '../ui/Dates.tsx';
import { Money } from '../ui/Numbers.tsx';
import { useAddress } from './address.ts';
import classes from './Dates.module.css';
import { Refusal, Waiting } from './Frame.tsx';
import { ApiError, tell, useAsked } from './server.ts';

/** The rooms for the chosen dates, cheapest first; those that cannot be had say why. */
export default function Rooms({ hotel }: { hotel: PublicHotel }) {
  const { t } = useTranslation();
  const [address, go] = useAddress();
  const wish = {
    start_date: address.get('from')!,
    end_date: address.get('to')!,
    adults: Number(address.get('adults') ?? 2),
    children: Number(address.get('children') ?? 0),
    rooms: Number(address.get('rooms') ?? 1),
  };
  const query = new URLSearchParams(Object.entries(wish).map(([name, value]) => [name, String(value)]));
  const { data: offers, error } = useAsked<PublicOffer[]>(`public/hotels/${hotel.slug}/offers?${query}`);
  const [taking, setTaking] = useState<string | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const take = async (offer: PublicOffer) => {
    setTaking(offer.room_type_id);
    setRefused(null);
    try {
      const cart = await tell<Cart>(`public/hotels/${hotel.slug}/carts`, { ...wish, room_type_id: offer.room_type_id });
      go({ cart: cart.id });
    } catch (failure) {
      setRefused(failure as ApiError);
      setTaking(null);
    }
  };
  return (
    <Stack>
      <Group justify="space-between">
        <Text>
          <DateText value={wish.start_date} /> – <DateText value={wish.end_date} />
        </Text>
        <Button
          variant="subtle"
          leftSection={<IconArrowLeft size={18} className={classes.turns} aria-hidden />}
          onClick={() => go({ search: null })}
        >
          {t('rooms.change_dates')}
        </Button>
      </Group>
      {(error ?? refused) && <Refusal error={(error ?? refused)!} />}
      {!offers && !error && <Waiting />}
      {offers?.every((offer) => offer.refused) && <Text>{t('rooms.none')}</Text>}
      {offers?.map((offer) => (
        <Offer
          key={offer.room_type_id}
          offer={offer}
          nights={offer.nights.length}
          pictures={hotel.room_types.find(({ id }) => id === offer.room_type_id)?.pictures ?? []}
          sleeps={hotel.room_types.find(({ id }) => id === offer.room_type_id)?.max_occupancy ?? 0}
          taking={taking === offer.room_type_id}
          onTake={() => void take(offer)}
        />
      ))}
    </Stack>
  );
}

interface OfferProps {
  offer: PublicOffer;
  nights: number;
  pictures: PublicHotel['room_types'][number]['pictures'];
  sleeps: number;
  taking: boolean;
  onTake: () => void;
}

function Offer({ offer, nights, pictures, sleeps, taking, onTake }: OfferProps) {
  const { t } = useTranslation();
  return (
    <Paper withBorder component="article" aria-label={offer.name} style={{ overflow: 'hidden' }}>
      {pictures.length > 0 && (
        <div style={{ display: 'flex', overflowX: 'auto', scrollSnapType: 'x mandatory' }}>
          {pictures.map(({ url, alt }) => (
            <Image
              key={url}
              src={url}
              alt={alt}
              loading="lazy"
              h={190}
              miw="100%"
              fit="cover"
              style={{ scrollSnapAlign: 'start' }}
            />
          ))}
        </div>
      )}
      <Stack p="md" gap="xs">
        <Title order={2}>{offer.name}</Title>
        <Group gap="xs">
          <IconUsers size={18} aria-hidden />
          <Text fz="sm">{t('rooms.sleeps', { count: sleeps })}</Text>
          {!offer.refused && offer.available <= 3 && (
            <Badge color="orange" variant="light" tt="none" size="lg">
              {t('rooms.left', { count: offer.available })}
            </Badge>
          )}
        </Group>
        {offer.refused ? (
          <Text c="dimmed">{refusalOf(offer.refused, t)}</Text>
        ) : (
          <Group justify="space-between" align="end">
            <div>
              <Text fz="xl" fw={650}>
                <Money minor={offer.total_minor} currency={offer.currency} />
              </Text>
              <Text fz="sm" c="dimmed">
                {t('rooms.for_nights', { count: nights })}
              </Text>
            </div>
            <Button size="md" loading={taking} onClick={onTake}>
              {t('rooms.take')}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}

function refusalOf(refused: NonNullable<PublicOffer['refused']>, t: ReturnType<typeof useTranslation>['t']): string {
  const details = (refused.details ?? {}) as Record<string, string>;
  return t([`refusals.${refused.code}_${details.rule}`, `refusals.${refused.code}`, 'refusals.other'], {
    message: refused.message,
    ...details,
  });
}
