import { Type, type Static } from 'typebox';
import { Body, Id, Instant, Name, Nullable, OneOf } from './envelope.ts';
import { TABLE_STATUSES } from './table-colour.ts';

export const NODE_TYPES = ['TABLE', 'ROOM', 'COUNTER', 'STATION', 'MACHINE', 'ENTRANCE'] as const;
export const NODE_SHAPES = ['ROUND', 'SQUARE', 'RECT'] as const;
export const FLOW_TYPES = ['SERVICE', 'GUEST', 'SUPPLY'] as const;
/** What is shown beside a table's colour. */
export const BADGES = ['SEATED', 'BILL_REQUESTED', 'DIRTY', 'BLOCKED'] as const;
export type Badge = (typeof BADGES)[number];

const Metres = Type.Number({ minimum: -10_000, maximum: 10_000 });
const Size = Type.Number({ exclusiveMinimum: 0, maximum: 1_000 });
const Version = Type.Integer({ minimum: 1, description: 'The version the change is based on' });
export const GuestCount = Type.Integer({ minimum: 1, maximum: 1_000 });

export const Floor = Type.Object({
  id: Id,
  outlet_id: Id,
  name: Type.String(),
  level: Type.Integer(),
  width: Type.Number(),
  depth: Type.Number(),
  version: Type.Integer(),
});
export type Floor = Static<typeof Floor>;
const floorFields = {
  level: Type.Optional(Type.Integer({ minimum: -20, maximum: 200 })),
  width: Type.Optional(Size),
  depth: Type.Optional(Size),
};
export const NewFloor = Body({ outlet_id: Id, name: Name, ...floorFields });
export const FloorPatch = Body({ name: Type.Optional(Name), ...floorFields, version: Type.Optional(Version) });

export const TableSession = Type.Object({
  id: Id,
  outlet_id: Id,
  node_id: Id,
  guest_count: Type.Integer(),
  is_implicit: Type.Boolean(),
  seated_at: Instant,
  bill_requested_at: Nullable(Instant),
  closed_at: Nullable(Instant),
});
export type TableSession = Static<typeof TableSession>;
export const NewTableSession = Body({ node_id: Id, guest_count: GuestCount });

export const ServiceNode = Type.Object({
  id: Id,
  outlet_id: Id,
  floor_id: Nullable(Id),
  name: Type.String(),
  node_type: OneOf(NODE_TYPES),
  pos_x: Type.Number(),
  pos_y: Type.Number(),
  pos_z: Type.Number(),
  rotation: Type.Number(),
  shape: OneOf(NODE_SHAPES),
  width: Type.Number(),
  depth: Type.Number(),
  capacity: Type.Integer(),
  current_status: OneOf(TABLE_STATUSES),
  status_since: Instant,
  badges: Type.Array(OneOf(BADGES)),
  table_session_id: Nullable(Id),
  guest_count: Nullable(Type.Integer()),
  seated_at: Nullable(Instant),
  is_dirty: Type.Boolean(),
  is_blocked: Type.Boolean(),
  version: Type.Integer(),
});
export type ServiceNode = Static<typeof ServiceNode>;

const place = {
  floor_id: Type.Optional(Nullable(Id)),
  pos_x: Type.Optional(Metres),
  pos_y: Type.Optional(Metres),
  pos_z: Type.Optional(Metres),
  rotation: Type.Optional(Type.Number({ minimum: -360, maximum: 360 })),
  shape: Type.Optional(OneOf(NODE_SHAPES)),
  width: Type.Optional(Size),
  depth: Type.Optional(Size),
  capacity: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 })),
};
export const NewServiceNode = Body({ outlet_id: Id, name: Name, node_type: OneOf(NODE_TYPES), ...place });
export type NewServiceNode = Static<typeof NewServiceNode>;
export const ServiceNodePatch = Body({
  name: Type.Optional(Name),
  node_type: Type.Optional(OneOf(NODE_TYPES)),
  ...place,
  is_blocked: Type.Optional(Type.Boolean()),
  version: Type.Optional(Version),
});
export type ServiceNodePatch = Static<typeof ServiceNodePatch>;

export const ServiceFlow = Type.Object({
  id: Id,
  outlet_id: Id,
  from_node_id: Id,
  to_node_id: Id,
  flow_type: OneOf(FLOW_TYPES),
});
export type ServiceFlow = Static<typeof ServiceFlow>;
export const NewServiceFlow = Body({ from_node_id: Id, to_node_id: Id, flow_type: Type.Optional(OneOf(FLOW_TYPES)) });
