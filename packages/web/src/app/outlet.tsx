/** The venue that the person is working in: in the address as `?outlet=`, remembered in this browser. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { createContext, use, useEffect, useMemo, type ReactNode } from 'react';
import { PlaceContext } from '../ui/place.ts';
import { api } from './api.ts';
import { useMay } from './session.ts';

export interface OutletRow {
  id: string;
  brand_id: string;
  name: string;
  kind: 'HOTEL' | 'RESTAURANT' | 'CAFE';
  timezone: string;
  currency: string;
  city: string | null;
  seating_capacity: number;
  /** After how many minutes an unserved order makes its table late. */
  wait_threshold_minutes: number;
}

interface OutletChoice {
  /** The chosen outlet; null only while loading or where the person has none. */
  outlet: OutletRow | null;
  outlets: OutletRow[];
  loading: boolean;
  choose: (id: string) => void;
  /** The venue to open a screen at that shows only such venues: the one last worked in, else the largest; null leaves the choice. */
  venueFor: (kinds: readonly OutletRow['kind'][] | undefined) => string | null;
}

/** The venues that the person may see. */
export const outletsQuery = queryOptions({
  queryKey: ['outlets', 'mine'],
  queryFn: ({ signal }) => api.list<OutletRow>('outlets', { sort: 'name', limit: 200 }, signal),
  staleTime: 5 * 60_000,
});

const STORED = 'hostelry.outlet';
const OutletContext = createContext<OutletChoice>({
  outlet: null,
  outlets: [],
  loading: false,
  choose: () => undefined,
  venueFor: () => null,
});

/** Where somebody starts who has not chosen yet: the venue with the most seats has the most going on. */
const largestOf = (outlets: OutletRow[] = []) =>
  outlets.reduce<OutletRow | null>(
    (most, outlet) => (most && most.seating_capacity >= outlet.seating_capacity ? most : outlet),
    null,
  );

/** Of such venues, the one last worked in, else the largest. */
function lastOf(kinds: readonly OutletRow['kind'][], outlets: OutletRow[]) {
  const fitting = outlets.filter(({ kind }) => kinds.includes(kind));
  const last = fitting.find(({ id, kind }) => localStorage.getItem(`${STORED}.${kind}`) === id);
  return (last ?? largestOf(fitting))?.id ?? null;
}

/** The outlet in force and the way to change it: `const { outlet } = useOutlet()`. */
export const useOutlet = () => use(OutletContext);

/** Provides the outlet, and its timezone and currency to everything in `ui/`. */
export function OutletProvider({ children }: { children: ReactNode }) {
  const may = useMay('organisation.read');
  const { data, isPending } = useQuery({ ...outletsQuery, enabled: may });
  const asked = useSearch({ strict: false, select: (search: { outlet?: string }) => search.outlet });
  const navigate = useNavigate();
  const outlets = data?.data;
  const wanted = asked ?? localStorage.getItem(STORED);
  const outlet = outlets?.find(({ id }) => id === wanted) ?? largestOf(outlets);

  useEffect(() => {
    if (!outlet) return;
    localStorage.setItem(STORED, outlet.id);
    localStorage.setItem(`${STORED}.${outlet.kind}`, outlet.id);
  }, [outlet]);

  const choice = useMemo<OutletChoice>(
    () => ({
      outlet,
      outlets: outlets ?? [],
      loading: may && isPending,
      // A cursor or an opened row belongs to the outlet that was left, so only the choice itself is kept.
      choose: (id) => void navigate({ to: '.', search: { outlet: id } as never }),
      venueFor: (kinds) => (!outlet || !kinds || kinds.includes(outlet.kind) ? null : lastOf(kinds, outlets ?? [])),
    }),
    [outlet, outlets, may, isPending, navigate],
  );
  const place = useMemo(() => ({ timezone: outlet?.timezone ?? null, currency: outlet?.currency ?? null }), [outlet]);
  return (
    <OutletContext value={choice}>
      <PlaceContext value={place}>{children}</PlaceContext>
    </OutletContext>
  );
}
