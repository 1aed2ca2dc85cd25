import type { Cart } from '@hostelry/contracts/booking-page';
import { Alert, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconFlask, IconLock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Money } from '../ui/Numbers.tsx';
import { Refusal, Waiting } from './Frame.tsx';
import { currentLanguage } from './language.ts';
import { ApiError, tell } from './server.ts';

interface Order {
  razorpay_order_id: string;
  amount_minor: number;
  currency: string;
  key_id: string;
  is_sandbox: boolean;
}

export interface Proof {
  razorpay_order_id: string;
  razorpay_payment_id: string;
  razorpay_signature: string;
}

/** Tells the house that a card was charged, and goes to the booking. */
export async function confirmPayment(proof: Proof): Promise<void> {
  const { key } = await tell<{ key: string | null }>('payments/verify-razorpay', proof);
  location.assign(`/g/book/${key}?lang=${currentLanguage()}&new=1`);
}

/** The card, asked by the gateway: its own page, or the built-in sandbox’s form. */
export function CardForm({ cart }: { cart: Cart }) {
  const { t } = useTranslation();
  const [order, setOrder] = useState<Order | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    tell<Order>('payments/create-razorpay-order', { cart_id: cart.id }).then(setOrder, setError);
  }, [cart.id]);
  if (!order) return error ? <Refusal error={error} /> : <Waiting />;
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t('card.title')}</Title>
        <Group gap={6}>
          <IconLock size={18} aria-hidden />
          <Text fw={650}>
            <Money minor={order.amount_minor} currency={order.currency} />
          </Text>
        </Group>
      </Group>
      {order.is_sandbox ? <SandboxCard order={order} /> : <HostedCheckout order={order} />}
    </Paper>
  );
}

/** Razorpay’s own page takes the card, so that no card number ever reaches this house. */
function HostedCheckout({ order }: { order: Order }) {
  const { t } = useTranslation();
  const back = `${location.origin}/g/paid?lang=${currentLanguage()}`;
  const fields = {
    key_id: order.key_id,
    order_id: order.razorpay_order_id,
    amount: order.amount_minor,
    currency: order.currency,
    callback_url: back,
    cancel_url: location.href,
  };
  return (
    <form method="POST" action="https://api.razorpay.com/v1/checkout/embedded">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" size="lg" fullWidth>
        {t('card.continue')}
      </Button>
    </form>
  );
}

function SandboxCard({ order }: { order: Order }) {
  const { t } = useTranslation();
  const [card, setCard] = useState({ number: '', expiry: '', cvv: '' });
  const [error, setError] = useState<ApiError | null>(null);
  const [paying, setPaying] = useState(false);
  const pay = async () => {
    setPaying(true);
    setError(null);
    try {
      await confirmPayment(
        await tell<Proof>('sandbox/razorpay/v1/checkout', {
          order_id: order.razorpay_order_id,
          card_number: card.number,
        }),
      );
    } catch (failure) {
      setError(failure as ApiError);
      setPaying(false);
    }
  };
  const field = (name: keyof typeof card, autoComplete: string, placeholder: string) => (
    <TextInput
      label={t(`card.${name}`)}
      value={card[name]}
      onChange={({ currentTarget }) => setCard({ ...card, [name]: currentTarget.value })}
      autoComplete={autoComplete}
      placeholder={placeholder}
      inputMode="numeric"
      dir="ltr"
      size="md"
      required
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void pay();
      }}
    >
      <Stack>
        <Alert color="yellow" variant="light" icon={<IconFlask aria-hidden />}>
          {t('card.sandbox')}
        </Alert>
        {field('number', 'cc-number', '4111 1111 1111 1111')}
        <Group grow>
          {field('expiry', 'cc-exp', '12/30')}
          {field('cvv', 'cc-csc', '123')}
        </Group>
        {error && <Refusal error={error} />}
        <Button type="submit" size="lg" loading={paying}>
          {t('card.pay')}
        </Button>
      </Stack>
    </form>
  );
}
