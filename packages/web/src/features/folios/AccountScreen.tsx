import type { FolioPayment, Invoice, OpenedAccount } from '@hostelry/contracts';
import { ActionIcon, Anchor, Button, Card, Group, Select, Stack, Text, Title } from '@mantine/core';
import { IconArrowBackUp, IconCreditCard, IconLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScreenPending } from '../../app/screenStates.tsx';
import { useMay } from '../../app/session.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Money } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { AmountInput, amountOf, typedOf, type Typed } from './AmountInput.tsx';
import { Dialog } from './Dialog.tsx';
import { InvoiceList } from './InvoiceList.tsx';
import { Ages } from './LedgerScreen.tsx';
import { PaymentDialog } from './PaymentDialog.tsx';
import { PdfButton } from './PdfButton.tsx';
import { accountQuery, folioQuery } from './queries.ts';
import { useAct } from './useAct.ts';

/** A company's account: what it owes by age, its payments, and which of them settle which invoice. */
export default function AccountScreen() {
  const { t } = useTranslation('folios');
  const id = useParams({ strict: false, select: (params: { id?: string }) => params.id }) ?? '';
  const { data: account, error, refetch } = useQuery(accountQuery(id));
  const folio = useQuery(folioQuery(id));
  const may_take = useMay('payments.take');
  const [paying, setPaying] = useState(false);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!account) return <ScreenPending />;
  return (
    <>
      <PageHeader
        title={account.name}
        hint={
          account.credit_limit_minor !== null && (
            <>
              {t('ledger.limit')} <Money minor={account.credit_limit_minor} currency={account.currency} />
            </>
          )
        }
        breadcrumb={[
          <Anchor key="ledger" component={Link} to="/city-ledger">
            {t('ledger.title')}
          </Anchor>,
        ]}
        actions={
          <>
            <PdfButton path={`city-ledger/${id}/statement`} label={t('ledger.statement')} h="var(--touch-pos)" />
            <ActButton
              icon={IconCreditCard}
              refused={may_take ? undefined : t('not_yours')}
              onClick={() => setPaying(true)}
            >
              {t('pay')}
            </ActButton>
          </>
        }
      />
      <Ages of={[account]} currency={account.currency} />
      <Stack gap="lg">
        <Unsettled account={account} />
        <section>
          <Title order={2} size="h4" mb="xs">
            {t('invoices.title')}
          </Title>
          <InvoiceList
            label={t('invoices.title')}
            invoices={account.invoices}
            named={false}
            empty={<Text c="dimmed">{t('ledger.no_invoices')}</Text>}
          />
        </section>
        <Settled account={account} />
        <Anchor component={Link} to={`/folios/${id}` as never}>
          {t('ledger.folio')}
        </Anchor>
      </Stack>
      {paying && folio.data && <PaymentDialog folio={folio.data} onClose={() => setPaying(false)} />}
    </>
  );
}

/** What is overdue or coming due, and what money there is for it. */
function Unsettled({ account }: { account: OpenedAccount }) {
  const { t } = useTranslation('folios');
  const may = useMay('ledger.manage');
  const [settling, setSettling] = useState<Invoice | null>(null);
  const open = account.invoices.filter((each) => each.open_minor > 0);
  const money = account.payments.filter((each) => each.left_minor > 0);
  const left = money.reduce((sum, each) => sum + each.left_minor, 0);
  if (open.length === 0 && left === 0) return null;
  const why = may ? (left === 0 ? t('ledger.no_money') : undefined) : t('not_yours');
  return (
    <Card withBorder>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {t('ledger.open')}
        </Title>
        <Text>
          {t('ledger.left')} <Money minor={left} currency={account.currency} fw={700} />
        </Text>
      </Group>
      {open.length === 0 && <Text c="dimmed">{t('ledger.nothing_open')}</Text>}
      {open.map((invoice) => (
        <Group key={invoice.id} justify="space-between" wrap="nowrap" mih={64}>
          <Stack gap={2}>
            <Group gap="xs">
              <Text fw={600}>{t('invoice.number', { number: invoice.number })}</Text>
              <StatusBadge kind="debt" value={invoice.due_date < account.business_date ? 'OVERDUE' : 'CURRENT'} />
            </Group>
            <Text size="sm" c="dimmed">
              {t('column.due')} <DateText value={invoice.due_date} />
            </Text>
          </Stack>
          <Group gap="sm" wrap="nowrap">
            <Money minor={invoice.open_minor} currency={account.currency} fw={700} />
            <Button
              mih={48}
              variant="light"
              leftSection={<IconLink size={18} aria-hidden />}
              disabled={why !== undefined}
              title={why}
              onClick={() => setSettling(invoice)}
            >
              {t('ledger.settle')}
            </Button>
          </Group>
        </Group>
      ))}
      {open.length > 0 && why && (
        <Text size="sm" c="dimmed">
          {why}
        </Text>
      )}
      {settling && (
        <SettleDialog account={account} invoice={settling} payments={money} onClose={() => setSettling(null)} />
      )}
    </Card>
  );
}

interface SettleProps {
  account: OpenedAccount;
  invoice: Invoice;
  payments: readonly FolioPayment[];
  onClose: () => void;
}

function SettleDialog({ account, invoice, payments, onClose }: SettleProps) {
  const { t } = useTranslation('folios');
  const { currency } = account;
  const [payment_id, setPayment] = useState<string | null>(payments[0]?.payment_id ?? null);
  const payment = payments.find((each) => each.payment_id === payment_id);
  const most = Math.min(payment?.left_minor ?? 0, invoice.open_minor);
  const [typed, setTyped] = useState<Typed>(typedOf(most, currency));
  const act = useAct(onClose);
  const amount_minor = amountOf(typed, currency);
  const choose = (id: string | null) => {
    setPayment(id);
    const left = payments.find((each) => each.payment_id === id)?.left_minor ?? 0;
    setTyped(typedOf(Math.min(left, invoice.open_minor), currency));
  };
  return (
    <Dialog
      title={t('ledger.settle_one', { number: invoice.number })}
      onClose={onClose}
      act={t('ledger.settle')}
      ready={Boolean(amount_minor && amount_minor <= most)}
      pending={act.isPending}
      error={act.error}
      onAct={() => act.mutate({ path: `invoices/${invoice.id}/allocations`, body: { payment_id, amount_minor } })}
    >
      <Text>
        {t('column.open')} <Money minor={invoice.open_minor} currency={currency} fw={700} />
      </Text>
      <Select
        size="md"
        label={t('ledger.with')}
        allowDeselect={false}
        data={payments.map((each) => ({
          value: each.payment_id,
          label: [t(`method.${each.method}`, each.method), each.reference, each.business_date]
            .filter(Boolean)
            .join(' · '),
        }))}
        value={payment_id}
        onChange={choose}
      />
      <Text size="sm" c="dimmed">
        {t('ledger.left')} <Money minor={payment?.left_minor ?? 0} currency={currency} />
      </Text>
      <AmountInput value={typed} onChange={setTyped} currency={currency} />
    </Dialog>
  );
}

/** Which payments settled which invoices; a wrong one is taken back. */
function Settled({ account }: { account: OpenedAccount }) {
  const { t } = useTranslation('folios');
  const may = useMay('ledger.manage');
  const undo = useAct();
  if (account.allocations.length === 0) return null;
  const payments = new Map(account.payments.map((each) => [each.payment_id, each]));
  return (
    <section>
      <Title order={2} size="h4">
        {t('ledger.settled')}
      </Title>
      {undo.error && <ErrorState error={undo.error} />}
      {account.allocations.map(({ payment_id, invoice_id, number, amount_minor }) => {
        const payment = payments.get(payment_id);
        return (
          <Group key={payment_id + invoice_id} justify="space-between" mih={48} wrap="nowrap">
            <Text>
              {t('invoice.number', { number })} ←{' '}
              {[payment && t(`method.${payment.method}`, payment.method), payment?.reference]
                .filter(Boolean)
                .join(' · ')}
            </Text>
            <Group gap="xs" wrap="nowrap">
              <Money minor={amount_minor} currency={account.currency} fw={600} />
              <ActionIcon
                variant="subtle"
                size={48}
                aria-label={t('ledger.undo')}
                title={may ? t('ledger.undo') : t('not_yours')}
                disabled={!may}
                loading={undo.isPending && undo.variables?.path === `invoices/${invoice_id}/allocations/undo`}
                onClick={() => undo.mutate({ path: `invoices/${invoice_id}/allocations/undo`, body: { payment_id } })}
              >
                <IconArrowBackUp size={20} aria-hidden />
              </ActionIcon>
            </Group>
          </Group>
        );
      })}
    </section>
  );
}
