import type { Offer, OfferSearch } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { outletsWith } from '../../platform/actor.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Tx } from '../../platform/transaction.ts';
import { allOutlets } from '../outlets/index.ts';
import { priceFactsOfOutlets, priceInPlan, refusalsOf, type PriceFacts } from '../rates/index.ts';
import { freeOverStay, type FreeStay } from '../rooms/index.ts';
import { expectStayDates, obstaclesOf, wholeParty, type Party } from './rules.ts';

type Search = Static<typeof OfferSearch>;
type Found = Static<typeof Offer>;

/**
 * Every room type in every plan of the hotels asked for: price, taxes, terms, rooms left, and where it cannot be sold the
 * rule and the night that say so (R12). Four statements, however many hotels, types and plans there are.
 */
export async function searchOffers(tx: Tx, search: Search): Promise<Found[]> {
  expectStayDates(search);
  const party = wholeParty(search);
  const outlet_ids = await hotelsOf(tx, search.outlet_ids);
  if (outlet_ids.length === 0) return [];
  const facts = await priceFactsOfOutlets(tx, outlet_ids, search);
  const free = await freeOverStay(tx, outlet_ids, search.start_date, search.end_date);
  const offers = facts.flatMap((outlet) => offersOf(outlet, free, party, search));
  const restrictions = await refusalsOf(
    tx,
    offers.map((offer) => ({
      outlet_id: offer.outlet_id,
      room_type_id: offer.room_type_id,
      rate_plan_id: offer.rate_plan_id,
      channel: 'DIRECT',
      start_date: search.start_date,
      end_date: search.end_date,
      booked_on: offer.business_date,
    })),
  );
  return offers
    .map((offer, index) => {
      const refusals = [
        ...offer.refusals,
        ...restrictions[index]!.map(({ rule, date, value }) => ({ rule, date, value })),
      ];
      return { ...offer, refusals, is_sellable: refusals.length === 0 };
    })
    .sort(byUse);
}

/** The hotels the actor may look into, of those asked for. */
async function hotelsOf(tx: Tx, asked: readonly string[] | undefined): Promise<string[]> {
  const allowed = outletsWith(tx.actor, 'rooms.read');
  const hotels = (await allOutlets(tx)).filter((outlet) => outlet.kind === 'HOTEL' && outlet.is_active);
  if (asked?.some((id) => !hotels.some((hotel) => hotel.id === id))) throw new DomainError('NOT_FOUND');
  const wanted = hotels.map((hotel) => hotel.id).filter((id) => !asked || asked.includes(id));
  if (asked && allowed !== 'all' && wanted.some((id) => !allowed.includes(id)))
    throw new DomainError('FORBIDDEN', { permission: 'rooms.read' });
  return wanted.filter((id) => allowed === 'all' || allowed.includes(id));
}

function offersOf(facts: PriceFacts, free: ReadonlyMap<string, FreeStay>, party: Party, search: Search) {
  return facts.room_types.flatMap((type) =>
    facts.plans
      .filter((plan) => plan.is_active)
      .map((plan) => {
        const { unpriced_on, is_active: _, ...priced } = priceInPlan(facts, type, plan, { ...search, ...party });
        const units = free.get(type.id);
        return {
          ...priced,
          stay_total_minor: priced.total_minor * party.rooms,
          outlet_name: facts.outlet_name,
          room_type_code: type.code,
          room_type_name: type.name,
          units_left: units?.units ?? 0,
          refusals: obstaclesOf(type, party, units, { ...priced, unpriced_on }, search.start_date),
        };
      }),
  );
}

/** What can be sold comes first, then hotel by hotel, the cheapest first. */
function byUse(a: Found, b: Found): number {
  return (
    Number(b.is_sellable) - Number(a.is_sellable) ||
    a.outlet_name.localeCompare(b.outlet_name) ||
    a.stay_total_minor - b.stay_total_minor
  );
}
