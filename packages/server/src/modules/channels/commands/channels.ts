import type { Channel, ChannelChange, NewChannel } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { faultOfUrl } from '../../../adapters/outbound/addresses.ts';
import type { Config } from '../../../platform/config.ts';
import { badField, DomainError, expectVersion } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { seal, unseal } from '../../../platform/sealing.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { refreshChannel } from '../ota/mark-dirty.ts';
import type { Credentials } from '../ota/ota.ts';
import { findChannel } from '../queries.ts';
import { tellOfChannel } from '../ota/push.ts';

type Keys = Pick<Config, 'secret_key' | 'allow_internal_addresses'>;

/** Adds a place that sells the rooms: calendars, or a travel agent, whose key and secret are kept sealed. */
export async function createChannel(
  tx: Tx,
  config: Keys,
  outlet: { id: string; kind: string },
  { outlet_id, name, kind, url, remote_property_id, key, secret }: Static<typeof NewChannel>,
): Promise<Channel> {
  if (outlet.kind !== 'HOTEL') throw badField('outlet_id', 'must be an outlet of kind HOTEL');
  if (kind === 'OTA') {
    const missing = Object.entries({ url, remote_property_id, key, secret }).find(([, value]) => value === undefined);
    if (missing) throw badField(missing[0], 'is needed to reach a travel agent');
    expectReachable(url!, config);
  }
  const [id, now] = [newId(), tx.now.toISOString()];
  await tx.db
    .insertInto('channels.channels')
    .values({
      tenant_id: tx.tenant_id,
      id,
      outlet_id,
      name: name.trim(),
      kind,
      ...(kind === 'OTA'
        ? { url, remote_property_id, credentials_sealed: seal(config.secret_key, JSON.stringify({ key, secret })) }
        : {}),
      created_at: now,
      updated_at: now,
    })
    .execute();
  const channel = (await findChannel(tx, id))!;
  tellOfChannel(tx, channel);
  audit(tx, { action: 'channels.create', entity_type: 'channel', entity_id: id, outlet_id, after: channel });
  return channel;
}

/** Changes how a channel is called or reached, pauses it, or lets it go on; then it is told everything that it missed. */
export async function changeChannel(
  tx: Tx,
  config: Keys,
  before: Channel,
  { version, key, secret, ...change }: Static<typeof ChannelChange>,
): Promise<Channel> {
  expectVersion(before.version, version);
  if (before.kind === 'ICAL' && (change.url ?? change.remote_property_id ?? key ?? secret) !== undefined)
    throw badField(change.url === undefined ? 'secret' : 'url', 'belongs to travel agents only');
  if (change.url !== undefined) expectReachable(change.url, config);
  const won = await tx.db
    .updateTable('channels.channels')
    .set({
      ...change,
      ...((key ?? secret) ? { credentials_sealed: await resealed(tx, config, before.id, { key, secret }) } : {}),
      version: before.version + 1,
      updated_at: tx.now.toISOString(),
    })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (won.numUpdatedRows === 0n) throw new DomainError('STALE_VERSION', { expected: before.version });
  if (before.kind === 'OTA' && change.status === 'ACTIVE' && before.status !== 'ACTIVE')
    await refreshChannel(tx, before);
  const after = (await findChannel(tx, before.id))!;
  tellOfChannel(tx, after);
  audit(tx, {
    action: 'channels.change',
    entity_type: 'channel',
    entity_id: before.id,
    outlet_id: before.outlet_id,
    before,
    after,
  });
  return after;
}

async function resealed(
  tx: Tx,
  config: Keys,
  id: string,
  change: { key: string | undefined; secret: string | undefined },
): Promise<string> {
  const { credentials_sealed } = await tx.db
    .selectFrom('channels.channels')
    .select('credentials_sealed')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const known = JSON.parse(unseal(config.secret_key, credentials_sealed!)) as Credentials;
  return seal(
    config.secret_key,
    JSON.stringify({ key: change.key ?? known.key, secret: change.secret ?? known.secret }),
  );
}

function expectReachable(url: string, config: Keys): void {
  const fault = faultOfUrl(url, config.allow_internal_addresses);
  if (fault) throw badField('url', fault);
}
