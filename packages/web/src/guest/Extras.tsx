import type { Cart, PublicHotel } from '@hostelry/contracts/booking-page';
import { Checkbox, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Money } from '../ui/Numbers.tsx';
import { tell, type ApiError } from './server.ts';

interface ExtrasProps {
  hotel: PublicHotel;
  cart: Cart;
  onChange: (cart: Cart) => void;
  onRefused: (error: ApiError | null) => void;
}

/** What the hotel offers beside the room. Another choice is another cart, because the price is frozen in it. */
export function Extras({ hotel, cart, onChange, onRefused }: ExtrasProps) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  if (hotel.extras.length === 0) return null;
  const chosen = new Set(cart.extras.map((extra) => extra.extra_id));
  const toggle = async (extra_id: string) => {
    setChanging(true);
    onRefused(null);
    const wanted = chosen.has(extra_id) ? [...chosen].filter((id) => id !== extra_id) : [...chosen, extra_id];
    const { room_type_id, start_date, end_date, rooms, adults, children } = cart;
    try {
      onChange(
        await tell<Cart>(`public/hotels/${hotel.slug}/carts`, {
          room_type_id,
          start_date,
          end_date,
          rooms,
          adults,
          children,
          extras: wanted.map((id) => ({ extra_id: id })),
          ...(cart.promotion_code ? { promotion_code: cart.promotion_code } : {}),
          replaces: cart.id,
        }),
      );
    } catch (failure) {
      onRefused(failure as ApiError);
    }
    setChanging(false);
  };
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} mb="xs">
        {t('extras.title')}
      </Title>
      <Stack gap="sm">
        {hotel.extras.map((extra) => (
          <Checkbox
            key={extra.id}
            size="md"
            checked={chosen.has(extra.id)}
            disabled={changing}
            onChange={() => void toggle(extra.id)}
            label={
              <>
                {extra.name} · <Money minor={extra.price_minor} currency={hotel.currency} />{' '}
                {t(`extras.per.${extra.per}`)}
              </>
            }
            description={extra.description || undefined}
          />
        ))}
        {changing && (
          <Text fz="sm" role="status">
            {t('waiting')}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
