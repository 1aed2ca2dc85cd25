import type { Cart, PublicHotel } from '@hostelry/contracts/booking-page';
import { Alert, Button, Checkbox, Group, Paper, Radio, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { IconArrowLeft, IconClock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateText } from '../ui/Dates.tsx';
import { Money } from '../ui/Numbers.tsx';
import { useAddress } from './address.ts';
import { CardForm } from './CardForm.tsx';
import { Extras } from './Extras.tsx';
import classes from './Dates.module.css';
import { Refusal, Waiting } from './Frame.tsx';
import { Promotion } from './Promotion.tsx';
import { currentLanguage } from './language.ts';
import { ApiError, ask, tell } from './server.ts';

type Payment = 'AT_HOTEL' | 'CARD';

/** Who comes, what else they want, and how it is paid. The rooms and the price are kept meanwhile. */
export default function Details({ hotel }: { hotel: PublicHotel }) {
  const { t } = useTranslation();
  const [address, go] = useAddress();
  const id = address.get('cart')!;
  const path = `public/hotels/${hotel.slug}/carts`;
  const [cart, setCart] = useState<Cart | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [paying, setPaying] = useState(false);
  useEffect(() => {
    if (cart?.id !== id) ask<Cart>(`${path}/${id}`).then(setCart, setError);
  }, [id, path, cart?.id]);
  if (!cart) return error ? <Refusal error={error} /> : <Waiting />;
  const restart = () => go({ cart: null });
  return (
    <Stack>
      <Group justify="space-between">
        <Countdown until={cart.expires_at} />
        <Button
          variant="subtle"
          leftSection={<IconArrowLeft size={18} className={classes.turns} aria-hidden />}
          onClick={restart}
        >
          {t('details.other_room')}
        </Button>
      </Group>
      <Summary hotel={hotel} cart={cart} />
      {!paying && (
        <Promotion
          hotel={hotel}
          cart={cart}
          onChange={(next) => {
            setCart(next);
            go({ cart: next.id });
          }}
        />
      )}
      {!paying && (
        <Extras
          hotel={hotel}
          cart={cart}
          onChange={(next) => {
            setCart(next);
            go({ cart: next.id });
          }}
          onRefused={setError}
        />
      )}
      {error && <Refusal error={error} />}
      {error?.code === 'QUOTE_EXPIRED' && <Button onClick={restart}>{t('details.search_again')}</Button>}
      {paying ? (
        <CardForm cart={cart} />
      ) : (
        <GuestForm hotel={hotel} cart={cart} onRefused={setError} onPay={() => setPaying(true)} />
      )}
    </Stack>
  );
}

function Countdown({ until }: { until: string }) {
  const { t } = useTranslation();
  const left = () => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 60_000));
  const [minutes, setMinutes] = useState(left);
  useEffect(() => {
    setMinutes(left());
    const timer = setInterval(() => setMinutes(left()), 10_000);
    return () => clearInterval(timer);
  }, [until]);
  return (
    <Group gap={6} c={minutes <= 3 ? 'red' : undefined}>
      <IconClock size={18} aria-hidden />
      <Text fz="sm">{t('details.kept', { count: minutes })}</Text>
    </Group>
  );
}

function Summary({ hotel, cart }: { hotel: PublicHotel; cart: Cart }) {
  const { t } = useTranslation();
  const type = hotel.room_types.find(({ id }) => id === cart.room_type_id);
  const line = (label: string, minor: number, bold = false) => (
    <Group justify="space-between" wrap="nowrap" fw={bold ? 650 : 400}>
      <Text inherit>{label}</Text>
      <Text inherit style={{ whiteSpace: 'nowrap' }}>
        <Money minor={minor} currency={cart.currency} />
      </Text>
    </Group>
  );
  return (
    <Paper withBorder p="md">
      <Title order={2}>{type?.name}</Title>
      <Text mb="xs">
        <DateText value={cart.start_date} /> – <DateText value={cart.end_date} />
        {' · '}
        {t('party.people', { count: cart.adults + cart.children })}
      </Text>
      <Stack gap={4}>
        {line(
          `${t('rooms.for_nights', { count: cart.nights.length })}${cart.rooms > 1 ? ` × ${cart.rooms}` : ''}`,
          cart.room_total_minor,
        )}
        {cart.extras.map((extra) => (
          <div key={extra.extra_id}>{line(extra.name, extra.amount_minor)}</div>
        ))}
        {line(t('details.total'), cart.total_minor, true)}
      </Stack>
    </Paper>
  );
}

interface GuestFormProps {
  hotel: PublicHotel;
  cart: Cart;
  onRefused: (error: ApiError | null) => void;
  onPay: () => void;
}

function GuestForm({ hotel, cart, onRefused, onPay }: GuestFormProps) {
  const { t } = useTranslation();
  const [guest, setGuest] = useState({ name: '', email: '', phone: '' });
  const [payment, setPayment] = useState<Payment>(hotel.payments[0] ?? 'AT_HOTEL');
  const [more, setMore] = useState({ arrival_time: '', wishes: '' });
  const [accepts, setAccepts] = useState(false);
  const [wantsNews, setWantsNews] = useState(false);
  const [sending, setSending] = useState(false);
  const book = async () => {
    setSending(true);
    onRefused(null);
    try {
      const booked = await tell<{ status: string; key: string | null }>(
        `public/hotels/${hotel.slug}/carts/${cart.id}/book`,
        {
          guest,
          payment,
          language: currentLanguage(),
          ...(more.arrival_time ? { arrival_time: more.arrival_time } : {}),
          ...(more.wishes ? { wishes: more.wishes } : {}),
          accepts_terms: true,
          marketing_consent: wantsNews,
        },
      );
      if (booked.status === 'PAYMENT_DUE') onPay();
      else location.assign(`/g/book/${booked.key}?lang=${currentLanguage()}&new=1`);
    } catch (failure) {
      onRefused(failure as ApiError);
      setSending(false);
    }
  };
  const field = (name: keyof typeof guest, autoComplete: string, type = 'text') => (
    <TextInput
      label={t(`guest.${name}`)}
      value={guest[name]}
      onChange={({ currentTarget }) => setGuest({ ...guest, [name]: currentTarget.value })}
      autoComplete={autoComplete}
      type={type}
      size="md"
      required
      description={name === 'phone' ? t('guest.phone_hint') : undefined}
      dir={type === 'text' ? undefined : 'ltr'}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void book();
      }}
    >
      <Stack>
        <Title order={2}>{t('guest.title')}</Title>
        {field('name', 'name')}
        {field('email', 'email', 'email')}
        {field('phone', 'tel', 'tel')}
        <TextInput
          label={t('guest.arrival_time')}
          type="time"
          value={more.arrival_time}
          onChange={({ currentTarget }) => setMore({ ...more, arrival_time: currentTarget.value })}
          description={t('guest.arrival_hint', { from: hotel.check_in_from })}
          size="md"
        />
        <Textarea
          label={t('guest.wishes')}
          value={more.wishes}
          maxLength={500}
          autosize
          minRows={2}
          onChange={({ currentTarget }) => setMore({ ...more, wishes: currentTarget.value })}
          size="md"
        />
        <Radio.Group label={t('payment.label')} value={payment} onChange={(value) => setPayment(value as Payment)}>
          <Stack gap="sm" mt="xs">
            {hotel.payments.map((way) => (
              <Radio key={way} value={way} label={t(`payment.${way}`)} size="md" />
            ))}
          </Stack>
        </Radio.Group>
        <Alert variant="light" color="teal" title={t('terms.cancellation')}>
          {cart.free_cancel_until && (
            <>
              {t('terms.free_until')} <DateText value={cart.free_cancel_until} />.{' '}
            </>
          )}
          {t('terms.later')} <Money minor={cart.late_fee_minor} currency={cart.currency} />
          {hotel.policies && (
            <Text fz="sm" mt="xs" style={{ whiteSpace: 'pre-line' }}>
              {hotel.policies}
            </Text>
          )}
        </Alert>
        <Checkbox
          label={t('terms.accept')}
          checked={accepts}
          onChange={({ currentTarget }) => setAccepts(currentTarget.checked)}
          required
          size="md"
        />
        <Checkbox
          label={t('terms.news')}
          checked={wantsNews}
          onChange={({ currentTarget }) => setWantsNews(currentTarget.checked)}
          size="md"
        />
        <Button type="submit" size="lg" loading={sending} disabled={!accepts}>
          {payment === 'CARD' ? t('payment.go') : t('details.book')}
        </Button>
        {!accepts && (
          <Text fz="sm" c="dimmed" ta="center">
            {t('terms.first')}
          </Text>
        )}
      </Stack>
    </form>
  );
}
