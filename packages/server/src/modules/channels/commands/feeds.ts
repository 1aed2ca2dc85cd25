import { randomBytes } from 'node:crypto';
import type { CalendarFeed, CalendarFeedChange, Channel, NewCalendarFeed } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { faultOfUrl } from '../../../adapters/outbound/addresses.ts';
import type { Config } from '../../../platform/config.ts';
import { badField, DomainError, expectVersion } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { addJob, audit, type Tx } from '../../../platform/transaction.ts';
import { hashOfToken } from '../ical/calendar-of-feed.ts';
import { findFeed } from '../queries.ts';
import { expectPlace } from './mappings.ts';

type Addresses = Pick<Config, 'public_url' | 'allow_internal_addresses'>;

/** An address that nobody can guess. It begins with the tenant, so that the row behind it is found without looking over the wall. */
function newToken(tenant_id: string): string {
  return Buffer.concat([Buffer.from(tenant_id.replaceAll('-', ''), 'hex'), randomBytes(24)]).toString('base64url');
}

export function tenantOfToken(token: string): string | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 40) return null;
  return bytes
    .subarray(0, 16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const exportUrl = (config: Addresses, token: string) =>
  `${config.public_url.replace(/\/$/, '')}/api/v1/ical/${token}.ics`;

/** Opens the calendar of a room type on a channel: ours to read over there, theirs to read here if they gave an address. */
export async function addFeed(
  tx: Tx,
  config: Addresses,
  channel: Channel,
  { room_type_id, rate_plan_id = null, shows = 'UNAVAILABLE', import_url = null }: Static<typeof NewCalendarFeed>,
): Promise<CalendarFeed & { export_url: string }> {
  if (channel.kind !== 'ICAL') throw badField('id', 'must be a channel of calendars');
  await expectPlace(tx, channel.outlet_id, { room_type_id, rate_plan_id });
  expectFetchable(import_url, config);
  const [id, token] = [newId(), newToken(tx.tenant_id)];
  await tx.db
    .insertInto('channels.feeds')
    .values({
      tenant_id: tx.tenant_id,
      id,
      channel_id: channel.id,
      outlet_id: channel.outlet_id,
      room_type_id,
      rate_plan_id,
      shows,
      import_url,
      token_hash: hashOfToken(token),
      created_at: tx.now.toISOString(),
    })
    .execute();
  if (import_url) queueFetch(tx, id);
  const feed = (await findFeed(tx, id))!;
  note(tx, 'channels.add_feed', feed, { after: feed });
  return { ...feed, export_url: exportUrl(config, token) };
}

/** Changes what a feed shows and reads; a new address is read from the beginning. */
export async function changeFeed(
  tx: Tx,
  config: Addresses,
  before: CalendarFeed,
  { version, ...change }: Static<typeof CalendarFeedChange>,
): Promise<CalendarFeed> {
  expectVersion(before.version, version);
  await expectPlace(tx, before.outlet_id, change);
  expectFetchable(change.import_url ?? null, config);
  const moved = change.import_url !== undefined && change.import_url !== before.import_url;
  const won = await tx.db
    .updateTable('channels.feeds')
    .set({
      ...change,
      ...(moved ? { etag: null, last_modified: null, error: null, empty_fetches: 0 } : {}),
      version: before.version + 1,
    })
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .executeTakeFirst();
  if (won.numUpdatedRows === 0n) throw new DomainError('STALE_VERSION', { expected: before.version });
  if (moved && change.import_url) queueFetch(tx, before.id);
  const after = (await findFeed(tx, before.id))!;
  note(tx, 'channels.change_feed', before, { before, after });
  return after;
}

/** Gives our calendar a new address; the old one answers no more from this moment. */
export async function rotateFeed(
  tx: Tx,
  config: Addresses,
  feed: CalendarFeed,
): Promise<CalendarFeed & { export_url: string }> {
  const token = newToken(tx.tenant_id);
  await tx.db
    .updateTable('channels.feeds')
    .set({ token_hash: hashOfToken(token), version: feed.version + 1 })
    .where('id', '=', feed.id)
    .execute();
  note(tx, 'channels.rotate_feed', feed, {});
  return { ...(await findFeed(tx, feed.id))!, export_url: exportUrl(config, token) };
}

/** Fetches soon, whatever the timetable says. */
export function queueFetch(tx: Tx, feed_id: string): void {
  addJob(tx, 'fetch_feed', { feed_id }, { job_key: `feed:${feed_id}`, max_attempts: 3 });
}

function expectFetchable(url: string | null, config: Addresses): void {
  const fault = url === null ? null : faultOfUrl(url, config.allow_internal_addresses);
  if (fault) throw badField('import_url', fault);
}

function note(tx: Tx, action: string, feed: CalendarFeed, change: { before?: unknown; after?: unknown }): void {
  audit(tx, { action, entity_type: 'calendar_feed', entity_id: feed.id, outlet_id: feed.outlet_id, ...change });
}
