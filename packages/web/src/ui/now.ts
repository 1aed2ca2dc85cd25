import { useSyncExternalStore } from 'react';

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(tick, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}

/**
 * The present instant in milliseconds, rounded down to `every_ms`, so that all timers on a screen tick together and a
 * component that shows minutes is not drawn again every second.
 */
export function useNow(every_ms = 1_000): number {
  return useSyncExternalStore(subscribe, () => Math.floor((timer ? now : Date.now()) / every_ms) * every_ms);
}
