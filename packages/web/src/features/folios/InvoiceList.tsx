import type { Invoice } from '@hostelry/contracts';
import { Anchor, Button, Group, SimpleGrid, Stack, Table, Text, Textarea, TextInput } from '@mantine/core';
import { IconFileMinus, IconMail } from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { Money } from '../../ui/Numbers.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { Dialog } from './Dialog.tsx';
import { PdfButton } from './PdfButton.tsx';
import { useAct } from './useAct.ts';

interface InvoiceListProps {
  label: string;
  invoices: readonly Invoice[];
  loading?: boolean;
  /** Whether the list spans companies, so that the name tells something. */
  named?: boolean;
  empty: React.ReactNode;
}

/** Invoices and credit notes; one opens at the side. */
export function InvoiceList({ label, invoices, loading = false, named = true, empty }: InvoiceListProps) {
  const { t } = useTranslation('folios');
  const [opened, setOpened] = useState<string | null>(null);
  const columns = useColumns(named);
  const invoice = invoices.find((each) => each.id === opened);
  return (
    <>
      <DataTable
        label={label}
        columns={columns}
        rows={invoices}
        rowKey={({ id }) => id}
        loading={loading}
        onRow={({ id }) => setOpened(id)}
        empty={empty}
      />
      <SidePanel
        opened={invoice !== undefined}
        onClose={() => setOpened(null)}
        title={invoice ? t(`invoice.kind.${invoice.kind}`, { number: invoice.number }) : ''}
        closeLabel={t('not_now')}
        width={560}
      >
        {invoice && <OneInvoice invoice={invoice} />}
      </SidePanel>
    </>
  );
}

function useColumns(named: boolean): DataColumn<Invoice>[] {
  const { t } = useTranslation('folios');
  return useMemo(() => {
    const columns: (DataColumn<Invoice> | false)[] = [
      {
        name: 'number',
        header: t('column.number'),
        cell: ({ kind, number }) => t(`invoice.kind.${kind}`, { number }),
      },
      named && { name: 'bill_to', header: t('column.name'), cell: ({ bill_to }) => bill_to.name },
      {
        name: 'business_date',
        header: t('column.date'),
        minor: true,
        cell: ({ business_date }) => <DateText value={business_date} />,
      },
      { name: 'due_date', header: t('column.due'), minor: true, cell: ({ due_date }) => <DateText value={due_date} /> },
      {
        name: 'debt',
        header: t('column.open'),
        align: 'end',
        minor: true,
        cell: (invoice) => <Open invoice={invoice} />,
      },
      {
        name: 'total_minor',
        header: t('column.amount'),
        align: 'end',
        cell: ({ total_minor, currency }) => <Money minor={total_minor} currency={currency} fw={600} />,
      },
    ];
    return columns.filter((column) => column !== false);
  }, [t, named]);
}

function Open({ invoice: { receivable_minor, open_minor, currency } }: { invoice: Invoice }) {
  if (receivable_minor === 0) return '–';
  if (open_minor === 0) return <StatusBadge kind="debt" value="SETTLED" />;
  return <Money minor={open_minor} currency={currency} />;
}

/** One invoice as it was frozen. */
function OneInvoice({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('folios');
  const may_correct = useMay('folios.correct');
  const may_post = useMay('folios.post');
  const [crediting, setCrediting] = useState(false);
  const [mailing, setMailing] = useState(false);
  const { currency } = invoice;
  return (
    <Stack gap="md">
      <SimpleGrid cols={2} spacing="xs">
        <Fact label={t('invoice.to')}>
          <Text fw={600}>{invoice.bill_to.name}</Text>
          <Text size="sm">{invoice.bill_to.tax_number}</Text>
        </Fact>
        <Fact label={t('column.date')}>
          <DateText value={invoice.business_date} />
        </Fact>
        <Fact label={t('column.due')}>
          <DateText value={invoice.due_date} />
        </Fact>
        <Fact label={t('invoice.by')}>{invoice.issued_by_name}</Fact>
      </SimpleGrid>
      {invoice.reason && <Text>{invoice.reason}</Text>}
      <Lines invoice={invoice} />
      <Group>
        <PdfButton path={`invoices/${invoice.id}/pdf`} label={t('invoice.print')} />
        <Button
          mih={48}
          variant="default"
          leftSection={<IconMail size={18} aria-hidden />}
          disabled={!may_post}
          title={may_post ? undefined : t('not_yours')}
          onClick={() => setMailing(true)}
        >
          {t('invoice.mail')}
        </Button>
        <Anchor component={Link} to={`/folios/${invoice.folio_id}` as never}>
          {t('invoice.folio')}
        </Anchor>
      </Group>
      {invoice.kind === 'INVOICE' && (
        <Button
          mih={48}
          variant="light"
          color="red"
          leftSection={<IconFileMinus size={18} aria-hidden />}
          disabled={!may_correct}
          title={may_correct ? undefined : t('not_yours')}
          onClick={() => setCrediting(true)}
        >
          {t('invoice.credit')}
        </Button>
      )}
      {mailing && <MailDialog invoice={invoice} onClose={() => setMailing(false)} />}
      {crediting && <CreditDialog invoice={invoice} currency={currency} onClose={() => setCrediting(false)} />}
    </Stack>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      {children}
    </div>
  );
}

function Lines({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('folios');
  const { currency } = invoice;
  const paid_minor = invoice.payments.reduce((sum, each) => sum + each.amount_minor, 0);
  const sums: [string, number][] = [
    [t('invoice.net'), invoice.net_minor],
    ...invoice.taxes.map((tax): [string, number] => [tax.name, tax.amount_minor]),
    [t('invoice.total'), invoice.total_minor],
    ...(invoice.payments.length > 0
      ? [
          [t('payments'), 0 - paid_minor] as [string, number],
          [t('invoice.left'), invoice.total_minor - paid_minor] as [string, number],
        ]
      : []),
  ];
  return (
    <Table verticalSpacing={6}>
      <Table.Tbody>
        {invoice.lines.map((line, index) => (
          <Table.Tr key={index}>
            <Table.Td>
              <Text>{line.description}</Text>
              <Text size="sm" c="dimmed">
                <DateText value={line.date} />
                {line.quantity > 1 && ` · ${line.quantity} ×`}
              </Text>
            </Table.Td>
            <Table.Td ta="end">
              <Money minor={line.amount_minor} currency={currency} />
            </Table.Td>
          </Table.Tr>
        ))}
        {sums.map(([label, minor], index) => (
          <Table.Tr key={`sum-${index}`}>
            <Table.Td ta="end" c="dimmed">
              {label}
            </Table.Td>
            <Table.Td ta="end">
              <Money minor={minor} currency={currency} fw={label === t('invoice.total') ? 700 : 400} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function MailDialog({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { t } = useTranslation('folios');
  const [to, setTo] = useState(invoice.bill_to.email ?? '');
  const act = useAct(() => {
    notifications.show({ color: 'green', message: t('invoice.mailed', { to }) });
    onClose();
  });
  return (
    <Dialog
      title={t('invoice.mail')}
      onClose={onClose}
      act={t('invoice.mail')}
      ready={to.includes('@')}
      pending={act.isPending}
      error={act.error}
      onAct={() => act.mutate({ path: `invoices/${invoice.id}/mail`, body: { to: to.trim() } })}
    >
      <TextInput
        size="md"
        type="email"
        required
        label={t('invoice.address_mail')}
        data-autofocus
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
    </Dialog>
  );
}

function CreditDialog({ invoice, currency, onClose }: { invoice: Invoice; currency: string; onClose: () => void }) {
  const { t } = useTranslation('folios');
  const [reason, setReason] = useState('');
  const act = useAct(onClose);
  return (
    <Dialog
      title={t('invoice.credit')}
      onClose={onClose}
      act={t('invoice.credit')}
      color="red"
      ready={reason.trim() !== ''}
      pending={act.isPending}
      error={act.error}
      onAct={() => act.mutate({ path: `invoices/${invoice.id}/credit`, body: { reason: reason.trim() } })}
    >
      <Text>
        {t('invoice.number', { number: invoice.number })} ·{' '}
        <Money minor={invoice.total_minor} currency={currency} fw={700} />
      </Text>
      <Text c="dimmed" size="sm">
        {t('invoice.credit_hint')}
      </Text>
      <Textarea
        size="md"
        label={t('reason')}
        required
        autosize
        minRows={2}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  );
}
