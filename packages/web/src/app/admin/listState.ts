/** What a list shows, kept in the address: search, sort, filters, cursor, and the opened row. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { AdminEntity } from './entity.ts';

export interface ListState {
  q: string;
  sort: string;
  cursor: string;
  /** The opened row's id, or `new`. */
  open: string;
  filters: Record<string, string>;
}

export interface ListControls {
  state: ListState;
  /** Changes parts of the state; anything but opening a row starts again from the first page. */
  change: (part: Partial<ListState>) => void;
}

type Search = Record<string, string | undefined>;

/** The state of an entity's list in the address, so that a link shows the same rows. */
export function useListState(entity: AdminEntity): ListControls {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const names = entity.filters?.map(({ name }) => name) ?? [];
  return useMemo(() => {
    const filters = Object.fromEntries(names.flatMap((name) => (search[name] ? [[name, search[name]]] : [])));
    const state = {
      q: search.q ?? '',
      sort: search.sort ?? entity.sort ?? '',
      cursor: search.cursor ?? '',
      open: search.open ?? '',
      filters,
    };
    return {
      state,
      change: (part) => {
        const restart = !('open' in part) && !('cursor' in part);
        const next = { ...state, ...(restart ? { cursor: '' } : {}), ...part };
        const { filters: chosen, ...rest } = next;
        const address = { ...chosen, ...rest, sort: next.sort === entity.sort ? '' : next.sort, outlet: search.outlet };
        void navigate({ to: '.', search: address as never, replace: 'q' in part });
      },
    };
  }, [search, entity, navigate]);
}
