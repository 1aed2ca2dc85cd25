import type { Order, Payment } from '@hostelry/contracts';
import { Alert, Button, Group, Modal, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAlertTriangle, IconCash, IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type ApiError } from '../../app/api.ts';
import { newKey } from '../../app/key.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { minorDigits, Money } from '../../ui/Numbers.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import { changeFor, minorOf, tenderChoices } from './tender.ts';

interface CashDialogProps {
  /** The order to settle; null keeps the dialog shut. */
  order: Order | null;
  onClose: () => void;
}

/** Takes cash for an order. Money is told at once or not at all: nothing here is queued and nothing can be undone. */
export function CashDialog({ order, onClose }: CashDialogProps) {
  const { t } = useTranslation('payments');
  const phone = useMediaQuery('(max-width: 40em)');
  const title = order?.node_name ? t('cash.title_table', { table: order.node_name }) : t('cash.title');
  return (
    <Modal opened={order !== null} onClose={onClose} title={title} fullScreen={phone ?? false} size="md" centered>
      {order && <CashForm key={order.id} order={order} onClose={onClose} />}
    </Modal>
  );
}

function CashForm({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation('payments');
  // What was due when the dialog opened: the live order is settled underneath as soon as the cash is taken.
  const [{ due_minor, currency }] = useState(order);
  const [typed, setTyped] = useState<string | number>('');
  const digits = minorDigits(currency);
  const tendered_minor = typed === '' ? due_minor : minorOf(typed, digits);
  const { change_minor, missing_minor } = changeFor(due_minor, tendered_minor ?? 0);
  const taking = useTakeCash(order.id);

  if (taking.data) return <Taken payment={taking.data} onClose={onClose} />;
  const choose = (sum: number) => setTyped((sum / 10 ** digits).toFixed(digits));
  const ready = tendered_minor !== null && missing_minor === 0;
  return (
    <Stack gap="md">
      <Figure label={t('cash.due')} minor={due_minor} currency={currency} />
      <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="xs">
        <TouchButton variant={typed === '' ? 'filled' : 'light'} px="xs" onClick={() => setTyped('')}>
          {t('cash.exact')}
        </TouchButton>
        {tenderChoices(due_minor, digits).map((sum) => (
          <TouchButton
            key={sum}
            px="xs"
            variant={tendered_minor === sum && typed !== '' ? 'filled' : 'light'}
            onClick={() => choose(sum)}
          >
            <Money minor={sum} currency={currency} />
          </TouchButton>
        ))}
      </SimpleGrid>
      <NumberInput
        label={t('cash.tendered')}
        size="lg"
        min={0}
        decimalScale={digits}
        hideControls
        inputMode="decimal"
        value={typed}
        placeholder={(due_minor / 10 ** digits).toFixed(digits)}
        onChange={setTyped}
        error={tendered_minor === null ? t('cash.not_an_amount') : undefined}
      />
      {missing_minor > 0 && tendered_minor !== null ? (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={t('cash.missing')}>
          <Money minor={missing_minor} currency={currency} fw={700} fz="xl" />
        </Alert>
      ) : (
        <Figure label={t('cash.change')} minor={change_minor} currency={currency} strong />
      )}
      {taking.error && <ErrorState error={taking.error} />}
      <Group grow>
        <Button variant="default" h="var(--touch-pos)" onClick={onClose}>
          {t('cash.not_now')}
        </Button>
        <TouchButton
          leftSection={<IconCash aria-hidden />}
          loading={taking.isPending}
          disabled={!ready}
          onClick={() => taking.mutate(tendered_minor!)}
        >
          {t('cash.take')}
        </TouchButton>
      </Group>
    </Stack>
  );
}

/** One dialog is one payment: pressing twice, or again after a lost reply, sends the same key and takes the money once. */
function useTakeCash(order_id: string) {
  const queries = useQueryClient();
  const [keys] = useState(() => new Map<number, string>());
  return useMutation<Payment, ApiError, number>({
    mutationFn: (tendered_minor) => {
      const key = keys.get(tendered_minor) ?? newKey();
      keys.set(tendered_minor, key);
      return api.post<Payment>('payments/confirm-cash', { order_id, tendered_minor }, key);
    },
    onSuccess: () =>
      Promise.all(
        [['orders'], ['payments'], ['service-nodes']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ).then(() => undefined),
  });
}

function Figure({
  label,
  minor,
  currency,
  strong,
}: {
  label: string;
  minor: number;
  currency: string;
  strong?: boolean;
}) {
  return (
    <Group justify="space-between" align="baseline" wrap="nowrap">
      <Text c="dimmed">{label}</Text>
      <Money minor={minor} currency={currency} fw={700} fz={strong ? 36 : 28} lh={1.1} />
    </Group>
  );
}

function Taken({ payment, onClose }: { payment: Payment; onClose: () => void }) {
  const { t } = useTranslation('payments');
  return (
    <Stack align="center" gap="xs" role="status">
      <IconCircleCheck size={56} stroke={1.6} color="var(--mantine-color-green-6)" aria-hidden />
      <Text fw={600}>
        {t('cash.taken')} <Money minor={payment.amount_minor} currency={payment.currency} />
      </Text>
      <Text c="dimmed" mt="md">
        {t('cash.change')}
      </Text>
      <Money minor={payment.change_minor} currency={payment.currency} fw={700} fz={56} lh={1.1} data-testid="change" />
      <TouchButton mt="lg" fullWidth onClick={onClose} data-autofocus>
        {t('cash.done')}
      </TouchButton>
    </Stack>
  );
}
