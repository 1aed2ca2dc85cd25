import { Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { InvoiceList } from './InvoiceList.tsx';
import { invoicesQuery } from './queries.ts';

/** The invoices that were issued of an account. */
export function InvoicesOfFolio({ folio_id, outlet_id }: { folio_id: string; outlet_id: string }) {
  const { t } = useTranslation('folios');
  const { data } = useInfiniteQuery(invoicesQuery({ outlet_id, folio_id }));
  const invoices = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Stack gap="xs" mt="md">
      <Title order={2} size="h4">
        {t('invoices.title')}
      </Title>
      <InvoiceList
        label={t('invoices.title')}
        invoices={invoices}
        empty={<Text c="dimmed">{t('invoices.none_of_folio')}</Text>}
      />
    </Stack>
  );
}
