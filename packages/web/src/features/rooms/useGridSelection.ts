/** Moving about the availability grid: one cell has the focus, a run of nights in its row is selected. */
import { useDirection } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { addDays, rangeOf, type NightRange } from './nights.ts';

interface Cell {
  room_type_id: string;
  date: string;
}

interface GridSelectionOptions {
  rows: readonly string[];
  dates: readonly string[];
  /** The first night that can be booked. */
  earliest: string;
  enabled: boolean;
  /** The selected nights are being booked; when that ends, however it ends, the selection goes. */
  booking: boolean;
  /** Brings a date into view that is not. */
  onReach: (date: string) => void;
  onBook: (range: NightRange) => void;
}

/** The cell of an event; cells say who they are in `data-night` and `data-row`. */
function cellOf(target: EventTarget): Cell | null {
  const element = (target as HTMLElement).closest<HTMLElement>('[data-night]');
  return element ? { room_type_id: element.dataset.row!, date: element.dataset.night! } : null;
}

/** Selection by click and drag, by touch (tap the first, then the last night), and by keyboard. */
export function useGridSelection({ rows, dates, earliest, enabled, booking, onReach, onBook }: GridSelectionOptions) {
  const { dir } = useDirection();
  const grid = useRef<HTMLTableElement>(null);
  const [focus, setFocus] = useState<Cell | null>(null);
  const [anchor, setAnchor] = useState<Cell | null>(null);
  const [range, setRange] = useState<NightRange | null>(null);
  const dragging = useRef<NightRange | null>(null);
  const moveFocus = useRef(false);

  const clear = () => {
    setRange(null);
    setAnchor(null);
  };

  // The tab stop is where the person was, or the first bookable night.
  const visible = focus && rows.includes(focus.room_type_id) && dates.includes(focus.date) ? focus : null;
  const stop: Cell = visible ?? {
    room_type_id: rows[0] ?? '',
    date: dates.find((date) => date >= earliest) ?? dates[0] ?? '',
  };

  useEffect(() => {
    if (!moveFocus.current || !visible) return;
    moveFocus.current = false;
    grid.current
      ?.querySelector<HTMLElement>(`[data-row="${visible.room_type_id}"][data-night="${visible.date}"]`)
      ?.focus();
  });

  useEffect(() => {
    if (!booking) clear();
  }, [booking]);

  useEffect(() => {
    const finish = () => {
      const drawn = dragging.current;
      dragging.current = null;
      if (drawn) onBook(drawn);
    };
    addEventListener('pointerup', finish);
    return () => removeEventListener('pointerup', finish);
  }, [onBook]);

  const bookable = (cell: Cell | null): cell is Cell => enabled && cell !== null && cell.date >= earliest;

  const onPointerDown = (event: PointerEvent) => {
    const cell = cellOf(event.target);
    // A finger that goes down may be about to scroll; touch selects by taps instead.
    if (event.pointerType === 'touch' || event.button !== 0 || !bookable(cell)) return;
    const drawn = rangeOf(cell.room_type_id, cell.date, cell.date);
    dragging.current = drawn;
    setAnchor(cell);
    setFocus(cell);
    setRange(drawn);
  };

  const onPointerOver = (event: PointerEvent) => {
    const cell = cellOf(event.target);
    if (!dragging.current || !anchor || !bookable(cell)) return;
    // The pointer may stray into another row; the nights count, the row stays.
    dragging.current = rangeOf(anchor.room_type_id, anchor.date, cell.date);
    setRange(dragging.current);
  };

  const onTap = (event: PointerEvent) => {
    const cell = cellOf(event.target);
    if (event.pointerType !== 'touch' || !bookable(cell)) return;
    const extends_ = range?.room_type_id === cell.room_type_id && range.first === range.last && cell.date > range.first;
    setRange(rangeOf(cell.room_type_id, extends_ ? range.first : cell.date, cell.date));
  };

  const move = (days: number, steps: number, extend: boolean) => {
    // Keys may come faster than the next weeks do, so one goes on from where one was heading.
    const here = focus && rows.includes(focus.room_type_id) ? focus : stop;
    const row = rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(here.room_type_id) + steps))]!;
    const next = { room_type_id: row, date: addDays(here.date, days) };
    if (!dates.includes(next.date)) onReach(next.date);
    const from = anchor?.room_type_id === row ? anchor : here;
    if (extend && bookable(next)) {
      setAnchor(from);
      setRange(rangeOf(row, from.date, next.date));
    } else if (!extend) clear();
    moveFocus.current = true;
    setFocus(next);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const forward = dir === 'rtl' ? -1 : 1;
    const extend = event.shiftKey;
    const acts: Record<string, () => void> = {
      ArrowRight: () => move(forward, 0, extend),
      ArrowLeft: () => move(-forward, 0, extend),
      ArrowDown: () => move(0, 1, false),
      ArrowUp: () => move(0, -1, false),
      PageDown: () => move(7, 0, extend),
      PageUp: () => move(-7, 0, extend),
      Escape: clear,
      Enter: () => bookable(stop) && onBook(range ?? rangeOf(stop.room_type_id, stop.date, stop.date)),
    };
    const act = acts[event.key === ' ' ? 'Enter' : event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };

  const onFocus = (event: { target: EventTarget }) => {
    const cell = cellOf(event.target);
    if (cell) setFocus(cell);
  };

  return {
    grid,
    stop,
    range,
    clear,
    handlers: { onPointerDown, onPointerOver, onPointerUp: onTap, onKeyDown, onFocus },
  };
}
