import type { AvailabilityUpdate, RateUpdate, RestrictionUpdate } from '../../../adapters/channels/adapter.ts';
import { addDays } from '../../../platform/clock.ts';

export type Kind = 'AVAILABILITY' | 'RATE' | 'RESTRICTION';

/** What is so on one night, as a text that can be compared with what was told before. */
export interface NightValue {
  kind: Kind;
  room_id: string;
  /** Empty for availability, which belongs to the room. */
  rate_id: string;
  date: string;
  value: string;
}

export const nightOf = ({ kind, room_id, rate_id, date }: Omit<NightValue, 'value'>) =>
  `${kind}\n${room_id}\n${rate_id}\n${date}`;

/** What must be told: the nights whose value is another than the channel heard last. */
export function untold(values: readonly NightValue[], told: ReadonlyMap<string, string>): NightValue[] {
  return values.filter((each) => told.get(nightOf(each)) !== each.value);
}

/** Values of one kind that are told in one request, with the nights that they are about. */
export interface Batch {
  kind: Kind;
  stretches: (NightValue & { end_date: string })[];
  nights: NightValue[];
}

/** Neighbouring nights of one value become one stretch, and stretches are told so many at a time. */
export function batchesOf(values: readonly NightValue[], most: number): Batch[] {
  const batches: Batch[] = [];
  const sorted = [...values].sort((a, b) => (nightOf(a) < nightOf(b) ? -1 : 1));
  for (const night of sorted) {
    let batch = batches.at(-1);
    const last = batch?.stretches.at(-1);
    const goes_on =
      last?.kind === night.kind &&
      last.room_id === night.room_id &&
      last.rate_id === night.rate_id &&
      last.end_date === night.date &&
      last.value === night.value;
    if (goes_on) last.end_date = addDays(night.date, 1);
    else {
      if (!batch || batch.kind !== night.kind || batch.stretches.length >= most) {
        batch = { kind: night.kind, stretches: [], nights: [] };
        batches.push(batch);
      }
      batch.stretches.push({ ...night, end_date: addDays(night.date, 1) });
    }
    batch!.nights.push(night);
  }
  return batches;
}

type Stretches = Batch['stretches'];

export const availabilityOf = (stretches: Stretches): AvailabilityUpdate[] =>
  stretches.map(({ room_id, date, end_date, value }) => ({
    room_id,
    start_date: date,
    end_date,
    available: Number(value),
  }));

export const ratesOf = (stretches: Stretches): RateUpdate[] =>
  stretches.map(({ room_id, rate_id, date, end_date, value }) => {
    const [currency, price] = value.split(' ') as [string, string];
    const price_minor = price === '-' ? null : Number(price);
    return { room_id, rate_id, start_date: date, end_date, currency, price_minor };
  });

export const restrictionsOf = (stretches: Stretches): RestrictionUpdate[] =>
  stretches.map(({ room_id, rate_id, date, end_date, value }) => ({
    room_id,
    rate_id,
    start_date: date,
    end_date,
    rules: JSON.parse(value) as Record<string, number>,
  }));
