import { NumberInput, SegmentedControl, Select, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Money } from '../../ui/Numbers.tsx';
import { AmountInput, amountOf, typedOf, type Typed } from './AmountInput.tsx';
import { Dialog } from './Dialog.tsx';
import { FolioPicker } from './FolioPicker.tsx';
import type { OpenFolio, ShownPosting } from './queries.ts';
import { useAct } from './useAct.ts';
import { useWindowChoices, windowsOf } from './windows.ts';

interface CorrectionProps {
  folio: OpenFolio;
  posting: ShownPosting;
  onClose: () => void;
}

/** What is corrected, so that nobody corrects the wrong line. */
function Subject({ posting, currency }: { posting: ShownPosting; currency: string }) {
  const { t } = useTranslation('folios');
  return (
    <Text>
      {posting.description || t(`method.${posting.charge_code}`, posting.charge_code)}{' '}
      <Money minor={posting.amount_minor} currency={currency} fw={700} />
    </Text>
  );
}

/** Takes a posting back, for a reason. */
export function ReverseDialog({ folio, posting, onClose }: CorrectionProps) {
  const { t } = useTranslation('folios');
  const [reason, setReason] = useState('');
  const act = useAct(onClose);
  return (
    <Dialog
      title={t('reverse')}
      onClose={onClose}
      act={t('reverse')}
      color="red"
      ready={reason.trim() !== ''}
      pending={act.isPending}
      error={act.error}
      onAct={() => act.mutate({ path: `postings/${posting.id}/reverse`, body: { reason: reason.trim() } })}
    >
      <Subject posting={posting} currency={folio.currency} />
      <Text c="dimmed" size="sm">
        {t(posting.link_id ? 'reverse_both' : 'reverse_hint')}
      </Text>
      <Reason value={reason} onChange={setReason} />
    </Dialog>
  );
}

function Reason({ value, onChange }: { value: string; onChange: (reason: string) => void }) {
  const { t } = useTranslation('folios');
  return (
    <Textarea
      size="md"
      label={t('reason')}
      required
      autosize
      minRows={2}
      maxLength={500}
      data-autofocus
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Moves a posting to another account of the hotel. */
export function MoveDialog({ folio, posting, onClose }: CorrectionProps) {
  const { t } = useTranslation('folios');
  const [folio_id, setFolio] = useState<string | null>(null);
  const act = useAct(onClose);
  return (
    <Dialog
      title={t('move_to_account')}
      onClose={onClose}
      act={t('move')}
      ready={folio_id !== null}
      pending={act.isPending}
      error={act.error}
      onAct={() => act.mutate({ path: `postings/${posting.id}/move`, body: { folio_id } })}
    >
      <Subject posting={posting} currency={folio.currency} />
      <FolioPicker from={folio} value={folio_id} onChange={setFolio} />
    </Dialog>
  );
}

const WAYS = ['SHARES', 'AMOUNT', 'PERCENT'] as const;
type Way = (typeof WAYS)[number];
const MOST_PARTS = 8;

/** Splits a posting: in equal shares over the windows, or an amount or a per cent of it to another window or account. */
export function SplitDialog({ folio, posting, onClose }: CorrectionProps) {
  const { t } = useTranslation('folios');
  const [way, setWay] = useState<Way>('SHARES');
  const [count, setCount] = useState(2);
  const [typed, setTyped] = useState<Typed>('');
  const [percent, setPercent] = useState<string | number>(50);
  const windows = useWindowChoices(folio).filter(({ value }) => Number(value) !== posting.window_no);
  const [target, setTarget] = useState<string | null>(windows[0]?.value ?? 'account');
  const [folio_id, setFolio] = useState<string | null>(null);
  const act = useAct(onClose);
  const whole = Math.abs(posting.amount_minor);
  const amount = way === 'AMOUNT' ? amountOf(typed, folio.currency) : Math.round((whole * Number(percent)) / 100);
  const part = amount !== null && amount > 0 && amount < whole ? amount : null;
  const there = target === 'account' ? { folio_id } : { window_no: Number(target) };
  const parts =
    way === 'SHARES'
      ? sharesOver(folio, posting.window_no, count)
      : [
          { weight: way === 'PERCENT' ? 100 - Number(percent) : whole - (part ?? 0) },
          { weight: way === 'PERCENT' ? Number(percent) : part, ...there },
        ];
  const ready = way === 'SHARES' || (part !== null && (target !== 'account' || folio_id !== null));
  return (
    <Dialog
      title={t('split')}
      onClose={onClose}
      act={t('split')}
      ready={ready}
      pending={act.isPending}
      error={act.error}
      onAct={() => act.mutate({ path: `postings/${posting.id}/split`, body: { parts } })}
    >
      <Subject posting={posting} currency={folio.currency} />
      <SegmentedControl
        size="md"
        fullWidth
        value={way}
        onChange={(chosen) => setWay(chosen as Way)}
        data={WAYS.map((value) => ({ value, label: t(`way.${value}`) }))}
      />
      {way === 'SHARES' && (
        <NumberInput
          size="lg"
          label={t('parts')}
          description={t('parts_hint')}
          min={2}
          max={MOST_PARTS}
          allowDecimal={false}
          value={count}
          onChange={(value) => setCount(Math.min(MOST_PARTS, Math.max(2, Number(value) || 2)))}
        />
      )}
      {way === 'AMOUNT' && <AmountInput value={typed} onChange={setTyped} currency={folio.currency} autoFocus />}
      {way === 'PERCENT' && (
        <NumberInput
          size="lg"
          label={t('percent')}
          min={1}
          max={99}
          allowDecimal={false}
          suffix=" %"
          value={percent}
          onChange={setPercent}
        />
      )}
      {way !== 'SHARES' && (
        <Stack gap="md">
          <Select
            size="md"
            label={t('other_part')}
            data={[...windows, { value: 'account', label: t('other_account') }]}
            value={target}
            onChange={setTarget}
          />
          {target === 'account' && <FolioPicker from={folio} value={folio_id} onChange={setFolio} />}
          {part !== null && (
            <Text c="dimmed" size="sm">
              <Money minor={whole - part} currency={folio.currency} /> +{' '}
              <Money minor={part} currency={folio.currency} />
            </Text>
          )}
        </Stack>
      )}
    </Dialog>
  );
}

/** Equal shares: the first stays, the others go to the other windows in use and then to new ones. */
function sharesOver(folio: OpenFolio, own: number, count: number) {
  const used = windowsOf(folio).filter((number) => number !== own);
  const rest = Array.from({ length: MOST_PARTS }, (_, index) => index + 1).filter(
    (number) => number !== own && !used.includes(number),
  );
  return [own, ...used, ...rest].slice(0, count).map((window_no) => ({ weight: 1, window_no }));
}

/** Gives a payment back, wholly or in part. */
export function RefundDialog({ folio, posting, onClose }: CorrectionProps) {
  const { t } = useTranslation('folios');
  const left = folio.payments.find((each) => each.posting_id === posting.id)?.left_minor ?? 0;
  const [typed, setTyped] = useState<Typed>(typedOf(left, folio.currency));
  const [reason, setReason] = useState('');
  const act = useAct(onClose);
  const amount_minor = amountOf(typed, folio.currency);
  return (
    <Dialog
      title={t('refund')}
      onClose={onClose}
      act={t('refund')}
      color="red"
      ready={Boolean(amount_minor && amount_minor <= left && reason.trim())}
      pending={act.isPending}
      error={act.error}
      onAct={() =>
        act.mutate({
          path: `folios/${folio.id}/refunds`,
          body: { payment_id: posting.payment_id, amount_minor, reason: reason.trim() },
        })
      }
    >
      <Text>
        {t(`method.${posting.charge_code}`, posting.charge_code)} · {t('may_refund')}{' '}
        <Money minor={left} currency={folio.currency} fw={700} />
      </Text>
      <AmountInput value={typed} onChange={setTyped} currency={folio.currency} />
      <Reason value={reason} onChange={setReason} />
    </Dialog>
  );
}
