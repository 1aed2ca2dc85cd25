import { sql } from 'kysely';
import { nightsOf } from '../../../platform/clock.ts';
import { DomainError, found, unknownReference } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/transaction.ts';
import { priceType } from '../../rates/index.ts';
import { bookStays, expectParty, saleTermsOf, type SaleTerms, type StayToBook } from '../../reservations/index.ts';
import { nightKey, type RoomNight } from '../../rooms/index.ts';
import { announceBlock } from '../announce.ts';
import { allotmentsOf, entriesOf, type AllotmentRow, type EntryRow, type LockedBlock } from '../queries.ts';
import { expectPickup, nightsInBlock } from '../rules.ts';

/**
 * Books entries of the rooming list out of the block, all of them or none. Each night of the block moves from blocked to sold in the
 * booking's own statement (R10); nights before and after it (shoulder nights) are sold from the market.
 */
export async function pickUp(tx: Tx, block: LockedBlock, entry_ids: readonly string[] | null) {
  expectPickup(block);
  const entries = await entriesOf(tx, block.id, entry_ids);
  if (entry_ids && entries.length < new Set(entry_ids).size) throw unknownReference('entry_ids');
  const fresh = entries.filter((entry) => entry.booking_id === null);
  if (fresh.length === 0) return [];
  const allotted = new Map((await allotmentsOf(tx, block.id)).map((night) => [nightKey(night), night]));
  const demand = demandOf(fresh, allotted);
  expectLeft(demand, allotted);
  const stays = [];
  const terms = await termsOf(tx, block, fresh);
  for (const entry of fresh) stays.push(stayOf(block, entry, found(terms.get(entry.room_type_id)), allotted));
  const bookings = await bookStays(tx, stays);
  await writePickups(tx, block, fresh, bookings, stays);
  announceBlock(tx, block, { action: 'groups.pick_up', after: { bookings: bookings.map(({ id }) => id) } });
  return bookings.map(({ id, confirmation_code, guest }) => ({
    id,
    confirmation_code,
    guest_name: guest?.name ?? null,
  }));
}

type Demand = Map<string, RoomNight & { units: number }>;

function demandOf(entries: readonly EntryRow[], allotted: ReadonlyMap<string, AllotmentRow>): Demand {
  const demand: Demand = new Map();
  for (const entry of entries) {
    for (const date of nightsInBlock(entry, allotted)) {
      const night = { room_type_id: entry.room_type_id, date };
      demand.set(nightKey(night), { ...night, units: (demand.get(nightKey(night))?.units ?? 0) + 1 });
    }
  }
  return demand;
}

function expectLeft(demand: Demand, allotted: ReadonlyMap<string, AllotmentRow>): void {
  for (const [key, { date, room_type_id, units }] of [...demand].sort()) {
    const night = allotted.get(key)!;
    const left = night.allotted - night.picked_up;
    if (units > left)
      throw new DomainError(
        'SOLD_OUT',
        { rule: 'BLOCK', date, room_type_id, left, asked: units },
        `The block has ${left} room(s) left on ${date}; ${units} are asked for.`,
      );
  }
}

async function termsOf(tx: Tx, block: LockedBlock, entries: readonly EntryRow[]) {
  const terms = new Map<string, SaleTerms>();
  const span = {
    start_date: entries.reduce((least, entry) => (entry.start_date < least ? entry.start_date : least), '9999-12-31'),
    end_date: entries.reduce((most, entry) => (entry.end_date > most ? entry.end_date : most), '0001-01-01'),
  };
  for (const room_type_id of new Set(entries.map((entry) => entry.room_type_id)))
    terms.set(room_type_id, found(await saleTermsOf(tx, room_type_id, block.rate_plan_id, span)));
  return terms;
}

function stayOf(
  block: LockedBlock,
  entry: EntryRow,
  terms: SaleTerms,
  allotted: ReadonlyMap<string, AllotmentRow>,
): StayToBook & { block: NonNullable<StayToBook['block']> } {
  const { room_type_id, start_date, end_date, adults, children, guest_name, guest_email, guest_phone } = entry;
  if (start_date < block.business_date)
    throw new DomainError('STAY_IN_PAST', { start_date, business_date: block.business_date });
  expectParty({ rooms: 1, adults, children }, terms.max_occupancy);
  // What was agreed with the group goes before the plan's own price.
  const agreed = new Map(
    nightsOf(start_date, end_date).flatMap((date) => {
      const price_minor = allotted.get(nightKey({ room_type_id, date }))?.price_minor ?? null;
      return price_minor === null ? [] : [[date, price_minor] as const];
    }),
  );
  const price = found(
    priceType(terms.facts, room_type_id, block.rate_plan_id, {
      start_date,
      end_date,
      rooms: 1,
      adults,
      children,
      agreed,
    }),
  );
  return {
    outlet_id: block.outlet_id,
    room_type_id,
    status: 'CONFIRMED',
    start_date,
    end_date,
    rooms: 1,
    adults,
    children,
    guest: { name: guest_name, email: guest_email, phone: guest_phone },
    rate_plan_id: price.rate_plan_id,
    nightly_prices_minor: price.nights.map((night) => night.price_minor),
    nightly_taxes_minor: price.nights.map((night) => night.tax_minor),
    cancellation_terms: price.cancellation_terms,
    block: { id: block.id, company_id: block.company_id, dates: nightsInBlock(entry, allotted) },
    currency: block.currency,
    source: 'GROUP',
    external_key: null,
    channel: null,
    market_segment: 'Group',
    country: null,
    meal_plan: null,
    booked_on: block.business_date,
    cancelled_on: null,
  };
}

async function writePickups(
  tx: Tx,
  block: LockedBlock,
  entries: readonly EntryRow[],
  bookings: readonly { id: string; confirmation_code: string }[],
  stays: readonly { room_type_id: string; block: { dates: readonly string[] } }[],
): Promise<void> {
  const nights = stays.flatMap((stay, index) =>
    stay.block.dates.map((date) => ({ booking_id: bookings[index]!.id, room_type_id: stay.room_type_id, date })),
  );
  await sql`
    with taken as (
      select * from unnest(${nights.map((night) => night.booking_id)}::uuid[], ${nights.map((night) => night.room_type_id)}::uuid[],
                           ${nights.map((night) => night.date)}::date[]) as n(booking_id, room_type_id, date)
    ), counted as (
      update groups.allotments a set picked_up = a.picked_up + t.units
      from (select room_type_id, date, count(*)::int as units from taken group by 1, 2) t
      where a.block_id = ${block.id} and a.room_type_id = t.room_type_id and a.date = t.date
    ), listed as (
      update groups.rooming_entries e set booking_id = b.booking_id, confirmation_code = b.confirmation_code, version = e.version + 1
      from unnest(${entries.map(({ id }) => id)}::uuid[], ${bookings.map(({ id }) => id)}::uuid[],
                  ${bookings.map((booking) => booking.confirmation_code)}::text[]) as b(entry_id, booking_id, confirmation_code)
      where e.id = b.entry_id
    )
    insert into groups.pickups (tenant_id, booking_id, room_type_id, date, block_id, units)
    select ${tx.tenant_id}, booking_id, room_type_id, date, ${block.id}, 1 from taken`.execute(tx.db);
}
