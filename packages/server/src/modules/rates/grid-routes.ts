import { DailyRatesChange, DailyRatesChanged, MOST_RATE_DAYS, RateGrid, RateGridQuery } from '@hostelry/contracts';
import { authorize } from '../../platform/actor.ts';
import { daysBetween, nightsOf } from '../../platform/clock.ts';
import { badField, found } from '../../platform/errors.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { setDailyRates } from './commands/set-daily-rates.ts';
import { priceFactsOfOutlets, type PriceFacts } from './facts.ts';
import { nightPriceIn } from './price-stay.ts';
import { findRatePlan } from './queries.ts';

export const gridRoutes: readonly Route[] = [
  read({
    path: '/daily-rates',
    summary: 'What every plan asks for every room type on every night',
    description: 'From `from` up to, and without, `to`. Derived plans show what follows from their root.',
    permission: 'rooms.read',
    query: RateGridQuery,
    reply: RateGrid,
    run: async ({ tx, query: { outlet_id, from, to } }) => {
      const days = daysBetween(from, to);
      if (days < 1) throw badField('to', 'must be after the first night');
      if (days > MOST_RATE_DAYS) throw badField('to', `must be within ${MOST_RATE_DAYS} nights of the first`);
      const [facts] = await priceFactsOfOutlets(tx, [outlet_id], { start_date: from, end_date: to });
      authorize(tx.actor, 'rooms.read', found(facts).outlet_id);
      return gridOf(facts!, from, to);
    },
  }),
  act({
    method: 'PUT',
    path: '/daily-rates',
    summary: 'Set or move the prices of a plan over a range of dates',
    description:
      'From start_date up to, and without, end_date, on the weekdays given. A plan that is derived from another refuses: its prices follow.',
    permission: 'rates.manage',
    body: DailyRatesChange,
    reply: DailyRatesChanged,
    run: async ({ tx, body }) => {
      const plan = found(await findRatePlan(tx, body.rate_plan_id));
      authorize(tx.actor, 'rates.manage', plan.outlet_id);
      return { nights: await setDailyRates(tx, plan, body) };
    },
  }),
];

function gridOf(facts: PriceFacts, from: string, to: string) {
  const dates = nightsOf(from, to);
  const daily = new Set(facts.daily_rates.map((one) => `${one.rate_plan_id} ${one.room_type_id} ${one.date}`));
  const nothing = { price_minor: null, single_minor: null, extra_adult_minor: null };
  return {
    outlet_id: facts.outlet_id,
    currency: facts.currency,
    business_date: facts.business_date,
    from,
    to,
    plans: facts.plans
      .filter((plan) => plan.is_active)
      .map((plan) => ({
        id: plan.id,
        code: plan.code,
        name: plan.name,
        parent_code: facts.plans.find((one) => one.id === plan.parent_plan_id)?.code ?? null,
        derivation: plan.derivation,
        derivation_value: plan.derivation_value,
        is_default: plan.is_default,
        room_types: facts.room_types.map(({ id, code, name }) => ({
          id,
          code,
          name,
          nights: dates.map((date) => ({
            date,
            ...(nightPriceIn(facts, plan, id, date) ?? nothing),
            is_daily: daily.has(`${plan.id} ${id} ${date}`),
          })),
        })),
      })),
  };
}
