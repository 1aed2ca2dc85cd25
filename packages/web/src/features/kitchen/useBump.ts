import type { KitchenTicket } from '@hostelry/contracts';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, type ApiError } from '../../app/api.ts';
import { useErrorText } from '../../ui/ErrorState.tsx';
import { showUndo } from '../../ui/undoToast.tsx';
import { ORDER_KEYS } from '../orders/queries.ts';
import { ticketsQuery } from './queries.ts';

/** Bumps a ticket: it leaves the board at once and comes back if the server refuses, or if somebody takes it back. */
export function useBump(outlet_id: string) {
  const { t } = useTranslation('kitchen');
  const queries = useQueryClient();
  const errorText = useErrorText();
  const { queryKey } = ticketsQuery(outlet_id);
  const refresh = () => Promise.all(ORDER_KEYS.map((key) => queries.invalidateQueries({ queryKey: key })));
  const refused = (error: ApiError) => notifications.show({ color: 'red', message: errorText(error) });

  const recall = useMutation<unknown, ApiError, KitchenTicket>({
    mutationFn: ({ id }) => api.post(`kitchen/tickets/${id}/recall`),
    onError: refused,
    onSettled: refresh,
  });
  const bump = useMutation<unknown, ApiError, KitchenTicket, { before: KitchenTicket[] | undefined }>({
    mutationFn: ({ id }) => api.post(`kitchen/tickets/${id}/bump`),
    onMutate: async (ticket) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData(queryKey);
      queries.setQueryData(queryKey, (tickets) => tickets?.filter(({ id }) => id !== ticket.id));
      return { before };
    },
    onSuccess: (_done, ticket) =>
      showUndo({
        id: `bump-${ticket.id}`,
        message: t('bumped', { number: ticket.order_number, where: ticket.node_name ?? t('takeaway') }),
        label: t('undo'),
        undo: () => recall.mutate(ticket),
      }),
    onError: (error, _ticket, context) => {
      queries.setQueryData(queryKey, context?.before);
      refused(error);
    },
    onSettled: refresh,
  });
  return { bump: bump.mutate, recall: recall.mutate };
}
