import type { Cart, PublicHotel } from '@hostelry/contracts/booking-page';
import { Button, Group, Text, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tell, type ApiError } from './server.ts';

interface PromotionProps {
  hotel: PublicHotel;
  cart: Cart;
  onChange: (cart: Cart) => void;
}

/** A code that makes the stay cheaper; the cart is priced anew with it. */
export function Promotion({ hotel, cart, onChange }: PromotionProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  if (cart.promotion_code)
    return (
      <Group gap={6} c="teal">
        <IconCheck size={18} aria-hidden />
        <Text>{t('promotion.counts', { code: cart.promotion_code })}</Text>
      </Group>
    );
  const apply = async () => {
    setSending(true);
    setRefused(null);
    const { room_type_id, start_date, end_date, rooms, adults, children, extras } = cart;
    try {
      onChange(
        await tell<Cart>(`public/hotels/${hotel.slug}/carts`, {
          room_type_id,
          start_date,
          end_date,
          rooms,
          adults,
          children,
          extras: extras.map(({ extra_id, quantity }) => ({ extra_id, quantity })),
          promotion_code: code,
          replaces: cart.id,
        }),
      );
    } catch (failure) {
      setRefused(failure as ApiError);
    }
    setSending(false);
  };
  return (
    <Group align="end" gap="sm" wrap="nowrap">
      <TextInput
        label={t('promotion.label')}
        value={code}
        onChange={({ currentTarget }) => setCode(currentTarget.value)}
        error={refused && (refused.details.rule === 'PROMOTION' ? t('promotion.not') : refused.message)}
        size="md"
        style={{ flex: 1 }}
      />
      <Button variant="default" size="md" loading={sending} disabled={!code.trim()} onClick={() => void apply()}>
        {t('promotion.apply')}
      </Button>
    </Group>
  );
}
