import { Group, NumberInput, Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Money } from '../../ui/Numbers.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import { AmountInput, amountOf, typedOf, type Typed } from './AmountInput.tsx';
import { Dialog } from './Dialog.tsx';
import { chargeCodesQuery, type Code, type OpenFolio } from './queries.ts';
import { useAct } from './useAct.ts';
import { useWindowChoices } from './windows.ts';

const QUICK_CODES = 9;
/** Charged by the house itself, not by a person at the desk. */
const NOT_BY_HAND = ['CITY_LEDGER'];

/** Charges an account: what, how many, how much. */
export function ChargeDialog({ folio, onClose }: { folio: OpenFolio; onClose: () => void }) {
  const { t } = useTranslation('folios');
  const codes = useQuery(chargeCodesQuery(folio.outlet_id));
  const [code, setCode] = useState<Code | null>(null);
  const [quantity, setQuantity] = useState(1);
  const [typed, setTyped] = useState<Typed>('');
  const [description, setDescription] = useState('');
  const [window_no, setWindow] = useState<string | null>(null);
  const windows = useWindowChoices(folio);
  const act = useAct(onClose);
  const offered = (codes.data ?? []).filter((each) => !NOT_BY_HAND.includes(each.code));
  const price = (chosen: Code | null, count: number) =>
    chosen?.price_minor ? setTyped(typedOf(chosen.price_minor * count, folio.currency)) : undefined;
  const choose = (chosen: Code | null) => {
    setCode(chosen);
    price(chosen, quantity);
  };
  const amount_minor = amountOf(typed, folio.currency);
  return (
    <Dialog
      title={t('charge')}
      onClose={onClose}
      act={t('charge')}
      ready={Boolean(code && amount_minor)}
      pending={act.isPending}
      error={act.error ?? codes.error}
      onAct={() =>
        act.mutate({
          path: `folios/${folio.id}/charges`,
          body: {
            charge_code: code!.code,
            amount_minor,
            quantity,
            ...(description.trim() && { description: description.trim() }),
            ...(window_no && { window_no: Number(window_no) }),
          },
        })
      }
    >
      <SimpleGrid cols={3} spacing="xs">
        {offered.slice(0, QUICK_CODES).map((each) => (
          <TouchButton
            key={each.id}
            type="button"
            px={4}
            fz="sm"
            variant={code?.id === each.id ? 'filled' : 'light'}
            aria-pressed={code?.id === each.id}
            onClick={() => choose(each)}
          >
            {each.name}
          </TouchButton>
        ))}
      </SimpleGrid>
      {offered.length > QUICK_CODES && (
        <Select
          size="md"
          searchable
          label={t('any_code')}
          data={offered.map(({ id, name, code: sign }) => ({ value: id, label: `${name} · ${sign}` }))}
          value={code?.id ?? null}
          onChange={(id) => choose(offered.find((each) => each.id === id) ?? null)}
        />
      )}
      <Group grow align="flex-start">
        <NumberInput
          size="lg"
          label={t('quantity')}
          min={1}
          max={10_000}
          allowDecimal={false}
          value={quantity}
          onChange={(value) => {
            const count = Math.max(1, Number(value) || 1);
            setQuantity(count);
            price(code, count);
          }}
        />
        <AmountInput value={typed} onChange={setTyped} currency={folio.currency} />
      </Group>
      <TextInput
        size="md"
        label={t('note')}
        placeholder={code?.name}
        maxLength={120}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <Select
        size="md"
        label={t('into_window')}
        placeholder={t('by_routing')}
        clearable
        data={windows}
        value={window_no}
        onChange={setWindow}
      />
      {amount_minor ? (
        <Text c="dimmed" size="sm">
          {t('balance_after')} <Money minor={folio.balance_minor + amount_minor} currency={folio.currency} fw={600} />
        </Text>
      ) : null}
    </Dialog>
  );
}
