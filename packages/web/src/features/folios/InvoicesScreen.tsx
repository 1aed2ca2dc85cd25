import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconFileInvoice } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CsvButton } from '../../app/CsvButton.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { InvoiceList } from './InvoiceList.tsx';
import { invoicesQuery } from './queries.ts';

/** The invoices and credit notes of a hotel. */
export default function InvoicesScreen() {
  return <HotelOnly>{(hotel) => <Invoices key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

interface Address {
  q?: string | undefined;
  kind?: string | undefined;
}

function Invoices({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('folios');
  const navigate = useNavigate();
  const address = useSearch({ strict: false }) as Address;
  const change = (part: Address) =>
    void navigate({ to: '.', search: ((now: object) => ({ ...now, ...part })) as never, replace: true });
  const filters = { outlet_id: hotel.id, q: address.q, kind: address.kind };
  const invoices = useInfiniteQuery({ ...invoicesQuery(filters), placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader title={t('invoices.title')} hint={t('invoices.hint')} />
      <Group gap="sm" mb="md">
        <SearchInput
          value={address.q ?? ''}
          onChange={(q) => change({ q: q || undefined })}
          label={t('invoices.search')}
          clearLabel={t('clear')}
          width={300}
        />
        <SegmentedControl
          size="md"
          value={address.kind ?? ''}
          data={['', 'INVOICE', 'CREDIT_NOTE'].map((value) => ({ value, label: t(`invoices.${value || 'all'}`) }))}
          onChange={(kind) => change({ kind: kind || undefined })}
        />
        <CsvButton path="invoices" query={filters} fileName="invoices.csv" label={t('csv')} />
      </Group>
      {invoices.error ? (
        <ErrorState error={invoices.error} onRetry={() => void invoices.refetch()} />
      ) : (
        <InvoiceList
          label={t('invoices.title')}
          invoices={invoices.data?.pages.flatMap(({ data }) => data) ?? []}
          loading={invoices.isPending}
          empty={<EmptyState icon={IconFileInvoice} title={t('invoices.none')} hint={t('invoices.none_hint')} />}
        />
      )}
      {invoices.hasNextPage && (
        <Group justify="center" mt="md">
          <Button
            variant="light"
            mih={48}
            loading={invoices.isFetchingNextPage}
            onClick={() => void invoices.fetchNextPage()}
          >
            {t('more')}
          </Button>
        </Group>
      )}
    </>
  );
}
