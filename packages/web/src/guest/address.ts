/** The state of a booking in progress is in the address, so that Back goes back and a link can be sent on. */
import { useCallback, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('popstate', listener);
  };
};

export type Change = Record<string, string | number | null>;

export function useAddress(): [URLSearchParams, (change: Change) => void] {
  const search = useSyncExternalStore(subscribe, () => location.search);
  const go = useCallback((change: Change) => {
    const next = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(change))
      if (value === null || value === '') next.delete(name);
      else next.set(name, String(value));
    history.pushState(null, '', `${location.pathname}?${next}`);
    scrollTo({ top: 0 });
    for (const listener of listeners) listener();
  }, []);
  return [new URLSearchParams(search), go];
}
