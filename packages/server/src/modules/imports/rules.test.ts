import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COLUMNS, MONTHS, type Column, type Row } from './hotel-bookings/columns.ts';
import { readRow } from './hotel-bookings/rules.ts';

const GOOD: Row = {
  hotel: 'City Hotel',
  is_canceled: '0',
  lead_time: '10',
  arrival_date_year: '2016',
  arrival_date_month: 'February',
  arrival_date_day_of_month: '28',
  stays_in_weekend_nights: '1',
  stays_in_week_nights: '2',
  adults: '2',
  children: '1',
  babies: '1',
  meal: 'HB',
  country: 'PRT',
  market_segment: 'Direct',
  distribution_channel: 'TA/TO',
  reserved_room_type: 'D',
  adr: '104.5',
  reservation_status: 'Check-Out',
  reservation_status_date: '2016-03-02',
};
const refusals = (change: Partial<Row>) =>
  readRow({ ...GOOD, ...change })
    .issues.filter((issue) => issue.severity === 'REFUSED')
    .map((issue) => issue.column_name);
const warnings = (change: Partial<Row>) => {
  const { stay, issues } = readRow({ ...GOOD, ...change });
  return [stay !== null, ...issues.map((issue) => `${issue.severity} ${issue.column_name}`)];
};

describe('a row', () => {
  it('is read into a stay: civil dates, exact money, one party', () => {
    expect(readRow(GOOD)).toEqual({
      issues: [],
      stay: {
        hotel: 'City Hotel',
        room_type_code: 'CITY-D',
        status: 'CHECKED_OUT',
        start_date: '2016-02-28',
        end_date: '2016-03-02',
        nights: 3,
        adults: 2,
        children: 2,
        price_minor: 10_450,
        booked_on: '2016-02-18',
        cancelled_on: null,
        channel: 'TA/TO',
        market_segment: 'Direct',
        country: 'PRT',
        meal_plan: 'HB',
      },
    });
  });

  it('ends as the file says', () => {
    expect(readRow({ ...GOOD, is_canceled: '1', reservation_status: 'Canceled' }).stay).toMatchObject({
      status: 'CANCELLED',
      cancelled_on: '2016-03-02',
    });
    expect(readRow({ ...GOOD, is_canceled: '1', reservation_status: 'No-Show' }).stay).toMatchObject({
      status: 'NO_SHOW',
      cancelled_on: null,
    });
    expect(readRow({ ...GOOD, stays_in_week_nights: '0', stays_in_weekend_nights: '0' }).stay).toMatchObject({
      nights: 0,
      start_date: '2016-02-28',
      end_date: '2016-02-28',
    });
    expect(
      readRow({ ...GOOD, meal: 'Undefined', country: 'NULL', distribution_channel: 'Undefined' }).stay,
    ).toMatchObject({ meal_plan: 'SC', country: null, channel: null });
  });

  it.each<[Partial<Row>, Column[]]>([
    [{ arrival_date_month: 'Febuary' }, ['arrival_date_month']],
    [{ arrival_date_day_of_month: '30' }, ['arrival_date_day_of_month']],
    [{ arrival_date_year: '0216' }, ['arrival_date_year']],
    [{ stays_in_week_nights: '' }, ['stays_in_week_nights']],
    [{ stays_in_week_nights: '-1' }, ['stays_in_week_nights']],
    [{ stays_in_weekend_nights: '1.5' }, ['stays_in_weekend_nights']],
    [{ stays_in_weekend_nights: '300', stays_in_week_nights: '300' }, ['stays_in_week_nights']],
    [{ hotel: 'city hotel' }, ['hotel']],
    [{ adr: '' }, ['adr']],
    [{ adr: '1e3' }, ['adr']],
    [{ reservation_status: 'Cancelled' }, ['reservation_status']],
    [{ is_canceled: '1' }, ['is_canceled']],
    [{ reservation_status_date: '2016-02-30' }, ['reservation_status_date']],
    [{ meal: 'Brunch' }, ['meal']],
    [{ reserved_room_type: '' }, ['reserved_room_type']],
    [{ adults: 'two', lead_time: 'NA' }, ['adults', 'lead_time']],
  ])('with %j is refused for it', (change, columns) => {
    expect(refusals(change).sort()).toEqual([...columns].sort());
    expect(readRow({ ...GOOD, ...change }).stay).toBeNull();
  });

  it('that is odd but possible is booked with a warning', () => {
    expect(warnings({ adults: '0', children: '0', babies: '0' })).toEqual([true, 'WARNING adults']);
    expect(warnings({ children: 'NA' })).toEqual([true, 'WARNING children']);
    expect(warnings({ adr: '-6.38' })).toEqual([true, 'WARNING adr']);
  });

  it('is refused or read, never half of both, whatever it holds', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        '',
        'NULL',
        'NA',
        '0',
        '1',
        '31',
        '2016',
        '-3',
        '2016-01-01',
        'City Hotel',
        'Check-Out',
        ...MONTHS,
      ),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...COLUMNS), cell), (change) => {
        const { stay, issues } = readRow({ ...GOOD, ...change });
        expect(stay === null).toBe(issues.some((issue) => issue.severity === 'REFUSED'));
        if (stay) expect(stay.end_date >= stay.start_date && Number.isSafeInteger(stay.price_minor)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
