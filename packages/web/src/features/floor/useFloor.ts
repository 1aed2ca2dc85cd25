import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OutletRow } from '../../app/outlet.tsx';
import { useMay } from '../../app/session.ts';
import { useNow } from '../../ui/now.ts';
import { openOrdersQuery } from '../orders/queries.ts';
import { flowsQuery, floorsQuery, nodesQuery } from './queries.ts';
import { tableViews } from './tables.ts';

/** The live floor of an outlet: storeys, places, ways, and every table with its open orders. */
export function useFloor(outlet: OutletRow) {
  const nodes = useQuery(nodesQuery(outlet.id));
  const floors = useQuery(floorsQuery(outlet.id));
  const flows = useQuery(flowsQuery(outlet.id));
  const orders = useQuery({ ...openOrdersQuery(outlet.id), enabled: useMay('orders.read') });
  const now = useNow(10_000);
  const tables = useMemo(
    () => tableViews(nodes.data ?? [], orders.data ?? [], now, outlet.wait_threshold_minutes),
    [nodes.data, orders.data, now, outlet.wait_threshold_minutes],
  );
  return {
    tables,
    nodes: nodes.data ?? [],
    floors: floors.data ?? [],
    flows: flows.data ?? [],
    openOrders: orders.data ?? [],
    loading: nodes.isPending || floors.isPending,
    error: nodes.error ?? floors.error ?? orders.error,
    retry: () => void Promise.all([nodes.refetch(), floors.refetch(), orders.refetch()]),
  };
}
