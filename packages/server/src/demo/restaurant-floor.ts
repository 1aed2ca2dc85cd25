import type { NodeDraft } from '../modules/floor/index.ts';
import { addFloor, addNodes, connectNodes } from '../modules/floor/index.ts';
import type { Tx } from '../platform/transaction.ts';

type Drawing = Omit<NodeDraft, 'outlet_id' | 'floor_id'>;

const row = (count: number, draw: (index: number) => Drawing): Drawing[] =>
  Array.from({ length: count }, (_, index) => draw(index));

/** Twenty metres of street front, seen from above: windows at the top, the kitchen at the right, the terrace below. */
const PLACES: readonly Drawing[] = [
  { name: 'Kitchen', node_type: 'STATION', pos_x: 18.2, pos_z: 1.4, shape: 'RECT', width: 3.2, depth: 2.2 },
  { name: 'Cold kitchen', node_type: 'STATION', pos_x: 18.6, pos_z: 4, shape: 'RECT', width: 2.4, depth: 1.8 },
  { name: 'Pass', node_type: 'COUNTER', pos_x: 16.1, pos_z: 2.6, rotation: 90, shape: 'RECT', width: 2.8, depth: 0.6 },
  { name: 'Bar', node_type: 'COUNTER', pos_x: 18.2, pos_z: 8, rotation: 90, shape: 'RECT', width: 4, depth: 0.8 },
  { name: 'Entrance', node_type: 'ENTRANCE', pos_x: 0.4, pos_z: 9.6, shape: 'RECT', width: 0.3, depth: 1.6 },
  ...row(6, (i): Drawing => ({
    name: `Window ${i + 1}`,
    node_type: 'TABLE',
    pos_x: 1.6 + i * 2.3,
    pos_z: 1.1,
    shape: 'SQUARE',
    width: 0.8,
    depth: 0.8,
    capacity: 2,
  })),
  ...row(4, (i): Drawing => ({
    name: `Room ${i + 1}`,
    node_type: 'TABLE',
    pos_x: 2.4 + i * 3.2,
    pos_z: 4,
    shape: 'RECT',
    width: 1.5,
    depth: 0.9,
    capacity: 4,
  })),
  ...row(4, (i): Drawing => ({
    name: `Room ${i + 5}`,
    node_type: 'TABLE',
    pos_x: 2.4 + i * 3.2,
    pos_z: 6.9,
    shape: 'ROUND',
    width: 1.3,
    depth: 1.3,
    capacity: i === 3 ? 6 : 5,
  })),
  { name: 'Long table', node_type: 'TABLE', pos_x: 7.2, pos_z: 9.4, shape: 'RECT', width: 3.6, depth: 1, capacity: 10 },
  ...row(3, (i): Drawing => ({
    name: `Bar ${i + 1}`,
    node_type: 'TABLE',
    pos_x: 16.2,
    pos_z: 6.6 + i * 1.4,
    shape: 'ROUND',
    width: 0.6,
    depth: 0.6,
    capacity: 2,
  })),
  ...row(6, (i): Drawing => ({
    name: `Terrace ${i + 1}`,
    node_type: 'TABLE',
    pos_x: 2 + i * 2.9,
    pos_z: 12.6,
    shape: 'ROUND',
    width: 0.9,
    depth: 0.9,
    capacity: 4,
  })),
];

/** Draws the tavern: twenty-four tables, where the food comes from, and the ways between. */
export async function seedFloor(tx: Tx, outlet_id: string): Promise<void> {
  const floor = await addFloor(tx, { outlet_id, name: 'Ground floor and terrace', level: 0, width: 20, depth: 14 });
  const nodes = await addNodes(
    tx,
    PLACES.map((place) => ({ ...place, outlet_id, floor_id: floor.id })),
  );
  const idOf = (name: string) => nodes.find((node) => node.name === name)!.id;
  const tables = nodes.filter((node) => node.node_type === 'TABLE');
  const connect = (from: string, to: string, flow_type: 'SERVICE' | 'GUEST') =>
    connectNodes(tx, { from_node_id: idOf(from), to_node_id: idOf(to), flow_type });
  await connect('Kitchen', 'Pass', 'SERVICE');
  await connect('Cold kitchen', 'Pass', 'SERVICE');
  await connect('Entrance', 'Bar', 'GUEST');
  for (const table of tables) await connect(table.name.startsWith('Bar') ? 'Bar' : 'Pass', table.name, 'SERVICE');
  for (const table of tables.filter(({ name }) => name.startsWith('Terrace') || name === 'Long table'))
    await connect('Entrance', table.name, 'GUEST');
}
