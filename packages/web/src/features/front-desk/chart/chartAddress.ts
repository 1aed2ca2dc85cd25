/** What the chart shows, kept in the address: a link to it shows the same to somebody else. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { addDays, isCivilDate } from '../../rooms/nights.ts';
import type { GroupBy } from './layout.ts';

interface Address {
  from?: string | undefined;
  days?: string | number | undefined;
  group?: string | undefined;
  q?: string | undefined;
  stay?: string | undefined;
}

export const ZOOMS = [7, 14, 28] as const;

export function useChartAddress(business_date: string) {
  const asked = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const change = useCallback(
    (next: Address) =>
      void navigate({ to: '.', search: ((now: object) => ({ ...now, ...next })) as never, replace: 'q' in next }),
    [navigate],
  );
  const days = ZOOMS.find((zoom) => zoom === Number(asked.days)) ?? 28;
  const known = isCivilDate(asked.from) ? asked.from : null;
  return {
    // The night just past stays on screen: those who leave today slept it.
    from: known ?? addDays(business_date, -1),
    day: known ?? business_date,
    days,
    group: (asked.group === 'floor' ? 'floor' : 'type') as GroupBy,
    q: asked.q ?? '',
    stay: asked.stay,
    change,
  };
}
