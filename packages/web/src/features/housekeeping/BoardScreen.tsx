import { Button, Group, Stack, Text } from '@mantine/core';
import { IconBed, IconChecks, IconListCheck, IconSettings, IconSparkles, IconUsers, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWire } from '../../app/realtime.ts';
import { ScreenPending } from '../../app/screenStates.tsx';
import { useMay } from '../../app/session.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LiveDot } from '../../ui/LiveDot.tsx';
import { NumberText } from '../../ui/Numbers.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { HotelOnly, type Hotel } from '../rooms/HotelOnly.tsx';
import { AssignDialog } from './AssignDialog.tsx';
import classes from './board.module.css';
import { BoardFilters, fits, FILTERS, type Filters } from './BoardFilters.tsx';
import { boardQuery, type Board, type Room } from './queries.ts';
import { ReportPanel, type Report } from './ReportPanel.tsx';
import { RoomPanel } from './RoomPanel.tsx';
import { RoomTile } from './RoomTile.tsx';
import { SettingsPanel } from './SettingsPanel.tsx';
import { useAct } from './useAct.ts';

/** The supervisor's board: every room by floor, with its status, guests, work and who does it. */
export default function BoardScreen() {
  return <HotelOnly>{(hotel) => <BoardOf key={hotel.id} hotel={hotel} />}</HotelOnly>;
}

function useFilters() {
  const filters = useSearch({
    strict: false,
    select: (search: Filters & { room?: string }) =>
      Object.fromEntries(
        [...FILTERS, 'room' as const].flatMap((name) => (search[name] ? [[name, search[name]]] : [])),
      ) as Filters & {
        room?: string;
      },
    structuralSharing: true,
  });
  const navigate = useNavigate();
  const change = (next: Partial<Record<keyof Filters | 'room', string | undefined>>) =>
    void navigate({ to: '.', search: ((now: object) => ({ ...now, ...next })) as never, replace: true });
  return { filters, change };
}

function BoardOf({ hotel }: { hotel: Hotel }) {
  const { t } = useTranslation('housekeeping');
  const wire = useWire();
  const { filters, change } = useFilters();
  const { data: board, error, refetch } = useQuery(boardQuery(hotel.id));
  const [picked, setPicked] = useState<ReadonlySet<string> | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  if (error && !board) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!board) return <ScreenPending />;
  const shown = board.rooms.filter((room) => fits(room, filters));
  const pick = (id: string) =>
    setPicked((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <>
      <PageHeader
        title={t('board.title')}
        hint={hotel.name}
        badge={<LiveDot state={wire} />}
        actions={
          <Actions
            hotel={hotel}
            board={board}
            picking={picked !== null}
            onPick={(on) => setPicked(on ? new Set() : null)}
          />
        }
      />
      <BoardFilters board={board} filters={filters} onChange={change} />
      {board.rooms.length === 0 && <EmptyState icon={IconBed} title={t('board.empty')} hint={t('board.empty_hint')} />}
      {board.rooms.length > 0 && shown.length === 0 && (
        <EmptyState
          title={t('board.nothing_fits')}
          action={
            <Button onClick={() => change(Object.fromEntries(FILTERS.map((name) => [name, undefined])))}>
              {t('board.show_all')}
            </Button>
          }
        />
      )}
      <Floors rooms={shown} picked={picked} onOpen={(room) => (picked ? pick(room.id) : change({ room: room.id }))} />
      {picked && <PickedBar hotel={hotel} board={board} picked={picked} shown={shown} onPicked={setPicked} />}
      <RoomPanel
        board={board}
        room={board.rooms.find(({ id }) => id === filters.room) ?? null}
        onReport={setReport}
        onClose={() => change({ room: undefined })}
      />
      <ReportPanel hotel={hotel} report={report} onClose={() => setReport(null)} />
    </>
  );
}

interface ActionsProps {
  hotel: Hotel;
  board: Board;
  picking: boolean;
  onPick: (on: boolean) => void;
}

function Actions({ hotel, board, picking, onPick }: ActionsProps) {
  const { t } = useTranslation('housekeeping');
  const mayManage = useMay('housekeeping.manage');
  const [open, setOpen] = useState<'assign' | 'settings' | null>(null);
  const plan = useAct();
  const why = mayManage ? undefined : t('may_not_manage');
  const common = { mih: 48, disabled: !mayManage, title: why } as const;
  return (
    <>
      <Button
        {...common}
        variant="default"
        leftSection={<IconSparkles size={18} aria-hidden />}
        loading={plan.isPending}
        onClick={() => plan.mutate({ path: 'housekeeping/plan', body: { outlet_id: hotel.id } })}
      >
        {t('board.plan')}
      </Button>
      <Button
        {...common}
        variant={picking ? 'light' : 'default'}
        leftSection={picking ? <IconX size={18} aria-hidden /> : <IconListCheck size={18} aria-hidden />}
        aria-pressed={picking}
        onClick={() => onPick(!picking)}
      >
        {t(picking ? 'board.pick_end' : 'board.pick')}
      </Button>
      <Button
        {...common}
        variant="default"
        px="sm"
        aria-label={t('settings.title')}
        onClick={() => setOpen('settings')}
      >
        <IconSettings size={18} aria-hidden />
      </Button>
      <Button {...common} leftSection={<IconUsers size={18} aria-hidden />} onClick={() => setOpen('assign')}>
        {t('assign.open')}
      </Button>
      <AssignDialog hotel={hotel} board={board} opened={open === 'assign'} onClose={() => setOpen(null)} />
      <SettingsPanel hotel={hotel} opened={open === 'settings'} onClose={() => setOpen(null)} />
    </>
  );
}

interface FloorsProps {
  rooms: readonly Room[];
  picked: ReadonlySet<string> | null;
  onOpen: (room: Room) => void;
}

function Floors({ rooms, picked, onOpen }: FloorsProps) {
  const { t } = useTranslation('housekeeping');
  const floors = [...new Set(rooms.map(({ floor }) => floor))].sort((a, b) => a - b);
  return (
    <Stack gap="lg">
      {floors.map((floor) => {
        const own = rooms.filter((room) => room.floor === floor);
        return (
          <section key={floor} aria-label={t('floor', { floor })}>
            <Text fw={650} mb={6}>
              {t('floor', { floor })}{' '}
              <Text span c="dimmed" fw={400} size="sm">
                <NumberText value={own.length} />
              </Text>
            </Text>
            <div className={classes.rooms}>
              {own.map((room) => (
                <RoomTile key={room.id} room={room} picked={picked?.has(room.id)} onOpen={onOpen} />
              ))}
            </div>
          </section>
        );
      })}
    </Stack>
  );
}

interface PickedBarProps {
  hotel: Hotel;
  board: Board;
  picked: ReadonlySet<string>;
  shown: readonly Room[];
  onPicked: (picked: ReadonlySet<string> | null) => void;
}

/** What may be done with the rooms that were picked: declare them inspected, all or none. */
function PickedBar({ hotel, board, picked, shown, onPicked }: PickedBarProps) {
  const { t } = useTranslation('housekeeping');
  const inspect = useAct({ onDone: () => onPicked(null) });
  const rooms = board.rooms.filter(({ id }) => picked.has(id));
  const notClean = rooms.find(({ housekeeping_status: status }) => status !== 'CLEAN' && status !== 'INSPECTED');
  const clean = shown.filter(({ housekeeping_status: status }) => status === 'CLEAN').map(({ id }) => id);
  const why = rooms.length === 0 ? t('board.pick_hint') : notClean && t('board.not_clean', { number: notClean.number });
  return (
    <Group className={classes.bar} justify="space-between" gap="sm">
      <Text fw={600}>{why ?? t('board.picked', { count: rooms.length })}</Text>
      <Group gap="xs">
        <Button mih={48} variant="default" disabled={clean.length === 0} onClick={() => onPicked(new Set(clean))}>
          {t('board.pick_clean', { count: clean.length })}
        </Button>
        <Button
          mih={48}
          leftSection={<IconChecks size={18} aria-hidden />}
          loading={inspect.isPending}
          disabled={why !== undefined}
          title={why}
          onClick={() =>
            inspect.mutate({ path: 'housekeeping/inspections', body: { outlet_id: hotel.id, room_ids: [...picked] } })
          }
        >
          {t('board.inspect')}
        </Button>
      </Group>
    </Group>
  );
}
