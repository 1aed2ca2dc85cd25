import type { CompanyAccount } from '@hostelry/contracts';
import { Card, SimpleGrid, Text } from '@mantine/core';
import { IconBuildingBank } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Money } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { accountsQuery } from './queries.ts';

export const AGES = [
  'current_minor',
  'overdue_30_minor',
  'overdue_60_minor',
  'overdue_90_minor',
  'uninvoiced_minor',
  'unallocated_minor',
] as const;

/** What companies owe a hotel, by the age of the debt. */
export default function LedgerScreen() {
  return <HotelOnly>{(hotel) => <Ledger key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

function Ledger({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('folios');
  const navigate = useNavigate();
  const accounts = useQuery(accountsQuery(hotel.id));
  const rows = accounts.data ?? [];
  const columns = useColumns();
  return (
    <>
      <PageHeader title={t('ledger.title')} hint={t('ledger.hint')} />
      {accounts.error ? (
        <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />
      ) : (
        <>
          {rows.length > 0 && <Ages of={rows} />}
          <DataTable
            label={t('ledger.title')}
            columns={columns}
            rows={rows}
            rowKey={({ folio_id }) => folio_id}
            loading={accounts.isPending}
            onRow={({ folio_id }) =>
              void navigate({ to: `/city-ledger/${folio_id}` as never, search: { outlet: hotel.id } as never })
            }
            empty={<EmptyState icon={IconBuildingBank} title={t('ledger.none')} hint={t('ledger.none_hint')} />}
          />
        </>
      )}
    </>
  );
}

/** The debt of some accounts together, by age. */
export function Ages({ of, currency }: { of: readonly CompanyAccount[]; currency?: string }) {
  const { t } = useTranslation('folios');
  const sum = (field: 'balance_minor' | (typeof AGES)[number]) => of.reduce((total, each) => total + each[field], 0);
  return (
    <SimpleGrid cols={{ base: 2, sm: 4, lg: 7 }} spacing="sm" mb="md">
      {(['balance_minor', ...AGES] as const).map((field) => (
        <Card key={field} withBorder padding="sm">
          <Text size="sm" c="dimmed">
            {t(`ledger.${field}`)}
          </Text>
          <Money minor={sum(field)} fw={700} fz={20} {...(currency && { currency })} />
        </Card>
      ))}
    </SimpleGrid>
  );
}

function useColumns(): DataColumn<CompanyAccount>[] {
  const { t } = useTranslation('folios');
  return useMemo(
    () => [
      {
        name: 'name',
        header: t('company'),
        cell: ({ name, credit_limit_minor }) => (
          <>
            <Text fw={600}>{name}</Text>
            <Text size="sm" c="dimmed">
              {credit_limit_minor === null ? (
                t('ledger.no_credit')
              ) : (
                <>
                  {t('ledger.limit')} <Money minor={credit_limit_minor} />
                </>
              )}
            </Text>
          </>
        ),
      },
      ...AGES.map((field): DataColumn<CompanyAccount> => ({
        name: field,
        header: t(`ledger.${field}`),
        align: 'end',
        minor: true,
        cell: (account) => (account[field] === 0 ? <Text c="dimmed">–</Text> : <Money minor={account[field]} />),
      })),
      {
        name: 'balance_minor',
        header: t('column.balance'),
        align: 'end',
        cell: ({ balance_minor }) => <Money minor={balance_minor} fw={700} />,
      },
    ],
    [t],
  );
}
