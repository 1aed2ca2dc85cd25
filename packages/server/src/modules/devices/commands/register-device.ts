import { sql } from 'kysely';
import { systemActor } from '../../../platform/actor.ts';
import { DomainError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, emit, type Database, type RequestInfo, type Tx } from '../../../platform/transaction.ts';
import { hashOfSecret, newSecret } from '../tokens.ts';

export interface Registration {
  serial: string;
  model: string;
  name?: string;
}

export interface Registered {
  id: string;
  token: string;
  tenant_id: string;
  outlet_id: string;
  serial: string;
  name: string;
  status: string;
}

/** Lets a machine join the outlet of a provisioning key. The key is all it has, so the key also says which tenant it is. */
export async function registerWithKey(
  database: Database,
  key: string,
  registration: Registration,
  request: RequestInfo,
): Promise<Registered> {
  const hash = hashOfSecret(key);
  const known = await database.asSystem(async (db) =>
    db
      .selectFrom('devices.provisioning_keys')
      .select(['tenant_id', 'id'])
      .where('secret_hash', '=', hash)
      .executeTakeFirst(),
  );
  if (!known) throw new DomainError('PROVISIONING_REFUSED');
  const actor = { ...systemActor(known.tenant_id, `machine ${registration.serial}`), kind: 'device' as const };
  return database.inTenant(
    actor,
    async (tx) => {
      const outlet_id = await useProvisioningKey(tx, known.id);
      return registerDevice(tx, outlet_id, registration);
    },
    { request },
  );
}

async function useProvisioningKey(tx: Tx, id: string): Promise<string> {
  const { rows } = await sql<{ outlet_id: string }>`
    update devices.provisioning_keys set used_count = used_count + 1, last_used_at = ${tx.now}
    where id = ${id} and revoked_at is null and (expires_at is null or expires_at > ${tx.now})
    returning outlet_id`.execute(tx.db);
  if (!rows[0]) throw new DomainError('PROVISIONING_REFUSED');
  return rows[0].outlet_id;
}

/**
 * Registers a machine and gives its token, this once. A machine that lost its memory registers again under
 * its serial and gets the next token; not while it is online, for then somebody else has its serial.
 */
export async function registerDevice(
  tx: Tx,
  outlet_id: string,
  { serial, model, name }: Registration,
): Promise<Registered> {
  const { secret, hash } = newSecret('hdt');
  const id = newId();
  const inserted = await tx.db
    .insertInto('devices.devices')
    .values({
      tenant_id: tx.tenant_id,
      id,
      outlet_id,
      serial,
      model,
      name: name ?? `${model} ${serial}`,
      created_at: tx.now,
      updated_at: tx.now,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'serial']).doNothing())
    .returning(['name', 'status'])
    .executeTakeFirst();
  if (!inserted) return registerAgain(tx, outlet_id, serial, secret, hash);
  await tx.db
    .insertInto('devices.credentials')
    .values({ tenant_id: tx.tenant_id, device_id: id, token_hash: hash })
    .execute();
  audit(tx, {
    action: 'devices.register',
    entity_type: 'device',
    entity_id: id,
    outlet_id,
    after: { serial, model, name: inserted.name },
  });
  emit(tx, {
    type: 'device.registered',
    aggregate_type: 'device',
    aggregate_id: id,
    outlet_id,
    data: { serial, model, name: inserted.name },
  });
  return { id, token: secret, tenant_id: tx.tenant_id, outlet_id, serial, ...inserted };
}

async function registerAgain(
  tx: Tx,
  outlet_id: string,
  serial: string,
  token: string,
  hash: Buffer,
): Promise<Registered> {
  const device = await tx.db
    .selectFrom('devices.devices')
    .select(['id', 'outlet_id', 'name', 'status', 'is_online'])
    .where('serial', '=', serial)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const free =
    device.outlet_id === outlet_id &&
    !device.is_online &&
    (device.status === 'PROVISIONED' || device.status === 'ACTIVE');
  if (!free)
    throw new DomainError('DUPLICATE', {
      fields: [{ field: 'serial', message: 'belongs to a machine that is online, elsewhere or out of service' }],
    });
  await tx.db
    .updateTable('devices.credentials')
    .set({ next_token_hash: hash })
    .where('device_id', '=', device.id)
    .execute();
  audit(tx, { action: 'devices.register_again', entity_type: 'device', entity_id: device.id, outlet_id });
  return { id: device.id, token, tenant_id: tx.tenant_id, outlet_id, serial, name: device.name, status: device.status };
}

/** Gives the machine its next token. The present one works until the next is used for the first time (D15). */
export async function rotateToken(tx: Tx, device_id: string): Promise<string> {
  const { secret, hash } = newSecret('hdt');
  await tx.db
    .updateTable('devices.credentials')
    .set({ next_token_hash: hash })
    .where('device_id', '=', device_id)
    .execute();
  audit(tx, { action: 'devices.rotate_token', entity_type: 'device', entity_id: device_id });
  return secret;
}
