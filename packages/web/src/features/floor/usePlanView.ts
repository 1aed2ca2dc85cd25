import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { zoomed, type Box } from './geometry.ts';

const MOST_ZOOM = 3;
/** A finger that moved less than this meant to tap. */
const TAP_PIXELS = 6;

/** Zooming and moving over the plan: buttons, Ctrl and the wheel (also a pinch on a touchpad), dragging. */
export function usePlanView(frame: Box) {
  const whole = { zoom: 1, x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
  const [view, setView] = useState<typeof whole | null>(null);
  const ref = useRef<SVGSVGElement>(null);
  const drag = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  const { zoom, x, y } = view ?? whole;
  const shown = zoomed(frame, zoom, { x, y });

  const zoomBy = (factor: number) => {
    const next = Math.min(MOST_ZOOM, Math.max(1, zoom * factor));
    setView(next === 1 ? null : { zoom: next, x: shown.x + shown.width / 2, y: shown.y + shown.height / 2 });
  };
  const latest = useRef(zoomBy);
  useEffect(() => void (latest.current = zoomBy));

  useEffect(() => {
    const svg = ref.current;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      latest.current(Math.exp(-event.deltaY / 200));
    };
    // React listens to the wheel passively, which cannot keep the page from zooming.
    svg?.addEventListener('wheel', onWheel, { passive: false });
    return () => svg?.removeEventListener('wheel', onWheel);
  }, []);

  const handlers = {
    onPointerDown: ({ clientX, clientY }: PointerEvent) => {
      if (zoom > 1) drag.current = { x: clientX, y: clientY, moved: false };
    },
    onPointerMove: ({ clientX, clientY, currentTarget, pointerId }: PointerEvent<SVGSVGElement>) => {
      const from = drag.current;
      if (!from) return;
      const [dx, dy] = [clientX - from.x, clientY - from.y];
      if (!from.moved && Math.hypot(dx, dy) < TAP_PIXELS) return;
      if (!from.moved) currentTarget.setPointerCapture(pointerId);
      const units = shown.width / currentTarget.clientWidth;
      drag.current = { x: clientX, y: clientY, moved: true };
      setView({ zoom, x: shown.x + shown.width / 2 - dx * units, y: shown.y + shown.height / 2 - dy * units });
    },
    onPointerUp: () => void (drag.current = null),
    onPointerCancel: () => void (drag.current = null),
  };
  return { viewBox: `${shown.x} ${shown.y} ${shown.width} ${shown.height}`, zoom, zoomBy, fit: () => setView(null), handlers, ref };
}
