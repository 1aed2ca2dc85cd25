import type { ChartStay } from '@hostelry/contracts';
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState, type CSSProperties, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, datesFrom, nightsBetween } from '../../rooms/nights.ts';
import type { ChartData } from '../queries.ts';
import { Bar } from './Bar.tsx';
import classes from './Chart.module.css';
import { ChartHead, Columns } from './ChartHead.tsx';
import type { Piece, Target } from './drops.ts';
import { fits, groupRooms, piecesOf, stack, type GroupBy } from './layout.ts';
import { Cursor, Ghost, RoomRow, Track } from './RoomRow.tsx';
import { rangeOf, useCursor, type CursorAt, type Line } from './useCursor.ts';
import { useDrag } from './useDrag.ts';

interface ChartGridProps {
  chart: ChartData;
  groupBy: GroupBy;
  search: string;
  pending: { piece: Piece; target: Target } | null;
  onDrop: (piece: Piece, target: Target) => void;
  onOpen: (stay: ChartStay) => void;
  onReach: (days: number) => void;
  /** Tells which empty nights of which room are chosen, for booking on them. */
  onChoose: (chosen: { room_id: string; first: string; last: string } | null) => void;
}

const NONE: readonly Piece[] = [];
const NO_OUTAGES: ChartData['outages'] = [];

/** Rooms by days. Nothing but rows and bars, so that sixty rooms over four weeks move as fast as a hand does. */
export function ChartGrid({ chart, groupBy, search, pending, onDrop, onOpen, onReach, onChoose }: ChartGridProps) {
  const { t } = useTranslation('desk');
  const days = nightsBetween(chart.from, chart.to);
  const dates = useMemo(() => datesFrom(chart.from, days), [chart.from, days]);
  const span = useMemo(() => ({ from: chart.from, to: chart.to }), [chart.from, chart.to]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const groups = useMemo(() => groupRooms(chart, groupBy, (floor) => t('chart.floor', { floor })), [chart, groupBy, t]);
  const { inRoom, unassigned } = useMemo(() => piecesOf(chart), [chart]);
  const stacked = useMemo(() => stack(unassigned), [unassigned]);
  const laneLines = Math.max(1, ...stacked.map(({ line }) => line + 1));
  const outages = useMemo(() => outagesByRoom(chart), [chart]);
  const codes = useMemo(() => new Map(chart.room_types.map(({ id, code }) => [id, code])), [chart.room_types]);
  const matches = useMemo(
    () => new Set(chart.stays.filter((stay) => fits(stay, search)).map(({ id }) => id)),
    [chart.stays, search],
  );
  const lines = useMemo<Line[]>(
    () => [
      ...Array.from({ length: laneLines }, (_, lane) => ({
        room_id: null,
        lane,
        pieces: stacked.filter(({ line }) => line === lane).map(({ piece }) => piece),
      })),
      ...groups
        .filter(({ key }) => !closed.has(key))
        .flatMap(({ rooms }) => rooms.map(({ id }) => ({ room_id: id, lane: 0, pieces: inRoom.get(id) ?? NONE }))),
    ],
    [laneLines, stacked, groups, closed, inRoom],
  );
  const { drag, take, justDropped } = useDrag(onDrop);
  const { at, setAt, press, carried } = useCursor({
    lines,
    ...span,
    business_date: chart.business_date,
    onOpen,
    onDrop,
    onReach,
  });
  const hand = drag ?? carried ?? pending;
  const range = at && rangeOf(at);
  const here = at ? lines[at.line] : undefined;
  const latest = useRef(onOpen);
  useEffect(() => void (latest.current = onOpen));
  const open = useCallback((stay: ChartStay) => void (justDropped() || latest.current(stay)), [justDropped]);
  const choose = useRef(onChoose);
  useEffect(() => void (choose.current = onChoose));
  useEffect(() => {
    choose.current(here?.room_id && at ? { room_id: here.room_id, ...rangeOf(at) } : null);
    document.getElementById('chart-cursor')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at, here?.room_id]);

  const pick = useEmptyCells(lines, span.from, setAt);
  const toggle = (key: string) => {
    const next = new Set(closed);
    if (!next.delete(key)) next.add(key);
    setClosed(next);
  };

  return (
    <div
      className={classes.frame}
      data-frame
      role="grid"
      tabIndex={0}
      aria-label={t('chart.title')}
      aria-describedby="chart-keys"
      aria-activedescendant={at ? 'chart-cursor' : undefined}
      style={{ '--days': days } as CSSProperties}
      onKeyDown={press}
      onPointerDown={pick}
    >
      <div className={classes.sheet} style={{ position: 'relative' }}>
        <ChartHead chart={chart} dates={dates} />
        <Columns chart={chart} dates={dates} />
        <div className={`${classes.row} ${classes.lane}`} role="row" data-lane>
          <div className={classes.room} role="rowheader">
            {t('chart.lane', { count: unassigned.length })}
          </div>
          <div className={classes.laneBox}>
            <Track days={days} lines={laneLines}>
              {stacked.map(({ piece, line }) => (
                <Bar
                  key={`${piece.stay.id}-${piece.start_date}`}
                  piece={piece}
                  span={span}
                  line={line}
                  dimmed={search !== '' && !matches.has(piece.stay.id)}
                  highlighted={matches.has(piece.stay.id)}
                  held={hand?.piece.stay.id === piece.stay.id}
                  onTake={take}
                  onOpen={open}
                />
              ))}
              {hand && hand.target.room_id === null && <Ghost target={hand.target} span={span} />}
              {range && here?.room_id === null && <Cursor cursor={range} span={span} line={here.lane} />}
            </Track>
          </div>
        </div>
        {groups.map(({ key, label, rooms }) => (
          <div key={key} role="rowgroup" aria-label={label}>
            <div className={classes.groupRow}>
              <UnstyledButton className={classes.group} aria-expanded={!closed.has(key)} onClick={() => toggle(key)}>
                {closed.has(key) ? (
                  <IconChevronRight size={16} className="flip-rtl" aria-hidden />
                ) : (
                  <IconChevronDown size={16} aria-hidden />
                )}
                {label}
                <span className={classes.code}>{t('chart.rooms', { count: rooms.length })}</span>
              </UnstyledButton>
            </div>
            {!closed.has(key) &&
              rooms.map((room) => (
                <RoomRow
                  key={room.id}
                  room={room}
                  typeCode={codes.get(room.room_type_id) ?? ''}
                  pieces={inRoom.get(room.id) ?? NONE}
                  outages={outages.get(room.id) ?? NO_OUTAGES}
                  span={span}
                  days={days}
                  search={search}
                  matches={matches}
                  heldId={hand && (inRoom.get(room.id) ?? NONE).includes(hand.piece) ? hand.piece.stay.id : null}
                  ghost={hand?.target.room_id === room.id ? hand.target : null}
                  cursor={here?.room_id === room.id ? range : null}
                  onTake={take}
                  onOpen={open}
                />
              ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function outagesByRoom({ outages }: ChartData) {
  const rooms = new Map<string, ChartData['outages']>();
  for (const outage of outages) rooms.set(outage.room_id, [...(rooms.get(outage.room_id) ?? []), outage]);
  return rooms;
}

/** A press on an empty cell puts the cursor there; drawing on chooses the nights up to where it ends. */
function useEmptyCells(lines: readonly Line[], from: string, setAt: (at: CursorAt) => void) {
  return (event: PointerEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    const track = target.closest<HTMLElement>('[data-track]');
    const room_id = target.closest<HTMLElement>('[data-room]')?.dataset.room;
    const line = lines.findIndex((one) => one.room_id === room_id);
    if (!track || !room_id || line < 0 || target.closest('button') || event.button !== 0) return;
    const { left, right, width } = track.getBoundingClientRect();
    const turned = document.documentElement.dir === 'rtl';
    const dayAt = (x: number) =>
      addDays(from, Math.floor(((turned ? right - x : x - left) / width) * Number(track.dataset.track)));
    const anchor = dayAt(event.clientX);
    setAt({ line, anchor, date: anchor });
    if (event.pointerType === 'touch') return;
    const move = (moved: globalThis.PointerEvent) => setAt({ line, anchor, date: dayAt(moved.clientX) });
    const stop = () => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', stop);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', stop);
  };
}
