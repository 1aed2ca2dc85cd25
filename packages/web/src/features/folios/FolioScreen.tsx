import { Alert, Anchor, Button, Card, Group, Stack, Switch, Text } from '@mantine/core';
import { IconCreditCard, IconFileInvoice, IconLock, IconPigMoney, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScreenPending } from '../../app/screenStates.tsx';
import { useMay } from '../../app/session.ts';
import { useShortcut } from '../../app/shell/shortcuts.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Money } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { ChargeDialog } from './ChargeDialog.tsx';
import classes from './FolioWindow.module.css';
import { FolioWindows } from './FolioWindows.tsx';
import { InvoiceDialog } from './InvoiceDialog.tsx';
import { InvoicesOfFolio } from './InvoicesOfFolio.tsx';
import { PaymentDialog } from './PaymentDialog.tsx';
import { folioQuery, type OpenFolio } from './queries.ts';
import { Routing } from './Routing.tsx';
import { useAct } from './useAct.ts';

type Asking = 'charge' | 'payment' | 'invoice';
const DIALOGS = { charge: ChargeDialog, payment: PaymentDialog, invoice: InvoiceDialog } as const;

/** One account: its balance, its windows with every posting, where its charges go, and its invoices. */
export default function FolioScreen() {
  const { t } = useTranslation('folios');
  const id = useParams({ strict: false, select: (params: { id?: string }) => params.id }) ?? '';
  const corrections = useSearch({ strict: false, select: (search: { all?: unknown }) => Boolean(search.all) });
  const navigate = useNavigate();
  const { data: folio, error, refetch } = useQuery(folioQuery(id));
  const [asking, setAsking] = useState<Asking | null>(null);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!folio) return <ScreenPending />;
  const Asked = asking && DIALOGS[asking];
  const showCorrections = (on: boolean) =>
    void navigate({
      to: '.',
      search: ((now: object) => ({ ...now, all: on ? 1 : undefined })) as never,
      replace: true,
    });
  return (
    <>
      <PageHeader
        title={folio.name}
        badge={<StatusBadge kind="folio" value={folio.status} />}
        hint={<Whose folio={folio} />}
        breadcrumb={[
          <Anchor key="folios" component={Link} to="/folios">
            {t('title')}
          </Anchor>,
        ]}
        actions={<Acts folio={folio} onAsk={setAsking} />}
      />
      <Figures folio={folio} />
      <Deposits folio={folio} />
      <Switch
        my="md"
        size="md"
        label={t('show_corrections')}
        checked={corrections}
        onChange={(event) => showCorrections(event.currentTarget.checked)}
      />
      <FolioWindows folio={folio} corrections={corrections} />
      <Routing folio={folio} />
      <InvoicesOfFolio folio_id={folio.id} outlet_id={folio.outlet_id} />
      {Asked && <Asked key={asking} folio={folio} onClose={() => setAsking(null)} />}
    </>
  );
}

function Whose({ folio: { kind, stay, booking_id } }: { folio: OpenFolio }) {
  const { t } = useTranslation('folios');
  if (!stay) return t(`kind.${kind}`);
  return (
    <Group gap="xs" component="span">
      {stay.room_number && <span>{t('room', { number: stay.room_number })}</span>}
      <span>
        <DateText value={stay.start_date} /> – <DateText value={stay.end_date} />
      </span>
      <StatusBadge kind="reservation" value={stay.status} />
      {booking_id && (
        <Anchor component={Link} to={`/reservations/${booking_id}` as never} size="sm">
          <bdi>{stay.confirmation_code}</bdi>
        </Anchor>
      )}
    </Group>
  );
}

function Acts({ folio, onAsk }: { folio: OpenFolio; onAsk: (what: Asking) => void }) {
  const { t } = useTranslation('folios');
  const [may_post, may_take] = [useMay('folios.post'), useMay('payments.take')];
  const closed = folio.status === 'CLOSED' ? t('closed') : undefined;
  const not_yours = may_post ? undefined : t('not_yours');
  const may_charge = !closed && may_post;
  useShortcut('n', 'folios:charge', may_charge ? () => onAsk('charge') : undefined);
  return (
    <>
      <ActButton icon={IconPlus} variant="light" refused={closed ?? not_yours} onClick={() => onAsk('charge')}>
        {t('charge')}
      </ActButton>
      <ActButton
        icon={IconFileInvoice}
        variant="light"
        refused={not_yours ?? (folio.postings.length === 0 ? t('no_postings') : undefined)}
        onClick={() => onAsk('invoice')}
      >
        {t('invoice.title')}
      </ActButton>
      <ActButton
        icon={IconCreditCard}
        refused={closed ?? (may_take ? undefined : t('not_yours'))}
        onClick={() => onAsk('payment')}
      >
        {t('pay')}
      </ActButton>
    </>
  );
}

function Figures({ folio }: { folio: OpenFolio }) {
  const { t } = useTranslation('folios');
  const { currency, balance_minor } = folio;
  const sum = (of: (posting: OpenFolio['postings'][number]) => boolean) =>
    folio.postings.reduce((total, posting) => total + (of(posting) ? posting.amount_minor : 0), 0);
  const may_post = useMay('folios.post');
  const close = useAct();
  const settled = balance_minor === 0 && folio.status === 'OPEN' && folio.kind !== 'COMPANY';
  return (
    <>
      <div className={classes.figures}>
        <Figure
          label={t(balance_minor < 0 ? 'credit' : balance_minor > 0 ? 'due' : 'settled')}
          minor={balance_minor}
          currency={currency}
          strong
        />
        <Figure label={t('charges')} minor={sum(({ kind }) => kind === 'CHARGE')} currency={currency} />
        <Figure label={t('payments')} minor={sum(({ kind }) => kind !== 'CHARGE')} currency={currency} />
      </div>
      {settled && folio.postings.length > 0 && (
        <Button
          mt="sm"
          mih={48}
          variant="default"
          leftSection={<IconLock size={18} aria-hidden />}
          disabled={!may_post}
          title={may_post ? undefined : t('not_yours')}
          loading={close.isPending}
          onClick={() => close.mutate({ path: `folios/${folio.id}/close` })}
        >
          {t('close_account')}
        </Button>
      )}
      {close.error && <ErrorState error={close.error} />}
    </>
  );
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
    <Card withBorder padding="md">
      <Stack gap={2}>
        <Text c="dimmed">{label}</Text>
        <Money minor={minor} currency={currency} fw={700} fz={strong ? 28 : 22} lh={1.2} />
      </Stack>
    </Card>
  );
}

/** Money that was paid before arrival and does not pay for anything yet. */
function Deposits({ folio }: { folio: OpenFolio }) {
  const { t } = useTranslation('folios');
  const may_post = useMay('folios.post');
  const apply = useAct();
  const held = folio.postings.reduce((sum, each) => sum - (each.ledger === 'DEPOSIT' ? each.amount_minor : 0), 0);
  if (held === 0 || folio.status !== 'OPEN') return null;
  return (
    <Alert mt="md" icon={<IconPigMoney aria-hidden />} title={t('held_deposit')}>
      <Group justify="space-between">
        <Money minor={held} currency={folio.currency} fw={700} fz={20} />
        <Button
          mih={48}
          variant="default"
          disabled={!may_post}
          title={may_post ? undefined : t('not_yours')}
          loading={apply.isPending}
          onClick={() => apply.mutate({ path: `folios/${folio.id}/apply-deposits` })}
        >
          {t('apply_deposit')}
        </Button>
      </Group>
      {apply.error && <ErrorState error={apply.error} />}
    </Alert>
  );
}
