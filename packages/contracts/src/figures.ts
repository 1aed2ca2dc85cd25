import { Type, type Static } from 'typebox';
import { Body, CivilDate, Id, OneOf } from './envelope.ts';

/** By what the figures of a hotel can be told apart. */
export const FIGURE_DIMENSIONS = ['none', 'day', 'month', 'room_type', 'rate_plan', 'channel', 'segment'] as const;
export type FigureDimension = (typeof FIGURE_DIMENSIONS)[number];

/** The definitions, as they stand beside every figure. */
export const FIGURE_DEFINITIONS = {
  rooms_available: 'Room nights that could be sold: physical rooms, less those out of order where that is set.',
  rooms_sold: 'Room nights sold to guests who are expected, in house or gone. Cancellations and no-shows are left out.',
  room_revenue_minor: 'The nightly prices of the rooms sold, as booked, without taxes and fees that come on top.',
  occupancy: 'Rooms sold ÷ rooms available.',
  adr_minor: 'Average daily rate: room revenue ÷ rooms sold.',
  revpar_minor: 'Revenue per available room: room revenue ÷ rooms available = occupancy × average daily rate.',
  bookings: 'Rooms booked to arrive in the period, whatever became of them.',
  alos: 'Average length of stay: nights ÷ stays of those who arrive in the period.',
  lead_time_mean: 'Days from booking to arrival, averaged over all rooms booked to arrive in the period.',
  lead_time_median: 'The middle value of the days from booking to arrival.',
  cancellation_rate: 'Cancelled ÷ booked, of those arriving in the period.',
  no_show_rate: 'No-shows ÷ (booked − cancelled), of those arriving in the period.',
  no_show_share: 'No-shows ÷ booked, of those arriving in the period.',
  pickup: 'On the books at the end of the later day − on the books at the end of the earlier day.',
  pace: 'On the books now, beside what was on the books 364 days earlier for the same weekdays a year before.',
} as const;

const Ratio = Type.Union([Type.Number(), Type.Null()]);
const Amount = Type.Union([Type.Integer(), Type.Null()]);

const FIGURE_FIELDS = {
  rooms_available: Type.Integer(),
  rooms_sold: Type.Integer(),
  room_revenue_minor: Type.Integer(),
  bookings: Type.Integer(),
  cancelled: Type.Integer(),
  no_shows: Type.Integer(),
  stays: Type.Integer(),
  stay_nights: Type.Integer(),
  lead_days: Type.Integer(),
  lead_time_median: Ratio,
  occupancy: Ratio,
  adr_minor: Amount,
  revpar_minor: Amount,
  alos: Ratio,
  lead_time_mean: Ratio,
  cancellation_rate: Ratio,
  no_show_rate: Ratio,
  no_show_share: Ratio,
} as const;

/** The figures of a hotel over a period, or over one part of it. */
export const Figures = Type.Object(FIGURE_FIELDS);
export type Figures = Static<typeof Figures>;

export const FigureRow = Type.Object({ key: Type.String(), ...FIGURE_FIELDS });
export type FigureRow = Static<typeof FigureRow>;

const Flag = Type.Optional(Type.Boolean());

export const FigureSettings = Type.Object({
  deduct_out_of_order: Type.Boolean(),
  include_complimentary: Type.Boolean(),
});
export type FigureSettings = Static<typeof FigureSettings>;

export const FiguresQuery = Body({
  outlet_id: Id,
  from: CivilDate,
  to: CivilDate,
  group_by: Type.Optional(OneOf(FIGURE_DIMENSIONS)),
  deduct_out_of_order: Flag,
  include_complimentary: Flag,
  format: Type.Optional(OneOf(['json', 'csv'] as const)),
});
export type FiguresQuery = Static<typeof FiguresQuery>;

export const FiguresReport = Type.Object({
  outlet_id: Id,
  currency: Type.String(),
  business_date: CivilDate,
  from: CivilDate,
  to: CivilDate,
  group_by: OneOf(FIGURE_DIMENSIONS),
  settings: FigureSettings,
  total: Figures,
  rows: Type.Array(FigureRow),
  definitions: Type.Record(Type.String(), Type.String()),
});
export type FiguresReport = Static<typeof FiguresReport>;

export const DailyMetrics = Type.Object({ outlet_id: Id, date: CivilDate, currency: Type.String(), figures: Figures });

export const DailyRevenue = Type.Object({
  date: CivilDate,
  rooms_sold: Type.Integer(),
  room_revenue_minor: Type.Integer(),
});

export const PickupQuery = Body({ outlet_id: Id, from: CivilDate, to: CivilDate, since: CivilDate, until: CivilDate });
export const PickupRow = Type.Object({
  date: CivilDate,
  rooms_before: Type.Integer(),
  rooms_after: Type.Integer(),
  rooms_pickup: Type.Integer(),
  revenue_before_minor: Type.Integer(),
  revenue_after_minor: Type.Integer(),
  revenue_pickup_minor: Type.Integer(),
});
export type PickupRow = Static<typeof PickupRow>;

export const PaceQuery = Body({ outlet_id: Id, from: CivilDate, to: CivilDate, as_of: Type.Optional(CivilDate) });
export const PaceRow = Type.Object({
  date: CivilDate,
  rooms: Type.Integer(),
  revenue_minor: Type.Integer(),
  rooms_last_year: Type.Integer(),
  revenue_last_year_minor: Type.Integer(),
});
export type PaceRow = Static<typeof PaceRow>;

export const SummaryQuery = Body({
  from: Type.Optional(CivilDate),
  to: Type.Optional(CivilDate),
  outlet_id: Type.Optional(Id),
  merchant_id: Type.Optional(Id),
});
export const HotelSummary = Type.Object({
  outlet_id: Id,
  name: Type.String(),
  currency: Type.String(),
  from: CivilDate,
  to: CivilDate,
  figures: Figures,
});
