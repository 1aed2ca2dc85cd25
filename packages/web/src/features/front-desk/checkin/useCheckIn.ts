import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type ApiError } from '../../../app/api.ts';
import { newKey } from '../../../app/key.ts';
import type { DeskStayData } from '../queries.ts';
import { cardOf, type CardValues } from './card.ts';
import type { Deposit } from './steps.tsx';

interface Answers {
  values: CardValues;
  room_id: string | null;
  deposit: Deposit;
  force: boolean;
}

/** Checks in with everything that was answered; a guest who is in already only has the card written. */
export function useCheckIn({ stay, card }: DeskStayData) {
  const client = useQueryClient();
  // A lost reply is asked for again under the same key, so that nothing is paid twice; other answers are another act.
  const [keys] = useState(() => new Map<string, string>());
  return useMutation<DeskStayData, ApiError, Answers>({
    mutationFn: async ({ values, room_id, deposit, force }) => {
      const written = cardOf(values);
      if (stay.status === 'IN_HOUSE') {
        await api.put(`front-desk/stays/${stay.id}/registration-card`, written);
        return api.get<DeskStayData>(`front-desk/stays/${stay.id}`);
      }
      // A card worth keeping says more than a name.
      const says = written.document_number || written.signature || written.nationality || card;
      const body = {
        version: stay.version,
        force,
        ...(room_id ? { room_id } : {}),
        ...(says ? { card: written } : {}),
        ...(deposit.early_fee_minor ? { early_fee_minor: deposit.early_fee_minor } : {}),
        ...(deposit.amount_minor ? { payment: { method: deposit.method, amount_minor: deposit.amount_minor } } : {}),
      };
      const same = JSON.stringify(body);
      const key = keys.get(same) ?? newKey();
      keys.set(same, key);
      return api.post<DeskStayData>(`front-desk/stays/${stay.id}/check-in`, body, key);
    },
    onSettled: () =>
      Promise.all(
        ['front-desk', 'reservations', 'folios'].map((name) => client.invalidateQueries({ queryKey: [name] })),
      ),
  });
}
