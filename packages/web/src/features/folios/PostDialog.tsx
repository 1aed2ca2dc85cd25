import { Group, Modal, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type ApiError } from '../../app/api.ts';
import { newKey } from '../../app/key.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { minorDigits } from '../../ui/Numbers.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import { minorOf } from '../payments/tender.ts';
import { chargeCodesQuery, type OpenFolio } from './queries.ts';

interface PostDialogProps {
  what: 'charge' | 'payment';
  folio: OpenFolio;
  onClose: () => void;
}

const METHODS = ['CARD', 'CASH', 'BANK_TRANSFER', 'VOUCHER'] as const;

/** Charges an account or takes a payment for it; it closes once the server said that it is done. */
export function PostDialog({ what, folio, onClose }: PostDialogProps) {
  const { t } = useTranslation('folios');
  const digits = minorDigits(folio.currency);
  const due = what === 'payment' && folio.balance_minor > 0 ? folio.balance_minor : null;
  const [typed, setTyped] = useState<string | number>(due === null ? '' : (due / 10 ** digits).toFixed(digits));
  const [chosen, setChosen] = useState<string | null>(what === 'payment' ? 'CARD' : null);
  const codes = useQuery({ ...chargeCodesQuery(folio.outlet_id), enabled: what === 'charge' });
  const amount_minor = typed === '' ? null : minorOf(typed, digits);
  const post = usePost(what, folio.id, onClose);
  const choices =
    what === 'payment'
      ? METHODS.map((value) => ({ value, label: t(`method.${value}`) }))
      : (codes.data ?? [])
          .filter(({ code }) => code !== 'CITY_LEDGER')
          .map(({ code, name }) => ({ value: code, label: name }));
  return (
    <Modal opened onClose={onClose} title={t(what === 'charge' ? 'charge' : 'pay')} centered>
      <Stack gap="md">
        <Select
          size="md"
          label={t(what === 'charge' ? 'column.description' : 'tender')}
          data={choices}
          value={chosen}
          onChange={setChosen}
          searchable={what === 'charge'}
        />
        <NumberInput
          size="md"
          label={t('column.amount')}
          min={0}
          decimalScale={digits}
          hideControls
          inputMode="decimal"
          value={typed}
          onChange={setTyped}
        />
        <Text c="dimmed">{t('no_undo')}</Text>
        {(post.error ?? codes.error) && <ErrorState error={(post.error ?? codes.error)!} />}
        <Group grow>
          <TouchButton variant="default" onClick={onClose}>
            {t('not_now')}
          </TouchButton>
          <TouchButton
            loading={post.isPending}
            disabled={!chosen || !amount_minor}
            onClick={() => post.mutate({ chosen: chosen!, amount_minor: amount_minor! })}
          >
            {t(what === 'charge' ? 'charge' : 'pay')}
          </TouchButton>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Pressing twice, or again after a lost reply, sends the same key and posts once. */
function usePost(what: 'charge' | 'payment', folio_id: string, onDone: () => void) {
  const queries = useQueryClient();
  const [keys] = useState(() => new Map<string, string>());
  return useMutation<unknown, ApiError, { chosen: string; amount_minor: number }>({
    mutationFn: ({ chosen, amount_minor }) => {
      const same = `${chosen}:${amount_minor}`;
      const key = keys.get(same) ?? newKey();
      keys.set(same, key);
      return what === 'charge'
        ? api.post(`folios/${folio_id}/charges`, { charge_code: chosen, amount_minor }, key)
        : api.post(`folios/${folio_id}/payments`, { method: chosen, amount_minor }, key);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['folios'] });
      onDone();
    },
  });
}
