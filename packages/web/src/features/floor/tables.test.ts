import type { OrderRow, ServiceNode } from '@hostelry/contracts';
import { describe, expect, it } from 'vitest';
import { nextAct, tableActs } from './actions.ts';
import { byUrgency, countByStatus, tableViews } from './tables.ts';

const NOON = Date.parse('2026-03-01T12:00:00Z');
const ago = (minutes: number) => new Date(NOON - minutes * 60_000).toISOString();
const table = (id: string, change: Partial<ServiceNode> = {}) =>
  ({
    id,
    name: id,
    node_type: 'TABLE',
    current_status: 'BLUE',
    badges: [],
    table_session_id: null,
    is_dirty: false,
    is_blocked: false,
    ...change,
  }) as unknown as ServiceNode;
const order = (node_id: string | null, status: OrderRow['status'], minutes: number) =>
  ({ node_id, status, placed_at: ago(minutes + 5), waiting_since: ago(minutes) }) as OrderRow;
const everything = () => true;

describe('tableViews', () => {
  it('turns a table red on the minute, without waiting to be told', () => {
    const nodes = [table('T1', { current_status: 'YELLOW' })];
    const orders = [order('T1', 'PLACED', 15)];
    expect(tableViews(nodes, orders, NOON, 15)[0]!.status).toBe('YELLOW');
    expect(tableViews(nodes, orders, NOON + 1, 15)[0]!.status).toBe('RED');
  });

  it('counts from the oldest unserved round, and from the placing once all is served', () => {
    const orders = [
      order('T1', 'SERVED', 50),
      order('T1', 'READY', 7),
      order('T1', 'PLACED', 3),
      order(null, 'PLACED', 40),
    ];
    expect(tableViews([table('T1')], orders, NOON, 60)[0]!.since).toBe(ago(7));
    expect(tableViews([table('T1')], [order('T1', 'SERVED', 50)], NOON, 60)[0]!.since).toBe(ago(55));
    expect(tableViews([table('T1')], [], NOON, 60)[0]!.since).toBeNull();
  });

  it('shows tables only and counts their colours', () => {
    const views = tableViews(
      [table('T1'), table('T2', { current_status: 'GREEN' }), table('Bar', { node_type: 'COUNTER' })],
      [],
      NOON,
      15,
    );
    expect(countByStatus(views)).toEqual({ BLUE: 1, YELLOW: 0, GREEN: 1, RED: 0 });
  });

  it('puts the late first and counts as people do', () => {
    const nodes = [table('T10'), table('T2'), table('T7', { current_status: 'RED' })];
    expect(
      tableViews(nodes, [], NOON, 15)
        .sort(byUrgency)
        .map(({ node }) => node.name),
    ).toEqual(['T7', 'T2', 'T10']);
  });
});

describe('tableActs', () => {
  const refusals = (node: ServiceNode, orders: OrderRow[] = [], may: () => boolean = everything) =>
    Object.fromEntries(tableActs(node, orders, may).map(({ name, refused }) => [name, refused ?? 'ok']));

  it('seats guests only where nobody sits', () => {
    expect(refusals(table('T1')).seat).toBe('ok');
    expect(refusals(table('T1', { table_session_id: 's' })).seat).toBe('seated');
    expect(refusals(table('T1', { is_blocked: true })).seat).toBe('blocked');
  });

  it('keeps a table while an order there is open', () => {
    expect(refusals(table('T1', { table_session_id: 's' }), [order('T1', 'SERVED', 1)]).close).toBe('open_orders');
    expect(refusals(table('T1', { table_session_id: 's' })).close).toBe('ok');
  });

  it('offers nothing to those who only look', () => {
    expect(new Set(Object.values(refusals(table('T1', { is_dirty: true }), [], () => false)))).toEqual(
      new Set(['permission']),
    );
  });

  it('leads from dirty to clean to seated to ordered', () => {
    expect(nextAct(table('T1', { is_dirty: true }), [])).toBe('clean');
    expect(nextAct(table('T1'), [])).toBe('seat');
    expect(nextAct(table('T1', { table_session_id: 's' }), [])).toBe('order');
    expect(nextAct(table('T1', { table_session_id: 's' }), [order('T1', 'PLACED', 1)])).toBeNull();
  });
});
