import { RemoteRevision } from '@hostelry/contracts';
import { sql } from 'kysely';
import { Value } from 'typebox/value';
import type { TaskContext } from '../../../platform/jobs.ts';
import type { RemoteBooking } from '../bookings/rules.ts';
import type { Source } from '../bookings/source.ts';
import { takeBooking } from '../bookings/take-booking.ts';
import { adapterOf, lockOta } from './ota.ts';
import { tellOfChannel } from './push.ts';

const MOST_PAGES = 20;

/**
 * Fetches what a travel agent sold and takes it in, each revision in a transaction of its own. Only what was committed is
 * acknowledged; whatever happens in between, the agent tells the rest again (R14).
 */
export async function pullChannel(context: TaskContext, tenant_id: string, channel_id: string): Promise<void> {
  const ota = await context.inTenant(tenant_id, (tx) => lockOta(tx, channel_id));
  if (!ota || ota.status !== 'ACTIVE') return;
  const source: Source = {
    id: ota.id,
    channel_id: ota.id,
    channel_name: ota.name,
    outlet_id: ota.outlet_id,
    counts_up: true,
    place: null,
  };
  let { cursor } = ota;
  let error: string | null = null;
  let taken = 0;
  try {
    const adapter = adapterOf(ota, context.config);
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const page = await adapter.pullRevisions(cursor);
      const kept: { booking_id: string; revision: number }[] = [];
      for (const raw of page.revisions) {
        const named = nameOf(raw);
        if (!named) throw new Error('A revision has no booking_id or revision, so it cannot be kept.');
        await context.inTenant(tenant_id, (tx) => takeBooking(tx, source, bookingOf(raw, named), raw));
        kept.push(named);
      }
      if (kept.length > 0) await adapter.acknowledge(kept);
      taken += kept.length;
      cursor = page.cursor;
      if (!page.more) break;
    }
  } catch (failure) {
    error = (failure as Error).message.slice(0, 500);
    context.log.warn({ err: failure, channel_id }, 'a channel was not read');
  }
  await context.inTenant(tenant_id, async (tx) => {
    await sql`
      update channels.channels set cursor = ${cursor}, pull_error = ${error},
        last_pulled_at = case when ${error}::text is null then ${tx.now} else last_pulled_at end
      where id = ${channel_id}`.execute(tx.db);
    if (taken > 0 || error) tellOfChannel(tx, ota);
  });
}

function nameOf(raw: unknown): { booking_id: string; revision: number } | null {
  const { booking_id, revision } = (raw ?? {}) as Record<string, unknown>;
  if (typeof booking_id !== 'string' || booking_id === '' || booking_id.length > 500) return null;
  return Number.isSafeInteger(revision) ? { booking_id, revision: revision as number } : null;
}

/** The revision as a booking; one that is not well formed is kept all the same and waits for a person. */
export function bookingOf(raw: unknown, named: { booking_id: string; revision: number }): RemoteBooking {
  const known = { remote_id: named.booking_id, revision: named.revision };
  if (!Value.Check(RemoteRevision, raw)) {
    const line = { line: '1', remote_room_id: null, remote_rate_id: null, start_date: '', end_date: '' };
    const lines = [{ ...line, adults: 1, children: 0, nights: null }];
    return { ...known, status: 'BOOKED', guest: null, currency: null, lines, problem: 'MALFORMED' };
  }
  const { guest, currency, lines, status } = raw;
  return {
    ...known,
    status: status === 'cancelled' ? 'CANCELLED' : 'BOOKED',
    guest: guest && { name: guest.name, email: guest.email ?? null, phone: guest.phone ?? null },
    currency,
    lines: lines.map(({ line, room_id, rate_id, arrival, departure, adults, children, nights }) => ({
      line,
      remote_room_id: room_id,
      remote_rate_id: rate_id,
      start_date: arrival,
      end_date: departure,
      adults,
      children,
      nights,
    })),
  };
}
