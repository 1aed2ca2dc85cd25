import {
  Floor,
  FloorPatch,
  FLOW_TYPES,
  Id,
  IdParams,
  NewFloor,
  NewServiceFlow,
  NewServiceNode,
  NewTableSession,
  NODE_TYPES,
  OneOf,
  ServiceFlow,
  ServiceNode,
  ServiceNodePatch,
  TABLE_STATUSES,
  TableSession,
} from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { authorizeAt } from '../outlets/index.ts';
import {
  addFloor,
  addNode,
  changeFloor,
  changeNode,
  connectNodes,
  disconnectNodes,
  removeFloor,
  removeNode,
} from './commands/draw-floor.ts';
import { closeTable, markClean, requestBill } from './commands/free-table.ts';
import { seatGuests } from './commands/seat-guests.ts';
import { findFloor, findFlow, findNode, findSession, floorList, flowList, nodeList, sessionList } from './queries.ts';

const ofOutlet = (column: string) => equals(column, Id, '::uuid');

const floors: Route[] = [
  listRoute({
    path: '/floors',
    summary: 'The storeys of an outlet',
    permission: 'floor.read',
    item: Floor,
    list: { ...floorList, filters: { outlet_id: ofOutlet('f.outlet_id') } },
  }),
  act({
    method: 'POST',
    path: '/floors',
    summary: 'Add a storey',
    permission: 'floor.manage',
    body: NewFloor,
    reply: Floor,
    status: 201,
    run: async ({ tx, body }) => {
      await authorizeAt(tx, 'floor.manage', body.outlet_id);
      return addFloor(tx, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/floors/:id',
    summary: 'Rename or resize a storey',
    permission: 'floor.manage',
    params: IdParams,
    body: FloorPatch,
    reply: Floor,
    run: async ({ tx, params, body }) => {
      authorize(tx.actor, 'floor.manage', (await findFloor(tx, params.id)).outlet_id);
      return changeFloor(tx, params.id, body);
    },
  }),
  act({
    method: 'DELETE',
    path: '/floors/:id',
    summary: 'Take an empty storey away',
    permission: 'floor.manage',
    params: IdParams,
    run: async ({ tx, params }) => {
      authorize(tx.actor, 'floor.manage', (await findFloor(tx, params.id)).outlet_id);
      await removeFloor(tx, params.id);
    },
  }),
];

const nodes: Route[] = [
  listRoute({
    path: '/service-nodes',
    summary: 'The tables and other places of a floor, with their colours',
    permission: 'floor.read',
    item: ServiceNode,
    list: {
      ...nodeList,
      filters: {
        outlet_id: ofOutlet('n.outlet_id'),
        floor_id: equals('n.floor_id', Id, '::uuid'),
        node_type: equals('n.node_type', OneOf(NODE_TYPES)),
        current_status: equals('n.current_status', OneOf(TABLE_STATUSES)),
      },
    },
  }),
  read({
    path: '/service-nodes/:id',
    summary: 'One place of the floor',
    permission: 'floor.read',
    params: IdParams,
    reply: ServiceNode,
    run: async ({ tx, params }) => {
      const node = await findNode(tx, params.id);
      authorize(tx.actor, 'floor.read', node.outlet_id);
      return node;
    },
  }),
  act({
    method: 'POST',
    path: '/service-nodes',
    summary: 'Put a table, counter, station or machine on the floor',
    permission: 'floor.manage',
    body: NewServiceNode,
    reply: ServiceNode,
    status: 201,
    run: async ({ tx, body }) => {
      await authorizeAt(tx, 'floor.manage', body.outlet_id);
      return addNode(tx, body);
    },
  }),
  act({
    method: 'PATCH',
    path: '/service-nodes/:id',
    summary: 'Move, rename or block a place',
    permission: 'floor.manage',
    params: IdParams,
    body: ServiceNodePatch,
    reply: ServiceNode,
    run: async ({ tx, params, body }) => {
      authorize(tx.actor, 'floor.manage', (await findNode(tx, params.id)).outlet_id);
      return changeNode(tx, params.id, body);
    },
  }),
  act({
    method: 'DELETE',
    path: '/service-nodes/:id',
    summary: 'Take a place off the floor',
    permission: 'floor.manage',
    params: IdParams,
    run: async ({ tx, params }) => {
      authorize(tx.actor, 'floor.manage', (await findNode(tx, params.id)).outlet_id);
      await removeNode(tx, params.id);
    },
  }),
  act({
    method: 'POST',
    path: '/service-nodes/:id/clean',
    summary: 'Mark a table as wiped and laid',
    permission: 'floor.operate',
    params: IdParams,
    reply: ServiceNode,
    run: async ({ tx, params }) => {
      authorize(tx.actor, 'floor.operate', (await findNode(tx, params.id)).outlet_id);
      return markClean(tx, params.id);
    },
  }),
];

const flows: Route[] = [
  listRoute({
    path: '/service-flows',
    summary: 'The ways between places',
    permission: 'floor.read',
    item: ServiceFlow,
    list: {
      ...flowList,
      filters: { outlet_id: ofOutlet('w.outlet_id'), flow_type: equals('w.flow_type', OneOf(FLOW_TYPES)) },
    },
  }),
  act({
    method: 'POST',
    path: '/service-flows',
    summary: 'Draw the way between two places',
    permission: 'floor.manage',
    body: NewServiceFlow,
    reply: ServiceFlow,
    status: 201,
    run: async ({ tx, body }) => {
      authorize(tx.actor, 'floor.manage', (await findNode(tx, body.from_node_id)).outlet_id);
      return connectNodes(tx, body);
    },
  }),
  act({
    method: 'DELETE',
    path: '/service-flows/:id',
    summary: 'Take a way away',
    permission: 'floor.manage',
    params: IdParams,
    run: async ({ tx, params }) => {
      authorize(tx.actor, 'floor.manage', (await findFlow(tx, params.id)).outlet_id);
      await disconnectNodes(tx, params.id);
    },
  }),
];

const sessions: Route[] = [
  listRoute({
    path: '/table-sessions',
    summary: 'Who sat where',
    permission: 'floor.read',
    item: TableSession,
    list: {
      ...sessionList,
      filters: {
        outlet_id: ofOutlet('s.outlet_id'),
        node_id: equals('s.node_id', Id, '::uuid'),
        is_open: { schema: Type.Boolean(), where: (is_open: boolean) => sql`(s.closed_at is null) = ${is_open}` },
      },
    },
  }),
  act({
    method: 'POST',
    path: '/table-sessions',
    summary: 'Seat a party at a table',
    permission: 'floor.operate',
    body: NewTableSession,
    reply: TableSession,
    status: 201,
    run: async ({ tx, body }) => {
      authorize(tx.actor, 'floor.operate', (await findNode(tx, body.node_id)).outlet_id);
      return seatGuests(tx, body);
    },
  }),
  act({
    method: 'POST',
    path: '/table-sessions/:id/request-bill',
    summary: 'The guests ask for their bill',
    permission: 'floor.operate',
    params: IdParams,
    reply: TableSession,
    run: async ({ tx, params }) => {
      authorize(tx.actor, 'floor.operate', (await findSession(tx, params.id)).outlet_id);
      return requestBill(tx, params.id);
    },
  }),
  act({
    method: 'POST',
    path: '/table-sessions/:id/close',
    summary: 'The guests leave the table',
    permission: 'floor.operate',
    params: IdParams,
    reply: TableSession,
    run: async ({ tx, params }) => {
      authorize(tx.actor, 'floor.operate', (await findSession(tx, params.id)).outlet_id);
      return closeTable(tx, params.id);
    },
  }),
];

export const routes: readonly Route[] = [...floors, ...nodes, ...flows, ...sessions];
