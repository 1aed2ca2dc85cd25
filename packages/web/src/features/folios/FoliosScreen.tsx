import type { ListedFolio } from '@hostelry/contracts';
import { Button, Group, ScrollArea, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconPlus, IconReceipt2 } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { useShortcut } from '../../app/shell/shortcuts.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Money } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { NewAccount } from './NewAccount.tsx';
import { foliosQuery } from './queries.ts';

/** What the desk looks for, as the API filters it. */
const VIEWS = {
  IN_HOUSE: { stay_status: 'IN_HOUSE', status: 'OPEN' },
  OWING: { balance: 'DUE' },
  LEFT_OWING: { stay_status: 'CHECKED_OUT', balance: 'DUE' },
  CREDIT: { balance: 'CREDIT' },
  MASTER: { kind: 'MASTER' },
  CLOSED: { status: 'CLOSED' },
  ALL: {},
} as const;
type View = keyof typeof VIEWS;

/** The accounts of a hotel's guests, groups and companies. */
export default function FoliosScreen() {
  return <HotelOnly>{(hotel) => <Folios key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

interface Address {
  q?: string | undefined;
  view?: View | undefined;
}

function Folios({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('folios');
  const navigate = useNavigate();
  const address = useSearch({ strict: false }) as Address;
  const view = address.view && address.view in VIEWS ? address.view : 'IN_HOUSE';
  const change = (part: Address) =>
    void navigate({ to: '.', search: ((now: object) => ({ ...now, ...part })) as never, replace: true });
  const folios = useInfiniteQuery({
    ...foliosQuery({ outlet_id: hotel.id, q: address.q, ...VIEWS[view] }),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => folios.data?.pages.flatMap(({ data }) => data) ?? [], [folios.data]);
  const may_open = useMay('folios.post');
  const [opening, setOpening] = useState(false);
  useShortcut('n', 'folios:open_account', may_open ? () => setOpening(true) : undefined);
  const open = (id: string) => void navigate({ to: `/folios/${id}` as never, search: { outlet: hotel.id } as never });
  return (
    <>
      <PageHeader
        title={t('title')}
        hint={t('hint')}
        actions={
          <Button
            mih={48}
            leftSection={<IconPlus size={18} aria-hidden />}
            disabled={!may_open}
            title={may_open ? undefined : t('not_yours')}
            onClick={() => setOpening(true)}
          >
            {t('open_account')}
          </Button>
        }
      />
      <Stack gap="sm" mb="md">
        <SearchInput
          value={address.q ?? ''}
          onChange={(q) => change({ q: q || undefined })}
          label={t('search')}
          clearLabel={t('clear')}
          width={340}
        />
        <ScrollArea type="never">
          <SegmentedControl
            size="md"
            value={view}
            data={Object.keys(VIEWS).map((value) => ({ value, label: t(`view.${value}`) }))}
            onChange={(chosen) => change({ view: chosen as View })}
          />
        </ScrollArea>
      </Stack>
      {folios.error ? (
        <ErrorState error={folios.error} onRetry={() => void folios.refetch()} />
      ) : (
        <DataTable
          label={t('title')}
          columns={useColumns()}
          rows={rows}
          rowKey={({ id }) => id}
          loading={folios.isPending}
          onRow={({ id }) => open(id)}
          empty={<EmptyState icon={IconReceipt2} title={t('none')} hint={t('none_hint')} />}
        />
      )}
      {folios.hasNextPage && (
        <Group justify="center" mt="md">
          <Button
            variant="light"
            mih={48}
            loading={folios.isFetchingNextPage}
            onClick={() => void folios.fetchNextPage()}
          >
            {t('more')}
          </Button>
        </Group>
      )}
      {opening && <NewAccount outlet_id={hotel.id} onClose={() => setOpening(false)} onDone={open} />}
    </>
  );
}

function useColumns(): DataColumn<ListedFolio>[] {
  const { t } = useTranslation('folios');
  return useMemo(
    () => [
      {
        name: 'room',
        header: t('column.room'),
        cell: ({ stay, kind }) => (
          <Text fw={700} c={stay ? undefined : 'dimmed'}>
            {stay?.room_number ?? (stay ? '–' : t(`kind.${kind}`))}
          </Text>
        ),
      },
      {
        name: 'name',
        header: t('column.name'),
        cell: ({ name, stay }) => (
          <>
            <Text fw={600}>{name}</Text>
            <Text size="sm" c="dimmed" ff="monospace">
              <bdi>{stay?.confirmation_code}</bdi>
            </Text>
          </>
        ),
      },
      {
        name: 'stay',
        header: t('column.stay'),
        minor: true,
        cell: ({ stay }) =>
          stay && (
            <>
              <DateText value={stay.start_date} /> – <DateText value={stay.end_date} />
            </>
          ),
      },
      {
        name: 'status',
        header: t('column.status'),
        minor: true,
        cell: ({ stay, status }) =>
          stay ? <StatusBadge kind="reservation" value={stay.status} /> : <StatusBadge kind="folio" value={status} />,
      },
      {
        name: 'balance_minor',
        header: t('column.balance'),
        align: 'end',
        cell: ({ balance_minor, currency }) => (
          <Text component="span" inherit c={balance_minor === 0 ? 'dimmed' : undefined}>
            <Money minor={balance_minor} currency={currency} fw={600} />
          </Text>
        ),
      },
    ],
    [t],
  );
}
