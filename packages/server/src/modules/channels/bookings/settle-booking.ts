import type { ChannelProblem } from '@hostelry/contracts';
import { sql } from 'kysely';
import { DomainError, found } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { findOutlet } from '../../outlets/index.ts';
import { bookSoldStay, cancelStay, followChannel, lockStays, priceForChannel } from '../../reservations/index.ts';
import { expectRoomType, preloadInventory } from '../../rooms/index.ts';
import { faultOfLine, type RemoteBooking, type RemoteLine } from './rules.ts';
import { tellPeople, type Place, type Source } from './source.ts';

interface KnownLine {
  line: string;
  booking_id: string;
  reservation_id: string;
}

/**
 * Makes the stays of a booking what its channel says: books what is new, changes what changed, cancels what is gone. Doing it
 * twice changes nothing. Gives the first problem that a person must solve; the lines without one are settled all the same.
 */
export async function settleBooking(
  tx: Tx,
  source: Source,
  remote_booking_id: string,
  said: RemoteBooking,
): Promise<ChannelProblem | null> {
  if (said.problem && said.status === 'BOOKED') return said.problem;
  const known = await linesOf(tx, remote_booking_id);
  const wanted = said.status === 'CANCELLED' ? [] : said.lines;
  const problems: ChannelProblem[] = [];
  for (const { line, reservation_id } of known) {
    if (wanted.some((each) => each.line === line)) continue;
    if (!(await cancelLine(tx, reservation_id))) problems.push('GUEST_HAS_COME');
  }
  if (wanted.length === 0) return problems[0] ?? null;
  const outlet = found(await findOutlet(tx, source.outlet_id));
  const places = source.place ? null : await placesOf(tx, source.channel_id);
  for (const line of wanted) {
    const place = source.place ?? places!.get(`${line.remote_room_id}\n${line.remote_rate_id}`);
    const problem = faultOf(line, place, said.currency, outlet.currency);
    if (problem) problems.push(problem);
    else {
      const reservation_id = known.find((each) => each.line === line.line)?.reservation_id;
      if (!(await settleLine(tx, { source, remote_booking_id, said, outlet }, line, place!, reservation_id)))
        problems.push('GUEST_HAS_COME');
    }
  }
  return problems[0] ?? null;
}

function faultOf(
  line: RemoteLine,
  place: Place | undefined,
  currency: string | null,
  own: string,
): ChannelProblem | null {
  if (!place) return 'UNMAPPED_ROOM';
  if (currency !== null && currency !== own) return 'OTHER_CURRENCY';
  return faultOfLine(line);
}

interface Context {
  source: Source;
  remote_booking_id: string;
  said: RemoteBooking;
  outlet: { id: string; currency: string; business_date: string };
}

/** One room: booked where it is new, made as it is said to be where it is known. */
async function settleLine(
  tx: Tx,
  { source, remote_booking_id, said, outlet }: Context,
  line: RemoteLine,
  place: Place,
  reservation_id: string | undefined,
): Promise<boolean> {
  const { start_date, end_date, adults, children } = line;
  const wanted = { ...place, start_date, end_date, adults, children };
  const nights = line.nights?.map((night) => ({ ...night, tax_minor: 0 })) ?? (await priceForChannel(tx, wanted));
  const guest_name = said.guest?.name ?? null;
  const type = await expectRoomType(tx, place.room_type_id);
  if (reservation_id) {
    const [stay] = await lockStays(tx, sql`r.id = ${reservation_id}`);
    const followed = await withNights(tx, type, wanted, () =>
      followChannel(tx, stay!, { ...wanted, nights, guest_name }),
    );
    if (followed === 'OVERBOOKED') tellPeople(tx, source, stay!.booking_id, said, true);
    return followed !== 'GUEST_HAS_COME';
  }
  const booking = await withNights(tx, type, wanted, () =>
    bookSoldStay(tx, {
      ...wanted,
      outlet_id: outlet.id,
      status: 'CONFIRMED',
      rooms: 1,
      guest: said.guest,
      nightly_prices_minor: nights.map((night) => night.price_minor),
      nightly_taxes_minor: nights.map((night) => night.tax_minor),
      currency: outlet.currency,
      source: 'CHANNEL',
      external_key: `${source.id} ${said.remote_id} ${line.line}`,
      channel: source.channel_name,
      channel_id: source.channel_id,
      market_segment: null,
      country: null,
      meal_plan: null,
      booked_on: outlet.business_date,
      cancelled_on: null,
    }),
  );
  const { id, reservations, is_overbooked } = booking;
  await sql`
    insert into channels.remote_lines (tenant_id, remote_booking_id, line, booking_id, reservation_id)
    values (${tx.tenant_id}, ${remote_booking_id}, ${line.line}, ${id}, ${reservations[0]!.id})`.execute(tx.db);
  if (is_overbooked) tellPeople(tx, source, id, said, true);
  return true;
}

/** A stay beyond the calendar's end is no reason to lose it: the calendar is opened for it. Nothing was written before the refusal. */
async function withNights<T>(
  tx: Tx,
  type: { id: string; outlet_id: string; total_units: number },
  range: { start_date: string; end_date: string },
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (refusal) {
    if (!(refusal instanceof DomainError) || refusal.code !== 'NIGHTS_NOT_LOADED') throw refusal;
    await preloadInventory(tx, type, { start_date: range.start_date, end_date: range.end_date });
    return act();
  }
}

async function cancelLine(tx: Tx, reservation_id: string): Promise<boolean> {
  const [stay] = await lockStays(tx, sql`r.id = ${reservation_id}`);
  if (!stay || stay.status === 'NO_SHOW') return true;
  if (stay.status === 'IN_HOUSE' || stay.status === 'CHECKED_OUT') return false;
  await cancelStay(tx, stay, { reason: 'Cancelled by the channel' });
  return true;
}

async function linesOf(tx: Tx, remote_booking_id: string): Promise<KnownLine[]> {
  const { rows } = await sql<KnownLine>`
    select line, booking_id, reservation_id from channels.remote_lines
    where remote_booking_id = ${remote_booking_id} order by line`.execute(tx.db);
  return rows;
}

async function placesOf(tx: Tx, channel_id: string): Promise<Map<string, Place>> {
  const { rows } = await sql<Place & { remote_room_id: string; remote_rate_id: string }>`
    select room_type_id, rate_plan_id, remote_room_id, remote_rate_id from channels.mappings
    where channel_id = ${channel_id}`.execute(tx.db);
  return new Map(
    rows.map(({ remote_room_id, remote_rate_id, ...place }) => [`${remote_room_id}\n${remote_rate_id}`, place]),
  );
}
