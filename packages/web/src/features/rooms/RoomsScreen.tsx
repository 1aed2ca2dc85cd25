import { HOUSEKEEPING_STATUSES } from '@hostelry/contracts/lifecycles';
import { Group, Menu, Select, SimpleGrid, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconBed, IconChevronDown, IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/api.ts';
import { useMay } from '../../app/session.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { HotelOnly, type Hotel } from './HotelOnly.tsx';
import classes from './RoomsScreen.module.css';
import { roomsQuery, roomTypesQuery, type RoomRow } from './queries.ts';

const FILTERS = ['q', 'sort', 'room_type_id', 'floor', 'housekeeping_status'] as const;
type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

/** The rooms of a hotel: number, floor, type and what housekeeping says. */
export default function RoomsScreen() {
  return <HotelOnly>{(hotel) => <Rooms key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

function useFilters() {
  const filters = useSearch({
    strict: false,
    select: (search: Filters) =>
      Object.fromEntries(FILTERS.flatMap((name) => (search[name] ? [[name, search[name]]] : []))) as Filters,
    structuralSharing: true,
  });
  const navigate = useNavigate();
  const change = (next: Partial<Record<keyof Filters, string | undefined>>) =>
    void navigate({ to: '.', search: ((now: object) => ({ ...now, ...next })) as never, replace: true });
  return { filters, change };
}

function Rooms({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('rooms');
  const { filters, change } = useFilters();
  const { housekeeping_status, ...others } = filters;
  // The tiles count every status, so the status narrows what is shown and not what is asked.
  const {
    data: rows = [],
    error,
    refetch,
    isPending,
  } = useQuery({ ...roomsQuery(hotel.id, others), placeholderData: keepPreviousData });
  const shown = housekeeping_status ? rows.filter((room) => room.housekeeping_status === housekeeping_status) : rows;
  const columns = useColumns(hotel);
  return (
    <>
      <PageHeader title={t('list.title')} hint={t('list.count', { count: rows.length })} />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      <StatusTiles
        rows={rows}
        chosen={housekeeping_status}
        onChoose={(status) => change({ housekeeping_status: status })}
      />
      <RoomFilters hotel={hotel} filters={filters} onChange={change} />
      <DataTable
        label={t('list.title')}
        columns={columns}
        rows={shown}
        rowKey={({ id }) => id}
        sort={filters.sort ?? 'number'}
        onSort={(sort) => change({ sort })}
        loading={isPending}
        empty={<EmptyState icon={IconBed} title={t('list.empty')} hint={t('list.empty_hint')} />}
      />
    </>
  );
}

function useColumns(hotel: Hotel): DataColumn<RoomRow>[] {
  const { t } = useTranslation('rooms');
  const { data: types } = useQuery(roomTypesQuery(hotel.id));
  return useMemo(
    () => [
      {
        name: 'number',
        header: t('list.number'),
        sortable: true,
        cell: (room) => (
          <strong>
            <bdi>{room.number}</bdi>
          </strong>
        ),
      },
      {
        name: 'floor',
        header: t('list.floor'),
        sortable: true,
        minor: true,
        cell: (room) => <NumberText value={room.floor} />,
      },
      {
        name: 'room_type_code',
        header: t('list.type'),
        cell: (room) => types?.find(({ id }) => id === room.room_type_id)?.name ?? room.room_type_code,
      },
      {
        name: 'housekeeping_status',
        header: t('list.housekeeping'),
        sortable: true,
        cell: (room) => <Housekeeping room={room} />,
      },
    ],
    [t, types],
  );
}

/** The status of a room; who may change it gets a menu, everybody else the badge. */
function Housekeeping({ room }: { room: RoomRow }) {
  const { t } = useTranslation('rooms');
  const may = useMay('rooms.manage');
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (housekeeping_status: string) =>
      api.patch(`rooms/${room.id}`, { housekeeping_status, version: room.version }),
    onSettled: () => client.invalidateQueries({ queryKey: ['rooms'] }),
  });
  const badge = <StatusBadge kind="room" value={change.isPending ? change.variables : room.housekeeping_status} />;
  if (!may) return badge;
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.status} aria-label={t('list.change_status', { number: room.number })}>
          {badge}
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {HOUSEKEEPING_STATUSES.map((status) => (
          <Menu.Item
            key={status}
            mih={44}
            disabled={status === room.housekeeping_status}
            onClick={() => change.mutate(status)}
          >
            <StatusBadge kind="room" value={status} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface StatusTilesProps {
  rows: readonly RoomRow[];
  chosen: string | undefined;
  onChoose: (status: string | undefined) => void;
}

/** How many rooms are in each status; pressing a tile shows just those. */
function StatusTiles({ rows, chosen, onChoose }: StatusTilesProps) {
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm" mb="md">
      {HOUSEKEEPING_STATUSES.map((status) => (
        <UnstyledButton
          key={status}
          className={classes.tile}
          aria-pressed={chosen === status}
          onClick={() => onChoose(chosen === status ? undefined : status)}
        >
          <span className={classes.count}>
            <NumberText value={rows.filter((room) => room.housekeeping_status === status).length} />
          </span>
          <StatusBadge kind="room" value={status} />
        </UnstyledButton>
      ))}
    </SimpleGrid>
  );
}

interface RoomFiltersProps {
  hotel: Hotel;
  filters: Filters;
  onChange: (next: Partial<Record<keyof Filters, string | undefined>>) => void;
}

function RoomFilters({ hotel, filters, onChange }: RoomFiltersProps) {
  const { t } = useTranslation('rooms');
  const { data: types = [] } = useQuery(roomTypesQuery(hotel.id));
  const search = useDebouncedCallback((q: string) => onChange({ q: q || undefined }), 250);
  return (
    <Group mb="sm" gap="sm">
      <TextInput
        data-search
        defaultValue={filters.q}
        onChange={(event) => search(event.currentTarget.value)}
        placeholder={t('list.search')}
        aria-label={t('list.search')}
        leftSection={<IconSearch size={18} aria-hidden />}
        className={classes.search}
        size="md"
      />
      <Select
        value={filters.room_type_id ?? null}
        onChange={(value) => onChange({ room_type_id: value ?? undefined })}
        data={types.map(({ id, name }) => ({ value: id, label: name }))}
        placeholder={t('list.all_types')}
        aria-label={t('list.type')}
        clearable
        size="md"
      />
    </Group>
  );
}
