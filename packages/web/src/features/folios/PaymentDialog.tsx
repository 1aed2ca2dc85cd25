import { Alert, Checkbox, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { minorDigits, Money } from '../../ui/Numbers.tsx';
import { TouchButton } from '../../ui/TouchButton.tsx';
import { changeFor, tenderChoices } from '../payments/tender.ts';
import { AmountInput, amountOf, typedOf, type Typed } from './AmountInput.tsx';
import { Dialog } from './Dialog.tsx';
import { companiesQuery, type OpenFolio } from './queries.ts';
import { useAct } from './useAct.ts';
import { useWindowChoices } from './windows.ts';

const METHODS = ['CARD', 'CASH', 'BANK_TRANSFER', 'VOUCHER', 'CITY_LEDGER'] as const;
type Method = (typeof METHODS)[number];

interface Taken {
  change_minor: number;
  posting: { amount_minor: number };
}

/** Takes a payment for an account, or bills a company; it closes once the server said that the money is booked. */
export function PaymentDialog({ folio, onClose }: { folio: OpenFolio; onClose: () => void }) {
  const { t } = useTranslation('folios');
  const { currency } = folio;
  const owing = folio.windows.find((each) => each.balance_minor > 0);
  const [method, setMethod] = useState<Method>(folio.kind === 'COMPANY' ? 'BANK_TRANSFER' : 'CARD');
  const [typed, setTyped] = useState<Typed>(owing ? typedOf(owing.balance_minor, currency) : '');
  const [tendered, setTendered] = useState<Typed>('');
  const [reference, setReference] = useState('');
  const [company_id, setCompany] = useState<string | null>(folio.company_id);
  const [window_no, setWindow] = useState<string | null>(String((owing ?? folio.windows[0])?.window_no ?? 1));
  const [is_deposit, setDeposit] = useState(before(folio));
  const windows = useWindowChoices(folio);
  const act = useAct<Taken>();
  const amount_minor = amountOf(typed, currency);
  const tendered_minor = tendered === '' ? amount_minor : amountOf(tendered, currency);
  const { change_minor, missing_minor } = changeFor(amount_minor ?? 0, tendered_minor ?? 0);
  const isCash = method === 'CASH';
  const ready =
    Boolean(amount_minor) &&
    (!isCash || (tendered_minor !== null && missing_minor === 0)) &&
    (method !== 'CITY_LEDGER' || company_id !== null);
  const chooseWindow = (chosen: string | null) => {
    setWindow(chosen);
    const balance = folio.windows.find((each) => String(each.window_no) === chosen)?.balance_minor ?? 0;
    if (balance > 0) setTyped(typedOf(balance, currency));
  };
  if (act.data) return <Done taken={act.data} currency={currency} onClose={onClose} />;
  return (
    <Dialog
      title={t('pay')}
      onClose={onClose}
      act={t(method === 'CITY_LEDGER' ? 'bill' : 'take')}
      ready={ready}
      pending={act.isPending}
      error={act.error}
      onAct={() =>
        act.mutate({
          path: `folios/${folio.id}/payments`,
          body: {
            method,
            amount_minor,
            ...(window_no && { window_no: Number(window_no) }),
            ...(isCash && { tendered_minor }),
            ...(!isCash && reference.trim() && { reference: reference.trim() }),
            ...(method === 'CITY_LEDGER' ? { company_id } : is_deposit && { is_deposit }),
          },
        })
      }
    >
      <Methods of={folio} chosen={method} onChoose={setMethod} />
      {folio.windows.length > 1 && (
        <Select size="md" label={t('into_window')} data={windows} value={window_no} onChange={chooseWindow} />
      )}
      <AmountInput value={typed} onChange={setTyped} currency={currency} autoFocus />
      {isCash && <Cash due_minor={amount_minor ?? 0} currency={currency} typed={tendered} onType={setTendered} />}
      {isCash && missing_minor > 0 && tendered_minor !== null && (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={t('missing')}>
          <Money minor={missing_minor} currency={currency} fw={700} fz="xl" />
        </Alert>
      )}
      {isCash && missing_minor === 0 && (
        <Text>
          {t('change')} <Money minor={change_minor} currency={currency} fw={700} fz={28} />
        </Text>
      )}
      {method === 'CITY_LEDGER' && (
        <BilledCompany outlet_id={folio.outlet_id} value={company_id} onChange={setCompany} />
      )}
      {!isCash && method !== 'CITY_LEDGER' && (
        <TextInput
          size="md"
          label={t(`reference.${method}`)}
          maxLength={120}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
      )}
      {before(folio) && method !== 'CITY_LEDGER' && (
        <Checkbox
          size="md"
          label={t('deposit')}
          description={t('deposit_hint')}
          checked={is_deposit}
          onChange={(event) => setDeposit(event.currentTarget.checked)}
        />
      )}
    </Dialog>
  );
}

/** Before the stay begins, money is a deposit. */
const before = ({ kind, stay }: OpenFolio) => kind === 'GUEST' && stay !== null && stay.status === 'CONFIRMED';

function Methods({ of, chosen, onChoose }: { of: OpenFolio; chosen: Method; onChoose: (method: Method) => void }) {
  const { t } = useTranslation('folios');
  const offered = METHODS.filter((method) => of.kind !== 'COMPANY' || method !== 'CITY_LEDGER');
  return (
    <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="xs" role="group" aria-label={t('tender')}>
      {offered.map((method) => (
        <TouchButton
          key={method}
          type="button"
          px={4}
          fz="sm"
          variant={chosen === method ? 'filled' : 'light'}
          aria-pressed={chosen === method}
          onClick={() => onChoose(method)}
        >
          {t(`method.${method}`)}
        </TouchButton>
      ))}
    </SimpleGrid>
  );
}

interface CashProps {
  due_minor: number;
  currency: string;
  typed: Typed;
  onType: (typed: Typed) => void;
}

function Cash({ due_minor, currency, typed, onType }: CashProps) {
  const { t } = useTranslation('folios');
  return (
    <Stack gap="xs">
      <SimpleGrid cols={3} spacing="xs">
        <TouchButton type="button" px={4} variant={typed === '' ? 'filled' : 'light'} onClick={() => onType('')}>
          {t('exact')}
        </TouchButton>
        {tenderChoices(due_minor, minorDigits(currency)).map((sum) => (
          <TouchButton
            key={sum}
            type="button"
            px={4}
            variant={amountOf(typed, currency) === sum ? 'filled' : 'light'}
            onClick={() => onType(typedOf(sum, currency))}
          >
            <Money minor={sum} currency={currency} />
          </TouchButton>
        ))}
      </SimpleGrid>
      <AmountInput value={typed} onChange={onType} currency={currency} label={t('tendered')} />
    </Stack>
  );
}

interface BilledCompanyProps {
  outlet_id: string;
  value: string | null;
  onChange: (id: string | null) => void;
}

/** The company that pays, with what it may owe. */
export function BilledCompany({ outlet_id, value, onChange }: BilledCompanyProps) {
  const { t } = useTranslation('folios');
  const companies = useQuery(companiesQuery(outlet_id));
  return (
    <Select
      size="md"
      searchable
      clearable
      label={t('company')}
      nothingFoundMessage={t('no_company')}
      data={(companies.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
    />
  );
}

function Done({ taken, currency, onClose }: { taken: Taken; currency: string; onClose: () => void }) {
  const { t } = useTranslation('folios');
  return (
    <Dialog title={t('pay')} onClose={onClose}>
      <Stack align="center" gap="xs" role="status">
        <IconCircleCheck size={56} stroke={1.6} color="var(--mantine-color-green-6)" aria-hidden />
        <Text fw={600}>
          {t('booked')} <Money minor={0 - taken.posting.amount_minor} currency={currency} />
        </Text>
        {taken.change_minor > 0 && (
          <>
            <Text c="dimmed" mt="md">
              {t('change')}
            </Text>
            <Money minor={taken.change_minor} currency={currency} fw={700} fz={56} lh={1.1} data-testid="change" />
          </>
        )}
        <TouchButton type="button" mt="lg" fullWidth onClick={onClose} data-autofocus>
          {t('done')}
        </TouchButton>
      </Stack>
    </Dialog>
  );
}
