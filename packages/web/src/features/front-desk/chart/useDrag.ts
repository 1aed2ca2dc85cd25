/** Dragging a stay with a mouse at once, with a finger after a long press, so that a chart can still be scrolled by touch. */
import { useCallback, useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { targetOf, type Handle, type Piece, type Target } from './drops.ts';

export interface Drag {
  piece: Piece;
  handle: Handle;
  target: Target;
}

const MOUSE_SLACK = 4;
const TOUCH_SLACK = 10;
const LONG_PRESS_MS = 350;
/** So near to the edge of the chart the chart scrolls along. */
const EDGE = 44;

interface Held {
  piece: Piece;
  handle: Handle;
  pointer: number;
  touch: boolean;
  x: number;
  y: number;
  day: number;
  frame: HTMLElement;
  begun: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export function useDrag(onDrop: (piece: Piece, target: Target) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const held = useRef<Held | null>(null);
  const latest = useRef<Drag | null>(null);
  const dropped = useRef(false);
  const deliver = useRef(onDrop);
  useEffect(() => void (deliver.current = onDrop));

  const show = useCallback((next: Drag | null) => {
    const now = latest.current;
    const same =
      now && next && now.target.room_id === next.target.room_id && now.target.start_date === next.target.start_date &&
      now.target.end_date === next.target.end_date; // prettier-ignore
    if (same) return;
    latest.current = next;
    setDrag(next);
  }, []);

  const begin = useCallback(() => {
    const one = held.current;
    if (!one) return;
    one.begun = true;
    if (one.touch) navigator.vibrate?.(12);
    const { piece, handle } = one;
    show({ piece, handle, target: targetOf(piece, handle, 0, piece.room_id) });
  }, [show]);

  const stop = useCallback(
    (drop: boolean) => {
      const one = held.current;
      const last = latest.current;
      if (one) clearTimeout(one.timer);
      held.current = null;
      show(null);
      if (!one?.begun) return;
      // The click that follows letting go is no click.
      dropped.current = true;
      setTimeout(() => (dropped.current = false), 0);
      if (drop && last) deliver.current(last.piece, last.target);
    },
    [show],
  );

  useEffect(() => {
    const move = (event: PointerEvent) => {
      const one = held.current;
      if (!one || event.pointerId !== one.pointer) return;
      const away = Math.hypot(event.clientX - one.x, event.clientY - one.y);
      if (!one.begun) {
        if (one.touch && away > TOUCH_SLACK) return stop(false);
        if (one.touch || away < MOUSE_SLACK) return;
        begin();
      }
      scrollAlong(one.frame, event.clientY);
      const turned = document.documentElement.dir === 'rtl' ? -1 : 1;
      const days = Math.round((turned * (event.clientX - one.x)) / one.day);
      const { piece, handle } = one;
      show({ piece, handle, target: targetOf(piece, handle, days, roomUnder(event) ?? piece.room_id) });
    };
    const up = (event: PointerEvent) => event.pointerId === held.current?.pointer && stop(true);
    const cancel = (event: PointerEvent) => event.pointerId === held.current?.pointer && stop(false);
    const escape = (event: KeyboardEvent) => event.key === 'Escape' && held.current && stop(false);
    // Once a stay is in the hand the finger no longer scrolls.
    const still = (event: TouchEvent) => held.current?.begun && event.cancelable && event.preventDefault();
    const menu = (event: Event) => held.current?.touch && event.preventDefault();
    addEventListener('pointermove', move);
    addEventListener('pointerup', up);
    addEventListener('pointercancel', cancel);
    addEventListener('keydown', escape);
    addEventListener('contextmenu', menu);
    addEventListener('touchmove', still, { passive: false });
    return () => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', cancel);
      removeEventListener('keydown', escape);
      removeEventListener('contextmenu', menu);
      removeEventListener('touchmove', still);
    };
  }, [begin, show, stop]);

  const take = useCallback(
    (piece: Piece, handle: Handle, event: ReactPointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      const track = event.currentTarget.closest<HTMLElement>('[data-track]');
      const frame = event.currentTarget.closest<HTMLElement>('[data-frame]');
      if (!track || !frame) return;
      event.stopPropagation();
      const touch = event.pointerType === 'touch';
      held.current = {
        piece,
        handle,
        pointer: event.pointerId,
        touch,
        x: event.clientX,
        y: event.clientY,
        day: track.getBoundingClientRect().width / Number(track.dataset.track),
        frame,
        begun: false,
        timer: touch ? setTimeout(begin, LONG_PRESS_MS) : undefined,
      };
    },
    [begin],
  );

  /** Whether the click in progress only ends a drag. */
  const justDropped = useCallback(() => dropped.current, []);
  return { drag, take, justDropped };
}

/** The room, or null for the lane, under the pointer; undefined where there is neither. */
function roomUnder(event: PointerEvent): string | null | undefined {
  for (const element of document.elementsFromPoint(event.clientX, event.clientY)) {
    const row = element.closest<HTMLElement>('[data-room], [data-lane]');
    if (row) return row.dataset.room ?? null;
  }
  return undefined;
}

function scrollAlong(frame: HTMLElement, y: number) {
  const { top, bottom } = frame.getBoundingClientRect();
  if (y < top + EDGE * 3) frame.scrollBy(0, -12);
  else if (y > bottom - EDGE) frame.scrollBy(0, 12);
}
