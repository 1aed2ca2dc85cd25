/** What the reservations list shows, kept in the address, so that a copied link shows the same rows. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

/** What narrows and orders the list. */
const FILTERS = ['q', 'status', 'from', 'to', 'room_type_id', 'source', 'company_id', 'is_overbooked'] as const;
const NAMES = [...FILTERS, 'sort'] as const;
export type BookingsAddress = Partial<Record<(typeof NAMES)[number], string>>;

export const DEFAULT_SORT = '-created_at';

/** Whether anything but the order keeps rows out. */
export const isNarrowed = (address: BookingsAddress): boolean => FILTERS.some((name) => address[name]);

/** The part of the address that shows every row again. */
export const CLEARED = Object.fromEntries(FILTERS.map((name) => [name, undefined])) as BookingsAddress;

/** Reads and changes the list's part of the address. */
export function useBookingsAddress() {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const key = JSON.stringify(NAMES.map((name) => search[name] ?? null));
  const address = useMemo(
    () => Object.fromEntries(NAMES.flatMap((name) => (search[name] ? [[name, search[name]]] : []))) as BookingsAddress,
    [key],
  );
  const query = useMemo(() => ({ sort: DEFAULT_SORT, ...address }), [address]);
  const change = useCallback(
    (part: Partial<Record<keyof BookingsAddress, string | undefined>>) =>
      void navigate({ to: '.', search: ((now: object) => ({ ...now, ...part })) as never, replace: 'q' in part }),
    [navigate],
  );
  return { address, query, change };
}
