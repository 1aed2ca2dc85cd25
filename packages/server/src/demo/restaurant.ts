import type { Menu, NewOrderLine, ServiceNode } from '@hostelry/contracts';
import { confirmCash } from '../modules/checks/index.ts';
import { closeTable, markClean, nodesOf, seatGuests } from '../modules/floor/index.ts';
import { wholeMenu } from '../modules/menu/index.ts';
import {
  addRound,
  bumpKitchenTicket,
  changeOrderStatus,
  checkWaitTimes,
  lockOrder,
  lockOrderOfTicket,
  openOrdersOf,
  placeOrder,
  type OpenOrder,
} from '../modules/orders/index.ts';
import type { Actor } from '../platform/actor.ts';
import { DomainError } from '../platform/errors.ts';
import type { Database, Tx } from '../platform/transaction.ts';
import type { DemoGroup } from './group.ts';
import { seededRandom } from './random.ts';
import { seedCafeMenu, seedTascaMenu, seedTaxRates } from './restaurant-menu.ts';
import { seedFloor } from './restaurant-floor.ts';

const MINUTE_MS = 60_000;
const MOST_ACTIVE = 12;
/** The house itself works at these tables, under the names of its waiters. */
const WAITERS = ['Sofia Ramos', 'Duarte Pinto', 'Leonor Vaz'];

type Random = () => number;

/** Opens the tavern and the café's menu, serves a lunch that is over, and leaves others in mid-evening. */
export async function seedRestaurant(database: Database, group: DemoGroup): Promise<void> {
  await database.inTenant(group.actor, async (tx) => {
    const rates = await seedTaxRates(tx);
    await seedTascaMenu(tx, group.restaurant_id, rates);
    await seedCafeMenu(tx, group.cafe_id, rates);
    await seedFloor(tx, group.restaurant_id);
  });
  const random = seededRandom(20_260_615);
  await database.inTenant(waiter(group, random), (tx) => serveLunch(tx, group, random));
  await database.inTenant(waiter(group, random), (tx) => startEvening(tx, group, random));
}

async function serveLunch(tx: Tx, group: DemoGroup, random: Random): Promise<void> {
  const menu = await wholeMenu(tx, group.restaurant_id);
  const tables = tablesOf(await nodesOf(tx, group.restaurant_id));
  for (let party = 0; party < 18; party += 1) {
    const started_minutes_ago = 240 - party * 8;
    const table = tables[party]!;
    const order = await placeOrder(earlier(tx, started_minutes_ago), {
      ...partyAt(table, menu, random),
      outlet_id: group.restaurant_id,
    });
    await changeOrderStatus(earlier(tx, started_minutes_ago - 14), await lockOrder(tx, order.id), 'SERVED');
    await payCash(earlier(tx, started_minutes_ago - 50), order.id, random);
  }
}

/** How long ago each party ordered, and how far its order has come. The last has waited too long already. */
const EVENING = [
  { minutes_ago: 3, to: null },
  { minutes_ago: 6, to: 'PREPARING' },
  { minutes_ago: 9, to: 'PREPARING' },
  { minutes_ago: 12, to: 'READY' },
  { minutes_ago: 34, to: 'SERVED' },
  { minutes_ago: 48, to: 'SERVED' },
  { minutes_ago: 21, to: null },
] as const;

async function startEvening(tx: Tx, group: DemoGroup, random: Random): Promise<void> {
  const menu = await wholeMenu(tx, group.restaurant_id);
  const tables = tablesOf(await nodesOf(tx, group.restaurant_id));
  for (const [index, { minutes_ago, to }] of EVENING.entries()) {
    const table = tables[index * 3 + 1]!;
    const party = partyAt(table, menu, random);
    await seatGuests(earlier(tx, minutes_ago + 5), { node_id: table.id, guest_count: party.guest_count });
    const order = await placeOrder(earlier(tx, minutes_ago), { ...party, outlet_id: group.restaurant_id });
    if (to) await changeOrderStatus(earlier(tx, minutes_ago / 2), await lockOrder(tx, order.id), to);
  }
  await checkWaitTimes(tx);
}

/** The same act, some minutes ago: what it writes carries that instant. */
function earlier(tx: Tx, minutes: number): Tx {
  return { ...tx, now: new Date(tx.now.getTime() - minutes * MINUTE_MS) };
}

/** One breath of the restaurant: somebody sits down, a ticket is bumped, a plate is carried, a bill is paid. */
export async function liveRestaurant(database: Database, group: DemoGroup, random: Random, now: Date): Promise<void> {
  const actor = waiter(group, random);
  const { orders, tables, menu } = await database.inTenant(
    actor,
    async (tx) => ({
      orders: await openOrdersOf(tx, group.restaurant_id),
      tables: tablesOf(await nodesOf(tx, group.restaurant_id)),
      menu: await wholeMenu(tx, group.restaurant_id),
    }),
    { read_only: true },
  );
  const steps: ((tx: Tx) => Promise<unknown>)[] = [];
  // Orders that a person placed are theirs to cook, serve and settle.
  for (const order of orders.filter((open) => open.placed_by === actor.id)) {
    const step = nextStep(order, menu, random, now);
    if (step) steps.push(step);
  }
  const served = new Set(orders.map((order) => order.node_id));
  for (const table of tables.filter((node) => !served.has(node.id))) {
    const step = emptyTableStep(table, random);
    if (step) steps.push(step);
  }
  const free = tables.filter((node) => node.current_status === 'BLUE' && node.badges.length === 0);
  if (orders.length < MOST_ACTIVE && free.length > 0 && random() < 0.3) {
    const table = pick(free, random);
    steps.push(async (tx) => {
      const party = partyAt(table, menu, random);
      await seatGuests(tx, { node_id: table.id, guest_count: party.guest_count });
      return placeOrder(tx, { ...party, outlet_id: group.restaurant_id });
    });
  }
  for (const step of steps.slice(0, 3)) await attempt(database, actor, step);
}

/** What the house does next for one of its own orders, if anything in this breath. */
function nextStep(order: OpenOrder, menu: Menu, random: Random, now: Date): ((tx: Tx) => Promise<unknown>) | null {
  const waited_minutes = (now.getTime() - Date.parse(order.waiting_since)) / MINUTE_MS;
  const ticket_id = order.open_ticket_ids[0];
  switch (order.status) {
    case 'PLACED':
      return waited_minutes > 0.3 && random() < 0.25
        ? async (tx) => changeOrderStatus(tx, await lockOrder(tx, order.id), 'PREPARING')
        : null;
    case 'PREPARING':
      return ticket_id && waited_minutes > 0.7 && random() < 0.12
        ? async (tx) => bumpKitchenTicket(tx, await lockOrderOfTicket(tx, ticket_id), ticket_id)
        : null;
    case 'READY':
      return random() < 0.2 ? async (tx) => changeOrderStatus(tx, await lockOrder(tx, order.id), 'SERVED') : null;
    case 'SERVED': {
      const chance = random();
      if (chance < 0.015 && order.rounds < 3)
        return async (tx) => addRound(tx, await lockOrder(tx, order.id), someLines(menu, 1, random));
      return chance > 0.95 ? (tx) => payCash(tx, order.id, random) : null;
    }
    default:
      return null;
  }
}

/** Guests without an order leave, and dirty tables are laid again. */
function emptyTableStep(table: ServiceNode, random: Random): ((tx: Tx) => Promise<unknown>) | null {
  const wasPaid =
    table.table_session_id !== null &&
    table.current_status === 'BLUE' &&
    table.seated_at !== null &&
    table.status_since > table.seated_at;
  if (wasPaid && random() < 0.15) return (tx) => closeTable(tx, table.table_session_id!);
  return table.badges.includes('DIRTY') && random() < 0.15 ? (tx) => markClean(tx, table.id) : null;
}

/** A person may have been faster; then the house leaves it to them. */
async function attempt(database: Database, actor: Actor, step: (tx: Tx) => Promise<unknown>): Promise<void> {
  try {
    await database.inTenant(actor, step);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

async function payCash(tx: Tx, order_id: string, random: Random): Promise<void> {
  const order = await lockOrder(tx, order_id);
  const notes_minor = pick([500, 1_000, 2_000], random);
  await confirmCash(tx, order, { tendered_minor: Math.ceil(order.order.due_minor / notes_minor) * notes_minor });
}

function partyAt(
  table: ServiceNode,
  menu: Menu,
  random: Random,
): { node_id: string; guest_count: number; lines: NewOrderLine[] } {
  const guest_count = Math.max(1, Math.ceil(table.capacity * (0.4 + random() * 0.6)));
  return { node_id: table.id, guest_count, lines: someLines(menu, guest_count, random) };
}

/** A main course and a drink for everybody, and something to share. */
function someLines(menu: Menu, guest_count: number, random: Random): NewOrderLine[] {
  const named = (...names: string[]) =>
    menu.items.filter(
      (item) =>
        item.is_available && names.includes(menu.categories.find(({ id }) => id === item.category_id)?.name ?? ''),
    );
  const chosen = [pick(named('Petiscos'), random)];
  for (let guest = 0; guest < guest_count; guest += 1)
    chosen.push(pick(named('From the sea', 'From the land'), random), pick(named('Drinks'), random));
  const quantities = new Map<string, number>();
  for (const item of chosen) quantities.set(item.id, (quantities.get(item.id) ?? 0) + 1);
  return [...quantities].map(([menu_item_id, quantity]) => ({
    menu_item_id,
    quantity,
    modifiers: requiredModifiers(menu, menu_item_id, random),
  }));
}

function requiredModifiers(menu: Menu, item_id: string, random: Random): string[] {
  const group_ids = menu.items.find(({ id }) => id === item_id)!.modifier_group_ids;
  return menu.modifier_groups
    .filter((group) => group_ids.includes(group.id) && group.min_choices > 0)
    .map((group) => pick(group.modifiers, random).id);
}

function tablesOf(nodes: readonly ServiceNode[]): ServiceNode[] {
  return nodes.filter((node) => node.node_type === 'TABLE');
}

function waiter(group: DemoGroup, random: Random): Actor {
  return { ...group.actor, name: pick(WAITERS, random) };
}

function pick<T>(choices: readonly T[], random: Random): T {
  return choices[Math.floor(random() * choices.length)]!;
}
