import type { NewQuote, Quote } from '@hostelry/contracts';
import type { Static } from 'typebox';
import { badField, DomainError, found, unknownReference } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import {
  claimPromotion,
  expectPriced,
  priceFactsOfOutlets,
  priceType,
  refusalsOf,
  type PriceFacts,
} from '../../rates/index.ts';
import { findQuote, type QuoteDetails } from '../queries.ts';
import { expectStayDates, newQuoteCode, obstaclesOf, wholeParty } from '../rules.ts';

type Wish = Static<typeof NewQuote>;
type QuotedStay = Static<typeof Quote>['stays'][number];

const STANDS_MINUTES = 30;
const MINUTE_MS = 60_000;

/**
 * Promises prices for a while: night by night, with the terms they are sold under (R13). It keeps no rooms, but the uses of
 * promotions that it counts on, so that what was promised can be kept.
 */
export async function makeQuote(tx: Tx, wish: Wish): Promise<QuoteDetails> {
  const { stays, booked_on } = await priceStays(tx, wish);
  await expectUnrestrictedStays(tx, booked_on, stays);
  const promotion_ids = stays.flatMap((stay) => (stay.promotion ? [stay.promotion.id] : []));
  for (const id of promotion_ids) await claimPromotion(tx, id);
  const id = newId();
  const minutes = wish.expires_in_minutes ?? STANDS_MINUTES;
  const quote = {
    outlet_id: wish.outlet_id,
    code: newQuoteCode(),
    guest_name: wish.guest_name?.trim() ?? null,
    guest_email: wish.guest_email ?? null,
    total_minor: stays.reduce((total, stay) => total + stay.stay_total_minor, 0),
    currency: stays[0]!.currency,
    start_date: stays.reduce((first, stay) => (stay.start_date < first ? stay.start_date : first), '9999-12-31'),
    end_date: stays.reduce((last, stay) => (stay.end_date > last ? stay.end_date : last), '0001-01-01'),
    expires_at: new Date(tx.now.getTime() + minutes * MINUTE_MS).toISOString(),
    created_by_name: tx.actor.name,
    created_at: tx.now.toISOString(),
  };
  await tx.db
    .insertInto('offers.quotes')
    .values({ tenant_id: tx.tenant_id, id, ...quote, promotion_ids, stays: JSON.stringify(stays) })
    .execute();
  audit(tx, { action: 'offers.quote', entity_type: 'quote', entity_id: id, outlet_id: wish.outlet_id, after: quote });
  return found(await findQuote(tx, id));
}

async function priceStays(tx: Tx, wish: Wish): Promise<{ stays: QuotedStay[]; booked_on: string }> {
  wish.stays.forEach((stay, index) => expectStayDates(stay, `stays.${index}.`));
  const codes = new Set(wish.stays.flatMap((stay) => (stay.promotion_code ? [stay.promotion_code.toLowerCase()] : [])));
  if (codes.size > 1) throw badField('stays', 'may name only one promotion code together');
  const [outlet] = await priceFactsOfOutlets(tx, [wish.outlet_id], {
    start_date: wish.stays.map((stay) => stay.start_date).sort()[0]!,
    end_date: wish.stays
      .map((stay) => stay.end_date)
      .sort()
      .at(-1)!,
    promotion_code: [...codes][0],
  });
  const facts = found(outlet);
  const stays = wish.stays.map((stay, index) => quoteStay(facts, stay, `stays.${index}.`));
  return { stays, booked_on: facts.business_date };
}

/** One of the stays, priced; refuses what could not be sold at any time. */
function quoteStay(facts: PriceFacts, stay: Wish['stays'][number], field: string): QuotedStay {
  const party = wholeParty(stay);
  const type = facts.room_types.find((one) => one.id === stay.room_type_id);
  const priced = priceType(facts, stay.room_type_id, stay.rate_plan_id ?? null, { ...stay, ...party });
  if (!type || !priced) throw unknownReference(`${field}room_type_id`);
  if (!priced.rate_plan_id) {
    if (stay.rate_plan_id) throw unknownReference(`${field}rate_plan_id`);
    throw new DomainError('NO_PRICE', { date: stay.start_date });
  }
  if (stay.start_date < priced.business_date)
    throw new DomainError('STAY_IN_PAST', { start_date: stay.start_date, business_date: priced.business_date });
  expectPriced(priced, stay.promotion_code);
  const crowded = obstaclesOf(type, party, undefined, priced, stay.start_date).find(({ rule }) => rule === 'OCCUPANCY');
  if (crowded) throw new DomainError('RULE_VIOLATION', { rule: 'OCCUPANCY', most: crowded.value });
  const { business_date: _day, is_active: _active, unpriced_on: _none, ...kept } = priced;
  return {
    ...kept,
    stay_total_minor: priced.total_minor * party.rooms,
    room_type_name: type.name,
    start_date: stay.start_date,
    end_date: stay.end_date,
    rooms: party.rooms,
    adults: party.adults,
    children: party.children,
  };
}

async function expectUnrestrictedStays(tx: Tx, booked_on: string, stays: readonly QuotedStay[]): Promise<void> {
  const refusals = await refusalsOf(
    tx,
    stays.map((stay) => ({ ...stay, channel: 'DIRECT', booked_on })),
  );
  const first = refusals.flat()[0];
  if (first) throw new DomainError('RESTRICTED', { ...first });
}
