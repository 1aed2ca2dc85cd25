import {
  ChangeDevice,
  CreateProvisioningKey,
  DEVICE_STATUSES,
  DeviceRow,
  DeviceSummary,
  Id,
  IdParams,
  Instant,
  MachineSaleReply,
  OneOf,
  ProvisioningKeyRow,
  QuarantinedMessageRow,
} from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { authorize } from '../../platform/actor.ts';
import { found, unknownReference } from '../../platform/errors.ts';
import { atLeast, atMost, equals, listRoute } from '../../platform/http/list.ts';
import { act, read, Reply, type ReadRoute, type Route } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/transaction.ts';
import { tradingOutlet } from '../outlets/index.ts';
import { changeDevice } from './commands/change-device.ts';
import { createProvisioningKey, revokeProvisioningKey } from './commands/provisioning-keys.ts';
import { SALE_COLUMNS } from './commands/record-sales.ts';
import { DEVICE_COLUMNS, findDevice, summaryOf, withCupsToday, type Device } from './queries.ts';

const SEARCHED = ['d.serial', 'd.name', 'd.model'] as const;

const devices = listRoute({
  path: '/devices',
  summary: 'List machines',
  permission: 'devices.read',
  item: DeviceRow,
  list: {
    select: DEVICE_COLUMNS,
    from: 'devices.devices d',
    id: 'd.id',
    outlet: 'd.outlet_id',
    search: SEARCHED,
    sort: {
      name: 'd.name',
      serial: 'd.serial',
      model: 'd.model',
      status: 'd.status',
      created_at: 'd.created_at',
      last_seen_at: `coalesce(d.last_seen_at, '-infinity')`,
    },
    default_sort: 'name',
    filters: {
      query: {
        schema: Type.String({ maxLength: 200, description: 'The same as q' }),
        where: (text: string) =>
          sql`concat_ws(' ', ${sql.raw(SEARCHED.join(', '))}) ilike ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}`,
      },
      outlet_id: equals('d.outlet_id', Id, '::uuid'),
      merchant_id: { schema: Id, where: (id: string) => sql`${id}::uuid in (d.tenant_id, d.outlet_id)` },
      model: equals('d.model'),
      status: equals('d.status', OneOf(DEVICE_STATUSES)),
      is_online: { schema: Type.Boolean(), where: (online: boolean) => sql`d.is_online = ${online}` },
    },
  },
});

/** The list with the cups of the open business day, which each outlet counts by its own date. */
const devicesWithCups: ReadRoute = {
  ...devices,
  run: async (input) => {
    const reply = await devices.run(input);
    return reply instanceof Reply
      ? new Reply(await withCupsToday(input.tx, reply.data as Device[]), reply.options)
      : reply;
  },
};

/** The machine, if the actor may see or change it where it stands. */
async function deviceFor(tx: Tx, id: string, permission: 'devices.read' | 'devices.manage'): Promise<Device> {
  const device = found(await findDevice(tx, id));
  authorize(tx.actor, permission, device.outlet_id);
  return device;
}

export const staffRoutes: readonly Route[] = [
  devicesWithCups,
  read({
    path: '/devices/:id',
    summary: 'Show a machine',
    permission: 'devices.read',
    params: IdParams,
    reply: DeviceRow,
    run: async ({ tx, params }) => (await withCupsToday(tx, [await deviceFor(tx, params.id, 'devices.read')]))[0],
  }),
  read({
    path: '/devices/:id/summary',
    summary: 'Show a machine with its latest readings, messages and sales',
    permission: 'devices.read',
    params: IdParams,
    reply: DeviceSummary,
    run: async ({ tx, params }) => summaryOf(tx, await deviceFor(tx, params.id, 'devices.read')),
  }),
  act({
    method: 'PATCH',
    path: '/devices/:id',
    summary: 'Rename a machine, suspend, reactivate or retire it',
    permission: 'devices.manage',
    params: IdParams,
    body: ChangeDevice,
    reply: DeviceRow,
    run: async ({ tx, params, body }) => {
      await deviceFor(tx, params.id, 'devices.manage');
      await changeDevice(tx, params.id, body);
      return (await withCupsToday(tx, [found(await findDevice(tx, params.id))]))[0];
    },
  }),
  listRoute({
    path: '/machine-sales',
    summary: 'List what machines sold',
    permission: 'devices.read',
    item: MachineSaleReply,
    list: {
      select: SALE_COLUMNS,
      from: 'devices.machine_sales',
      id: 'id',
      outlet: 'outlet_id',
      search: ['device_order_id'],
      sort: { recorded_at: 'recorded_at', sold_at: 'sold_at', amount_minor: 'amount_minor' },
      default_sort: '-recorded_at',
      filters: {
        device_id: equals('device_id', Id, '::uuid'),
        outlet_id: equals('outlet_id', Id, '::uuid'),
        payment_method: equals('payment_method'),
        from: atLeast('recorded_at', Instant, '::timestamptz'),
        to: atMost('recorded_at', Instant, '::timestamptz'),
      },
    },
  }),
  listRoute({
    path: '/quarantined-messages',
    summary: 'List machine messages that could not be taken',
    permission: 'devices.manage',
    item: QuarantinedMessageRow,
    list: {
      select: 'q.id, q.device_id, q.kind, q.reason, q.payload, q.received_at',
      from: 'devices.quarantined_messages q left join devices.devices d on d.tenant_id = q.tenant_id and d.id = q.device_id',
      id: 'q.id',
      outlet: 'd.outlet_id',
      search: ['q.reason'],
      sort: { received_at: 'q.received_at' },
      default_sort: '-received_at',
      filters: { device_id: equals('q.device_id', Id, '::uuid') },
    },
  }),
  listRoute({
    path: '/devices/provisioning-keys',
    summary: 'List the keys with which machines join',
    permission: 'devices.provision',
    item: ProvisioningKeyRow,
    list: {
      select: 'id, outlet_id, name, prefix, created_at, expires_at, revoked_at, used_count, last_used_at',
      from: 'devices.provisioning_keys',
      id: 'id',
      outlet: 'outlet_id',
      search: ['name'],
      sort: { created_at: 'created_at', name: 'name' },
      default_sort: '-created_at',
      filters: { outlet_id: equals('outlet_id', Id, '::uuid') },
    },
  }),
  act({
    method: 'POST',
    path: '/devices/provisioning-keys',
    summary: 'Create a key with which machines may join an outlet',
    permission: 'devices.provision',
    body: CreateProvisioningKey,
    reply: Type.Object({
      ...ProvisioningKeyRow.properties,
      secret: Type.Union([Type.String(), Type.Null()], { description: 'Shown in this reply only' }),
    }),
    status: 201,
    shown_once: ['secret'],
    run: async ({ tx, body }) => {
      const {
        rows: [outlet],
      } = await sql<{ id: string }>`select id from (${tradingOutlet(body.outlet_id)}) o`.execute(tx.db);
      if (!outlet) throw unknownReference('outlet_id');
      authorize(tx.actor, 'devices.provision', outlet.id);
      return createProvisioningKey(tx, body);
    },
  }),
  act({
    method: 'DELETE',
    path: '/devices/provisioning-keys/:id',
    summary: 'Close a provisioning key',
    permission: 'devices.provision',
    params: IdParams,
    reply: ProvisioningKeyRow,
    run: async ({ tx, params }) => {
      const key = found(
        await tx.db
          .selectFrom('devices.provisioning_keys')
          .select('outlet_id')
          .where('id', '=', params.id)
          .executeTakeFirst(),
      );
      authorize(tx.actor, 'devices.provision', key.outlet_id);
      return revokeProvisioningKey(tx, params.id);
    },
  }),
];
