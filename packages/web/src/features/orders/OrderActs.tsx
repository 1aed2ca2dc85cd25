import type { Order } from '@hostelry/contracts';
import { SimpleGrid } from '@mantine/core';
import { IconCash, IconPlus, IconToolsKitchen2, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type ApiError } from '../../app/api.ts';
import { userMay } from '../../app/session.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { useCashDesk } from '../payments/CashDesk.tsx';
import { orderActs, type OrderAct } from './actions.ts';
import { CancelDialog } from './CancelDialog.tsx';
import { ORDER_KEYS } from './queries.ts';

const ICONS = { serve: IconToolsKitchen2, round: IconPlus, cash: IconCash, cancel: IconX } as const;

/** The buttons of an order. What is not possible now stays in its place and says why. */
export function OrderActs({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const navigate = useNavigate();
  const takeCash = useCashDesk();
  const [cancelling, setCancelling] = useState(false);
  const serving = useServe(order);
  const acts = orderActs(order, userMay);
  const run: Record<OrderAct['name'], () => void> = {
    serve: () => serving.mutate(),
    round: () =>
      void navigate({
        to: '/order-pad',
        search: { ...(order.node_id && { node: order.node_id }), order: order.id } as never,
      }),
    cash: () => takeCash(order),
    cancel: () => setCancelling(true),
  };
  const next = acts.find(
    ({ name, refused }) =>
      !refused && (name === 'serve' ? order.status === 'READY' : name === 'cash' && order.status === 'SERVED'),
  );
  const closed = acts.every(({ refused }) => refused === 'closed');
  return (
    <>
      {serving.error && <ErrorState error={serving.error} />}
      {!closed && (
        <SimpleGrid cols={2} spacing="xs" my="sm">
          {acts.map(({ name, refused }) => (
            <ActButton
              key={name}
              icon={ICONS[name]}
              variant={name === next?.name ? 'filled' : name === 'cancel' ? 'subtle' : 'light'}
              color={name === 'cancel' ? 'red' : undefined}
              refused={refused && t(`refused.${refused}`)}
              loading={name === 'serve' && serving.isPending}
              onClick={run[name]}
            >
              {t(`act.${name}`)}
            </ActButton>
          ))}
        </SimpleGrid>
      )}
      <CancelDialog order={cancelling ? order : null} onClose={() => setCancelling(false)} />
    </>
  );
}

function useServe(order: Order) {
  const queries = useQueryClient();
  return useMutation<Order, ApiError>({
    mutationFn: () => api.patch<Order>(`orders/${order.id}/status`, { status: 'SERVED', version: order.version }),
    onSuccess: (served) => queries.setQueryData(['orders', 'one', order.id], served),
    onSettled: () => Promise.all(ORDER_KEYS.map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}
