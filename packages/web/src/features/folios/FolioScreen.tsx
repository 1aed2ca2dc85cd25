import { Card, Group, Stack, Text } from '@mantine/core';
import { IconCreditCard, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { ActButton } from '../../ui/ActButton.tsx';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Money } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PostDialog } from './PostDialog.tsx';
import { folioQuery, type OpenFolio } from './queries.ts';

type Posting = OpenFolio['postings'][number];

/** One account: its balance, its windows, and every posting that made them. */
export default function FolioScreen() {
  const { t } = useTranslation('folios');
  const id = useParams({ strict: false, select: (params: { id?: string }) => params.id }) ?? '';
  const folio = useQuery(folioQuery(id));
  const [posting, setPosting] = useState<'charge' | 'payment' | null>(null);
  const [may_post, may_take] = [useMay('folios.post'), useMay('payments.take')];
  const columns = useColumns(folio.data?.currency);
  if (folio.error) return <ErrorState error={folio.error} onRetry={() => void folio.refetch()} />;
  if (!folio.data) return null;
  const { name, kind, status, balance_minor, currency, windows, postings } = folio.data;
  const closed = status === 'CLOSED' ? t('closed') : undefined;
  return (
    <>
      <PageHeader
        title={name}
        hint={`${t(`kind.${kind}`)} · ${t(`status.${status}`)}`}
        actions={
          <Group gap="sm">
            <ActButton
              icon={IconPlus}
              variant="light"
              refused={closed ?? (may_post ? undefined : t('not_yours'))}
              onClick={() => setPosting('charge')}
            >
              {t('charge')}
            </ActButton>
            <ActButton
              icon={IconCreditCard}
              refused={closed ?? (may_take ? undefined : t('not_yours'))}
              onClick={() => setPosting('payment')}
            >
              {t('pay')}
            </ActButton>
          </Group>
        }
      />
      <Group mb="md" align="stretch">
        <Figure label={t('column.balance')} minor={balance_minor} currency={currency} />
        {windows.length > 1 &&
          windows.map((each) => (
            <Figure
              key={each.window_no}
              label={t('window', { number: each.window_no })}
              minor={each.balance_minor}
              currency={currency}
            />
          ))}
      </Group>
      <DataTable
        label={name}
        columns={columns}
        rows={postings}
        rowKey={(row) => row.id}
        loading={false}
        empty={<EmptyState title={t('no_postings')} hint={t('no_postings_hint')} />}
      />
      {posting && <PostDialog key={posting} what={posting} folio={folio.data} onClose={() => setPosting(null)} />}
    </>
  );
}

function Figure({ label, minor, currency }: { label: string; minor: number; currency: string }) {
  return (
    <Card withBorder padding="md">
      <Stack gap={2}>
        <Text c="dimmed">{label}</Text>
        <Money minor={minor} currency={currency} fw={700} fz={24} />
      </Stack>
    </Card>
  );
}

function useColumns(currency = ''): DataColumn<Posting>[] {
  const { t } = useTranslation('folios');
  return useMemo(
    () => [
      {
        name: 'business_date',
        header: t('column.date'),
        cell: ({ business_date }) => <DateText value={business_date} />,
      },
      {
        name: 'description',
        header: t('column.description'),
        cell: ({ description, charge_code, reversal_of, is_reversed }) => (
          <Stack gap={0}>
            <span>{description || t(`method.${charge_code}`, charge_code)}</span>
            {(reversal_of || is_reversed) && (
              <Text size="sm" c="dimmed">
                {t(reversal_of ? 'takes_back' : 'taken_back')}
              </Text>
            )}
          </Stack>
        ),
      },
      { name: 'window_no', header: t('column.window'), minor: true, align: 'end', cell: ({ window_no }) => window_no },
      {
        name: 'tax_minor',
        header: t('column.tax'),
        minor: true,
        align: 'end',
        cell: ({ tax_minor }) => <Money minor={tax_minor} currency={currency} />,
      },
      {
        name: 'amount_minor',
        header: t('column.amount'),
        align: 'end',
        cell: ({ amount_minor }) => <Money minor={amount_minor} currency={currency} fw={600} />,
      },
    ],
    [t, currency],
  );
}
