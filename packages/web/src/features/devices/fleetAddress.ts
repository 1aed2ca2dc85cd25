/** What the fleet shows, kept in the address, so that a copied link shows the same rows. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

/** `machine` is the opened one, `at` the venue; the rest narrows and orders the list. */
const NAMES = ['q', 'status', 'online', 'model', 'at', 'sort', 'machine'] as const;
export type FleetAddress = Partial<Record<(typeof NAMES)[number], string>>;

/** Whether anything but the order keeps machines out. */
export const isNarrowed = ({ q, status, online, model, at }: FleetAddress): boolean =>
  Boolean(q || status || online || model || at);

/** What the address asks of the API. */
export function queryOf({ q, status, online, model, at, sort }: FleetAddress) {
  return { sort: sort ?? 'name', q, status, model, outlet_id: at, is_online: online && online === 'yes' };
}

/** Reads and changes the fleet's part of the address. */
export function useFleetAddress() {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const key = JSON.stringify(NAMES.map((name) => search[name] ?? null));
  const address = useMemo(
    () => Object.fromEntries(NAMES.flatMap((name) => (search[name] ? [[name, search[name]]] : []))) as FleetAddress,
    [key],
  );
  const change = useCallback(
    (part: { [name in keyof FleetAddress]: string | undefined }) =>
      void navigate({ to: '.', search: ((now: object) => ({ ...now, ...part })) as never, replace: 'q' in part }),
    [navigate],
  );
  return { address, change };
}
