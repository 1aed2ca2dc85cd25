import type { DeskBoard } from '@hostelry/contracts';
import { Button, Chip, Group, Kbd, SimpleGrid, Tabs, Text } from '@mantine/core';
import { IconDoorEnter, IconDoorExit, IconPlus, IconWand } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWire } from '../../../app/realtime.ts';
import { useMay } from '../../../app/session.ts';
import { useShortcut } from '../../../app/shell/shortcuts.ts';
import { CivilDateInput } from '../../../ui/CivilDateInput.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorState } from '../../../ui/ErrorState.tsx';
import { LiveDot } from '../../../ui/LiveDot.tsx';
import { NumberText } from '../../../ui/Numbers.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { SearchInput } from '../../../ui/SearchInput.tsx';
import { HotelOnly, type Hotel } from '../../rooms/HotelOnly.tsx';
import { addDays, isCivilDate } from '../../rooms/nights.ts';
import { CheckIn } from '../checkin/CheckIn.tsx';
import { CheckOut } from '../checkin/CheckOut.tsx';
import { WalkIn, type WalkInWish } from '../checkin/WalkIn.tsx';
import { boardQuery, type BoardData, type BoardRow } from '../queries.ts';
import { AutoAssign } from './AutoAssign.tsx';
import { useBoardColumns } from './boardColumns.tsx';

const BOARDS: readonly DeskBoard[] = ['arrivals', 'in-house', 'departures'];

interface Address {
  board?: string | undefined;
  date?: string | undefined;
  q?: string | undefined;
  only?: string | undefined;
}

/** Who comes, who is there, who goes. */
export default function BoardsScreen() {
  return <HotelOnly>{(hotel) => <Boards key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

function Boards({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('desk');
  const asked = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const change = (next: Address) =>
    void navigate({ to: '.', search: ((now: object) => ({ ...now, ...next })) as never });
  const board = BOARDS.find((name) => name === asked.board) ?? 'arrivals';
  const date = isCivilDate(asked.date) ? asked.date : hotel.business_date;
  const only = asked.only;
  const query = {
    outlet_id: hotel.id,
    ...(board === 'in-house' ? {} : { date }),
    ...(asked.q ? { q: asked.q } : {}),
    ...(only === 'unassigned' ? { is_assigned: false } : {}),
    ...(only === 'vip' ? { is_vip: true } : {}),
    ...(only === 'due' ? { state: 'DUE' } : {}),
    ...(only === 'done' ? { state: 'DONE' } : {}),
  };
  const { data, error, refetch, isPending } = useQuery({
    ...boardQuery(board, query),
    placeholderData: keepPreviousData,
  });
  const [walkIn, setWalkIn] = useState<WalkInWish | null>(null);
  const [assigning, setAssigning] = useState(false);
  const [letIn, setLetIn] = useState<string | null>(null);
  const [letGo, setLetGo] = useState<string | null>(null);
  const mayDesk = useMay('reservations.check_in');
  const mayChange = useMay('reservations.change');
  const open = () => setWalkIn({ end_date: addDays(hotel.business_date, 1) });
  useShortcut('n', 'desk:walkin.title', mayDesk ? open : undefined);
  const columns = useBoardColumns(board, hotel, { onIn: setLetIn, onOut: setLetGo });
  const openRow = ({ booking_id }: BoardRow) => void navigate({ to: `/reservations/${booking_id}` as never });

  return (
    <>
      <PageHeader
        title={t('boards.title')}
        hint={hotel.name}
        badge={<LiveDot state={useWire()} />}
        actions={
          <>
            <Button
              mih={48}
              variant="default"
              leftSection={<IconWand size={18} aria-hidden />}
              disabled={!mayChange}
              title={mayChange ? undefined : t('chart.may_not')}
              onClick={() => setAssigning(true)}
            >
              {t('assign.open')}
            </Button>
            <Button
              mih={48}
              leftSection={<IconPlus size={18} aria-hidden />}
              rightSection={
                <Kbd size="xs" visibleFrom="md">
                  n
                </Kbd>
              }
              disabled={!mayDesk}
              title={mayDesk ? undefined : t('chart.may_not_book')}
              onClick={open}
            >
              {t('walkin.open')}
            </Button>
          </>
        }
      />
      <Tabs value={board} onChange={(value) => change({ board: value ?? undefined, only: undefined })} mb="sm">
        <Tabs.List>
          {BOARDS.map((name) => (
            <Tabs.Tab key={name} value={name} mih={48}>
              {t(`boards.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      {data && <Counters board={board} counts={data.counts} />}
      <Group mb="sm" gap="sm">
        {board !== 'in-house' && (
          <CivilDateInput
            size="md"
            w={160}
            value={date}
            onChange={(day) => change({ date: day && day !== hotel.business_date ? day : undefined })}
            aria-label={t('boards.date')}
          />
        )}
        <SearchInput
          value={asked.q ?? ''}
          onChange={(q) => change({ q: q || undefined })}
          label={t('boards.search')}
          clearLabel={t('chart.clear')}
          width={240}
        />
        <Filters board={board} only={only} onChange={(next) => change({ only: next })} />
      </Group>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && (
        <DataTable
          label={t(`boards.${board}`)}
          columns={columns}
          rows={data?.stays ?? []}
          rowKey={({ id }) => id}
          onRow={openRow}
          loading={isPending}
          empty={
            <Nobody
              board={board}
              narrowed={Boolean(asked.q || only)}
              onClear={() => change({ q: undefined, only: undefined })}
              onWalkIn={mayDesk ? open : undefined}
            />
          }
        />
      )}
      <WalkIn hotel={hotel} wish={walkIn} onClose={() => setWalkIn(null)} />
      <CheckIn id={letIn} onClose={() => setLetIn(null)} />
      <CheckOut id={letGo} onClose={() => setLetGo(null)} />
      <AutoAssign
        hotel={hotel}
        opened={assigning}
        {...(board === 'arrivals' ? { date } : {})}
        onClose={() => setAssigning(false)}
      />
    </>
  );
}

function Filters({
  board,
  only,
  onChange,
}: {
  board: DeskBoard;
  only: string | undefined;
  onChange: (only: string | undefined) => void;
}) {
  const { t } = useTranslation('desk');
  const names =
    board === 'in-house'
      ? ['vip']
      : board === 'arrivals'
        ? ['due', 'done', 'unassigned', 'vip']
        : ['due', 'done', 'vip'];
  return (
    <Group gap="xs">
      {names.map((name) => (
        <Chip key={name} size="md" checked={only === name} onChange={(on) => onChange(on ? name : undefined)}>
          {t(`boards.only.${board}.${name}`)}
        </Chip>
      ))}
    </Group>
  );
}

function Counters({ board, counts }: { board: DeskBoard; counts: BoardData['counts'] }) {
  const { t } = useTranslation('desk');
  const shown: (keyof BoardData['counts'])[] =
    board === 'arrivals'
      ? ['due', 'done', 'unassigned', 'not_ready', 'vip']
      : board === 'departures'
        ? ['due', 'done', 'vip']
        : ['due', 'guests', 'vip'];
  return (
    <SimpleGrid cols={{ base: 3, sm: shown.length }} spacing="sm" mb="md">
      {shown.map((name) => (
        <div
          key={name}
          data-testid={`count-${name}`}
          style={{
            padding: '8px 14px',
            background: 'var(--mantine-color-body)',
            border: '1px solid var(--mantine-color-default-border)',
            borderRadius: 'var(--mantine-radius-md)',
          }}
        >
          <Text fz={24} fw={650} lh={1.2}>
            <NumberText value={counts[name]} />
          </Text>
          <Text size="sm" c="dimmed">
            {t(`boards.count.${board}.${name}`)}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  );
}

function Nobody({
  board,
  narrowed,
  onClear,
  onWalkIn,
}: {
  board: DeskBoard;
  narrowed: boolean;
  onClear: () => void;
  onWalkIn: (() => void) | undefined;
}) {
  const { t } = useTranslation('desk');
  if (narrowed)
    return (
      <EmptyState
        icon={IconDoorEnter}
        title={t('boards.nothing_fits')}
        action={
          <Button size="md" variant="light" onClick={onClear}>
            {t('boards.clear')}
          </Button>
        }
      />
    );
  return (
    <EmptyState
      icon={board === 'departures' ? IconDoorExit : IconDoorEnter}
      title={t(`boards.empty.${board}`)}
      hint={t(`boards.empty_hint.${board}`)}
      action={
        board !== 'departures' &&
        onWalkIn && (
          <Button size="md" onClick={onWalkIn}>
            {t('walkin.open')}
          </Button>
        )
      }
    />
  );
}
