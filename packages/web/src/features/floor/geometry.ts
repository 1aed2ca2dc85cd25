/** The plan in drawing units: 100 to the metre, x to the right, y downwards (the floor's z). Pure, so it can be tested. */
import type { Floor, ServiceNode } from '@hostelry/contracts';

export const UNITS = 100;
const CHAIR_GAP = 16;
const MARGIN = 70;
/** A table is drawn at least this large, so that its words fit and a thumb finds it, whatever it measures. */
const SMALLEST_METRES = 1.05;

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Seat {
  x: number;
  y: number;
  /** Degrees: the way the chair's back looks. */
  turn: number;
}

type Placed = Pick<ServiceNode, 'pos_x' | 'pos_z' | 'width' | 'depth' | 'rotation'>;

export const centreOf = ({ pos_x, pos_z }: Pick<ServiceNode, 'pos_x' | 'pos_z'>) => ({
  x: pos_x * UNITS,
  y: pos_z * UNITS,
});

/** The room as drawn: the floor's size, widened where something stands outside of it, such as a terrace. */
export function roomBox(floor: Pick<Floor, 'width' | 'depth'> | undefined, nodes: readonly Placed[]): Box {
  const reach = (node: Placed) => (Math.max(node.width, node.depth) / 2) * UNITS + CHAIR_GAP;
  const xs = nodes.flatMap((node) => [centreOf(node).x - reach(node), centreOf(node).x + reach(node)]);
  const ys = nodes.flatMap((node) => [centreOf(node).y - reach(node), centreOf(node).y + reach(node)]);
  const left = Math.min(0, ...xs);
  const top = Math.min(0, ...ys);
  const right = Math.max((floor?.width ?? 0) * UNITS, ...xs, left + UNITS);
  const bottom = Math.max((floor?.depth ?? 0) * UNITS, ...ys, top + UNITS);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The room with air around it, for walls and shadows. */
export const framed = ({ x, y, width, height }: Box): Box => ({
  x: x - MARGIN,
  y: y - MARGIN,
  width: width + 2 * MARGIN,
  height: height + 2 * MARGIN,
});

type Table = Pick<ServiceNode, 'shape' | 'width' | 'depth' | 'capacity'>;

/** The table as drawn: a small one grows as a whole, so that it keeps its proportions. */
export function drawn<T extends Pick<Table, 'width' | 'depth'>>(table: T): T {
  const growth = Math.max(1, SMALLEST_METRES / Math.max(table.width, table.depth));
  return { ...table, width: table.width * growth, depth: table.depth * growth };
}

/** Where the chairs of a table stand, around its centre and before it is turned. */
export function seatsOf({ shape, width, depth, capacity }: Table): Seat[] {
  const halfWidth = (width / 2) * UNITS + CHAIR_GAP;
  const halfDepth = (depth / 2) * UNITS + CHAIR_GAP;
  if (shape === 'ROUND') {
    return Array.from({ length: capacity }, (_, seat) => {
      // Two people at a small round table sit across from each other, beside the words and not under them.
      const turn = (360 / capacity) * seat + (capacity === 2 ? 90 : 0);
      const angle = (turn * Math.PI) / 180;
      return { x: Math.sin(angle) * halfWidth, y: -Math.cos(angle) * halfDepth, turn };
    });
  }
  return seatsPerSide(shape, width, depth, capacity).flatMap((count, side) =>
    Array.from({ length: count }, (_, seat) => {
      const along = (seat + 1) / (count + 1) - 0.5;
      const across = { x: along * width * UNITS, y: along * depth * UNITS };
      if (side === 0) return { x: across.x, y: -halfDepth, turn: 0 };
      if (side === 1) return { x: across.x, y: halfDepth, turn: 180 };
      if (side === 2) return { x: -halfWidth, y: across.y, turn: 270 };
      return { x: halfWidth, y: across.y, turn: 90 };
    }),
  );
}

/** Chairs above, below, left and right. Long tables seat people along their long sides first. */
function seatsPerSide(
  shape: Table['shape'],
  width: number,
  depth: number,
  capacity: number,
): [number, number, number, number] {
  const sides: [number, number, number, number] = [0, 0, 0, 0];
  const wide = width >= depth;
  const long = wide ? [0, 1] : [2, 3];
  const short = wide ? [2, 3] : [0, 1];
  const order = shape === 'SQUARE' ? [2, 3, 0, 1] : capacity > 4 ? [...long, ...long, ...short, ...long] : long;
  for (let seat = 0; seat < capacity; seat += 1) sides[order[seat % order.length]!]! += 1;
  return sides;
}

/** A gently bent way between two places, so that parallel ways can be told apart. */
export function flowPath(from: Pick<ServiceNode, 'pos_x' | 'pos_z'>, to: Pick<ServiceNode, 'pos_x' | 'pos_z'>): string {
  const start = centreOf(from);
  const end = centreOf(to);
  const bend = 0.12;
  const x = (start.x + end.x) / 2 - (end.y - start.y) * bend;
  const y = (start.y + end.y) / 2 + (end.x - start.x) * bend;
  return `M${start.x} ${start.y}Q${x} ${y} ${end.x} ${end.y}`;
}
