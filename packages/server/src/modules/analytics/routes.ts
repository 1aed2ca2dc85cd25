import {
  Body,
  CivilDate,
  DailyMetrics,
  DailyRevenue,
  FIGURE_DEFINITIONS,
  FiguresQuery,
  FiguresReport,
  HotelSummary,
  Id,
  PaceQuery,
  PaceRow,
  PickupQuery,
  PickupRow,
  SummaryQuery,
  type OutletShape,
} from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize, may } from '../../platform/actor.ts';
import { daysBetween } from '../../platform/clock.ts';
import { badField, DomainError, found } from '../../platform/errors.ts';
import { toCsv } from '../../platform/http/list.ts';
import { FileReply, read, type Route } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/transaction.ts';
import { allOutlets, findOutlet } from '../outlets/index.ts';
import { countsBy, paceOf, pickupOf, type Period } from './queries.ts';
import { figuresOf } from './rules.ts';

const MOST_DAYS = 3_700;
const USUAL = { deduct_out_of_order: false, include_complimentary: true };

/** The hotel of the question: 404 where there is none, 403 where its figures are not this person's to see. */
async function hotelOf(tx: Tx, outlet_id: string): Promise<OutletShape> {
  const outlet = found(await findOutlet(tx, outlet_id));
  authorize(tx.actor, 'figures.read', outlet.id);
  return outlet;
}

function expectPeriod({ from, to }: { from: string; to: string }): void {
  if (to < from) throw badField('to', 'must not be before from');
  if (daysBetween(from, to) > MOST_DAYS) throw badField('to', `must be within ${MOST_DAYS} days of from`);
}

const totalOf = async (tx: Tx, period: Period, settings = USUAL) =>
  figuresOf((await countsBy(tx, period, 'none', settings))[0] ?? NOTHING);

const NOTHING = {
  rooms_available: 0,
  rooms_sold: 0,
  room_revenue_minor: 0,
  bookings: 0,
  cancelled: 0,
  no_shows: 0,
  stays: 0,
  stay_nights: 0,
  lead_days: 0,
  lead_time_median: null,
};

async function figuresReport(tx: Tx, query: FiguresQuery): Promise<FiguresReport> {
  const outlet = await hotelOf(tx, query.outlet_id);
  expectPeriod(query);
  const { group_by = 'none', from, to } = query;
  const settings = {
    deduct_out_of_order: query.deduct_out_of_order ?? USUAL.deduct_out_of_order,
    include_complimentary: query.include_complimentary ?? USUAL.include_complimentary,
  };
  const period = { outlet_id: outlet.id, from, to };
  const parts = group_by === 'none' ? [] : await countsBy(tx, period, group_by, settings);
  return {
    ...period,
    currency: outlet.currency,
    business_date: outlet.business_date,
    group_by,
    settings,
    total: await totalOf(tx, period, settings),
    rows: parts.map(({ key, ...counts }) => ({ key, ...figuresOf(counts) })),
    definitions: FIGURE_DEFINITIONS,
  };
}

export const routes: readonly Route[] = [
  read({
    path: '/analytics/hotel',
    summary: 'Occupancy, rates, revenue per room, lead time and cancellations of a hotel, each with its definition',
    permission: 'figures.read',
    query: FiguresQuery,
    reply: FiguresReport,
    run: async ({ tx, query }) => {
      const report = await figuresReport(tx, query);
      if (query.format !== 'csv') return report;
      const rows = report.rows.length > 0 ? report.rows : [{ key: '', ...report.total }];
      return new FileReply(toCsv(rows), 'text/csv; charset=utf-8', `figures-${report.from}-${report.to}.csv`);
    },
  }),
  read({
    path: '/analytics/daily-metrics',
    summary: 'The figures of one day of a hotel; of its open business day unless said',
    permission: 'figures.read',
    query: Body({ outlet_id: Id, date: Type.Optional(CivilDate) }),
    reply: DailyMetrics,
    run: async ({ tx, query }) => {
      const { id, currency, business_date } = await hotelOf(tx, query.outlet_id);
      const date = query.date ?? business_date;
      return { outlet_id: id, date, currency, figures: await totalOf(tx, { outlet_id: id, from: date, to: date }) };
    },
  }),
  read({
    path: '/analytics/revenue',
    summary: 'Rooms sold and room revenue of each day',
    permission: 'figures.read',
    query: Body({ outlet_id: Id, from: CivilDate, to: CivilDate }),
    reply: Type.Array(DailyRevenue),
    run: async ({ tx, query }) => {
      const outlet = await hotelOf(tx, query.outlet_id);
      expectPeriod(query);
      const counts = await countsBy(tx, { ...query, outlet_id: outlet.id }, 'day', USUAL);
      return counts.map(({ key, rooms_sold, room_revenue_minor }) => ({ date: key, rooms_sold, room_revenue_minor }));
    },
  }),
  read({
    path: '/analytics/pickup',
    summary: 'How the books of each night changed between two days',
    permission: 'figures.read',
    query: PickupQuery,
    reply: Type.Array(PickupRow),
    run: async ({ tx, query }) => {
      const outlet = await hotelOf(tx, query.outlet_id);
      expectPeriod(query);
      if (query.until < query.since) throw badField('until', 'must not be before since');
      return pickupOf(tx, { outlet_id: outlet.id, from: query.from, to: query.to }, query.since, query.until);
    },
  }),
  read({
    path: '/analytics/pace',
    summary: 'What is on the books for each night, beside a year before seen equally early',
    permission: 'figures.read',
    query: PaceQuery,
    reply: Type.Array(PaceRow),
    run: async ({ tx, query }) => {
      const outlet = await hotelOf(tx, query.outlet_id);
      expectPeriod(query);
      return paceOf(tx, { outlet_id: outlet.id, from: query.from, to: query.to }, query.as_of ?? outlet.business_date);
    },
  }),
  read({
    path: '/dashboard/summary',
    summary: 'Every hotel at a glance: the figures of a period, or of each open business day',
    permission: 'figures.read',
    query: SummaryQuery,
    reply: Type.Array(HotelSummary),
    run: async ({ tx, query }) => {
      if (query.merchant_id && query.merchant_id !== tx.tenant_id) throw new DomainError('NOT_FOUND');
      const hotels = query.outlet_id ? [await hotelOf(tx, query.outlet_id)] : await hotelsOf(tx);
      const summaries = [];
      for (const { id, name, currency, business_date } of hotels) {
        const { from = business_date, to = from } = query;
        expectPeriod({ from, to });
        const figures = await totalOf(tx, { outlet_id: id, from, to });
        summaries.push({ outlet_id: id, name, currency, from, to, figures });
      }
      return summaries;
    },
  }),
];

async function hotelsOf(tx: Tx): Promise<OutletShape[]> {
  return (await allOutlets(tx)).filter(({ id, kind }) => kind === 'HOTEL' && may(tx.actor, 'figures.read', id));
}
