import { useEffect, useLayoutEffect, useRef, useState } from 'react';

export const MOST_ZOOM = 3;

/** How closely the plan is looked at: buttons, and Ctrl with the wheel, which is also what a pinch on a touchpad sends. */
export function usePlanZoom() {
  const [zoom, setZoom] = useState(1);
  const ref = useRef<HTMLDivElement>(null);
  const drawnAt = useRef(zoom);
  const zoomBy = (factor: number) => setZoom((now) => Math.min(MOST_ZOOM, Math.max(1, now * factor)));

  useLayoutEffect(() => {
    const frame = ref.current;
    if (!frame || drawnAt.current === zoom) return;
    // What was in the middle stays in the middle.
    const growth = zoom / drawnAt.current;
    drawnAt.current = zoom;
    frame.scrollLeft = (frame.scrollLeft + frame.clientWidth / 2) * growth - frame.clientWidth / 2;
    frame.scrollTop = (frame.scrollTop + frame.clientHeight / 2) * growth - frame.clientHeight / 2;
  }, [zoom]);

  useEffect(() => {
    const frame = ref.current;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoomBy(Math.exp(-event.deltaY / 200));
    };
    // React listens to the wheel passively, which cannot keep the whole page from zooming.
    frame?.addEventListener('wheel', onWheel, { passive: false });
    return () => frame?.removeEventListener('wheel', onWheel);
  }, []);

  return { zoom, zoomBy, fit: () => setZoom(1), ref };
}
