/** The keyboard on the chart: arrows go from cell to cell, Enter opens, m picks a stay up and puts it down, n books. */
import type { ChartStay } from '@hostelry/contracts';
import { useState, type KeyboardEvent } from 'react';
import { addDays } from '../../rooms/nights.ts';
import { targetOf, type Piece, type Target } from './drops.ts';

/** A line of the chart that the cursor can stand on: a room, or a line of the lane. */
export interface Line {
  room_id: string | null;
  /** Which line of the lane. */
  lane: number;
  pieces: readonly Piece[];
}

export interface CursorAt {
  line: number;
  anchor: string;
  date: string;
}

interface Keys {
  lines: readonly Line[];
  from: string;
  to: string;
  business_date: string;
  onOpen: (stay: ChartStay) => void;
  onDrop: (piece: Piece, target: Target) => void;
  onReach: (days: number) => void;
}

const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function useCursor({ lines, from, to, business_date, onOpen, onDrop, onReach }: Keys) {
  const [at, setAt] = useState<CursorAt | null>(null);
  const [carried, setCarried] = useState<{ piece: Piece; line: number; days: number } | null>(null);
  const under = at ? pieceUnder(lines[at.line], at.date) : undefined;
  const target = carried ? targetOf(carried.piece, 'move', carried.days, lines[carried.line]?.room_id ?? null) : null;

  const step = (rows: number, days: number, extend: boolean) => {
    const turned = document.documentElement.dir === 'rtl' ? -days : days;
    if (carried) {
      const line = clamp(carried.line + rows, lines.length);
      return setCarried({ ...carried, line, days: carried.days + turned });
    }
    const start = business_date >= from && business_date < to ? business_date : from;
    if (!at) return setAt({ line: 0, anchor: start, date: start });
    const date = addDays(at.date, turned);
    if (date < from || date >= to) onReach(turned < 0 ? -7 : 7);
    const line = clamp(at.line + rows, lines.length);
    setAt({ line, date, anchor: extend && rows === 0 ? at.anchor : date });
  };

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = STEPS[event.key];
    if (arrow) step(arrow[0], arrow[1], event.shiftKey);
    else if (event.key === 'Escape' && carried) setCarried(null);
    else if (event.key === 'Enter' && carried) {
      setCarried(null);
      if (target) onDrop(carried.piece, target);
    } else if (event.key === 'Enter' && under) onOpen(under.stay);
    else if (event.key === 'm' && at && under) setCarried({ piece: under, line: at.line, days: 0 });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return { at, setAt, press, carried: carried && target ? { piece: carried.piece, target } : null };
}

const clamp = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));

const pieceUnder = (line: Line | undefined, date: string) =>
  line?.pieces.find(({ start_date, end_date }) => start_date <= date && date < end_date);

/** The days between the anchor and the cursor, both ends included. */
export const rangeOf = ({ anchor, date }: CursorAt) =>
  anchor < date ? { first: anchor, last: date } : { first: date, last: anchor };
