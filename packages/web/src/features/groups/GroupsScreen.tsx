import { BLOCK_STATUSES } from '@hostelry/contracts/lifecycles';
import { Button, Group, Modal, Select, Text } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { useShortcut } from '../../app/shell/shortcuts.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { DateText } from '../../ui/Dates.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { Cutoff } from './Cutoff.tsx';
import { NewGroup } from './NewGroup.tsx';
import { groupsQuery, type GroupRow } from './queries.ts';

/** The groups of a hotel. */
export default function GroupsScreen() {
  return <HotelOnly>{(hotel) => <Groups key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

function Groups({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('groups');
  const { t: words } = useTranslation('status');
  const navigate = useNavigate();
  const { q, status } = useSearch({ strict: false }) as { q?: string; status?: string };
  const change = (part: object) =>
    void navigate({ to: '.', search: ((now: object) => ({ ...now, ...part })) as never, replace: true });
  const mayAdd = useMay('groups.manage');
  const [adding, setAdding] = useState(false);
  useShortcut('n', 'groups:new', mayAdd ? () => setAdding(true) : undefined);
  const { data, error, refetch, isPending } = useQuery({
    ...groupsQuery({ outlet_id: hotel.id, q, status }),
    placeholderData: keepPreviousData,
  });
  const open = (id: string) => void navigate({ to: `/groups/${id}` as never, search: { outlet: hotel.id } as never });
  return (
    <>
      <PageHeader
        title={t('title')}
        hint={hotel.name}
        actions={
          <Button
            mih={48}
            leftSection={<IconPlus size={18} aria-hidden />}
            disabled={!mayAdd}
            title={mayAdd ? undefined : t('may_not')}
            onClick={() => setAdding(true)}
          >
            {t('new')}
          </Button>
        }
      />
      <Group gap="xs" mb="sm">
        <SearchInput
          value={q ?? ''}
          onChange={(next) => change({ q: next || undefined })}
          label={t('search')}
          clearLabel={t('clear')}
          width={260}
        />
        <Select
          size="md"
          clearable
          placeholder={t('any_status')}
          aria-label={t('status')}
          value={status ?? null}
          onChange={(next) => change({ status: next ?? undefined })}
          data={BLOCK_STATUSES.map((value) => ({ value, label: words(`block.${value}`) }))}
        />
      </Group>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      <DataTable
        label={t('title')}
        columns={useColumns(hotel)}
        rows={data ?? []}
        rowKey={({ id }) => id}
        onRow={({ id }) => open(id)}
        loading={isPending}
        empty={
          <EmptyState icon={IconUsersGroup} title={t(q || status ? 'nothing_fits' : 'empty')} hint={t('empty_hint')} />
        }
      />
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={t('new')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <NewGroup hotel={hotel} onDone={open} />
      </Modal>
    </>
  );
}

function useColumns(hotel: Hotel): DataColumn<GroupRow>[] {
  const { t } = useTranslation('groups');
  return [
    {
      name: 'name',
      header: t('fields.name'),
      cell: ({ name, code, company_name }) => (
        <>
          <Text fw={600} size="sm">
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            <bdi>{[code, company_name].filter(Boolean).join(' · ')}</bdi>
          </Text>
        </>
      ),
    },
    { name: 'status', header: t('status'), cell: ({ status }) => <StatusBadge kind="block" value={status} /> },
    {
      name: 'start_date',
      header: t('fields.start_date'),
      cell: ({ start_date }) => <DateText value={start_date} />,
    },
    {
      name: 'picked_up',
      header: t('fields.picked_up'),
      minor: true,
      cell: (group) => t('of', { picked_up: group.room_nights_picked_up, allotted: group.room_nights_allotted }),
    },
    {
      name: 'cutoff_date',
      header: t('fields.cutoff_date'),
      minor: true,
      cell: (group) => <Cutoff group={group} business_date={hotel.business_date} />,
    },
  ];
}
