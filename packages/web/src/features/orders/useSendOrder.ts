import type { Order, ServiceNode } from '@hostelry/contracts';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isQueued, queueableMutation } from '../../app/outbox.ts';
import { formatMoney } from '../../ui/Numbers.tsx';
import { usePlace } from '../../ui/place.ts';
import { linesToSend, type Cart } from './cart.ts';
import { ORDER_KEYS } from './queries.ts';

interface Target {
  outlet_id: string;
  table: ServiceNode | undefined;
  /** The order that gets another round; a new order without. */
  order_id: string | undefined;
  /** The order was accepted, or waits in this browser for the network; either way the cart has done its work. */
  onSent: () => void;
}

/** Sends a cart to the kitchen. A refusal leaves the cart as it was, and trying again cannot order twice. */
export function useSendOrder({ outlet_id, table, order_id, onSent }: Target) {
  const { t } = useTranslation('orders');
  const { locale } = usePlace();
  const where = table?.name ?? t('takeaway');
  const sending = useMutation({
    ...queueableMutation<Order, Cart & { key: string }>({
      request: (cart) =>
        order_id
          ? { method: 'POST', path: `orders/${order_id}/lines`, body: { lines: linesToSend(cart) } }
          : {
              method: 'POST',
              path: 'orders',
              body: { outlet_id, node_id: table?.id ?? null, guest_count: cart.guest_count, lines: linesToSend(cart) },
            },
      label: () => t('sent.label', { where }),
      key: ({ key }) => key,
      invalidates: ORDER_KEYS,
    }),
    onSuccess: (result) => {
      if (isQueued(result))
        notifications.show({ color: 'orange', title: t('sent.queued', { where }), message: t('sent.queued_hint') });
      else {
        const total = formatMoney(result.total_minor, result.currency, locale);
        notifications.show({
          color: 'teal',
          title: t('sent.title', { where }),
          message: t('sent.total', { number: result.number, total }),
        });
      }
      onSent();
    },
  });
  return { send: sending.mutate, sending: sending.isPending, error: sending.error };
}
