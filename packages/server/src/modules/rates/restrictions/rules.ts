import { RESTRICTION_LEVELS, type RestrictionLevel, type RestrictionRule } from '@hostelry/contracts';
import { daysBetween, nightsOf } from '../../../platform/clock.ts';
import { DomainError } from '../../../platform/errors.ts';

/** A stay as far as restrictions care. */
export interface RestrictedStay {
  start_date: string;
  end_date: string;
  /** The business date on which it is sold. */
  booked_on: string;
}

/** One restriction that applies to the stay's type, plan and channel, or to broader things that they belong to. */
export interface AppliedRestriction {
  date: string;
  rule: RestrictionRule;
  value: number;
  room_type_id: string | null;
  rate_plan_id: string | null;
  channel: string | null;
}

export interface Refusal {
  rule: RestrictionRule;
  date: string;
  level: RestrictionLevel;
  value: number;
}

/** How far a restriction reaches. */
export function levelOf({
  room_type_id,
  rate_plan_id,
}: Pick<AppliedRestriction, 'room_type_id' | 'rate_plan_id'>): RestrictionLevel {
  if (room_type_id && rate_plan_id) return 'TYPE_PLAN';
  if (rate_plan_id) return 'PLAN';
  return room_type_id ? 'TYPE' : 'HOUSE';
}

/** Type with plan beats plan beats type beats house; on one level, what names the channel beats what does not. */
function specificity(restriction: AppliedRestriction): number {
  return RESTRICTION_LEVELS.indexOf(levelOf(restriction)) * 2 + (restriction.channel ? 1 : 0);
}

/** Of several restrictions of one rule on one date, the one that counts. */
export function mostSpecific<T extends AppliedRestriction>(restrictions: readonly T[]): T | undefined {
  return restrictions.reduce<T | undefined>(
    (best, each) => (best && specificity(best) >= specificity(each) ? best : each),
    undefined,
  );
}

interface Question {
  /** On which dates the rule is asked. */
  dates(stay: RestrictedStay): readonly string[];
  /** Whether a value other than 0 refuses the stay. */
  refuses(value: number, stay: RestrictedStay): boolean;
  /** What a receptionist tells the guest. */
  sentence(refusal: Refusal): string;
}

const arrival = (stay: RestrictedStay) => [stay.start_date];
const eachNight = (stay: RestrictedStay) => nightsOf(stay.start_date, stay.end_date);
const nights = (stay: RestrictedStay) => daysBetween(stay.start_date, stay.end_date);
const advance = (stay: RestrictedStay) => daysBetween(stay.booked_on, stay.start_date);

const QUESTIONS: Readonly<Record<RestrictionRule, Question>> = {
  STOP_SELL: {
    dates: eachNight,
    refuses: () => true,
    sentence: ({ date }) => `The night of ${date} is closed to sale.`,
  },
  CLOSED_TO_ARRIVAL: {
    dates: arrival,
    refuses: () => true,
    sentence: ({ date }) => `No guest may arrive on ${date}.`,
  },
  CLOSED_TO_DEPARTURE: {
    dates: (stay) => [stay.end_date],
    refuses: () => true,
    sentence: ({ date }) => `No guest may leave on ${date}.`,
  },
  MIN_STAY_ARRIVAL: {
    dates: arrival,
    refuses: (value, stay) => nights(stay) < value,
    sentence: ({ date, value }) => `Who arrives on ${date} stays at least ${value} nights.`,
  },
  MAX_STAY_ARRIVAL: {
    dates: arrival,
    refuses: (value, stay) => nights(stay) > value,
    sentence: ({ date, value }) => `Who arrives on ${date} stays at most ${value} nights.`,
  },
  MIN_STAY_THROUGH: {
    dates: eachNight,
    refuses: (value, stay) => nights(stay) < value,
    sentence: ({ date, value }) => `A stay over the night of ${date} has at least ${value} nights.`,
  },
  MAX_STAY_THROUGH: {
    dates: eachNight,
    refuses: (value, stay) => nights(stay) > value,
    sentence: ({ date, value }) => `A stay over the night of ${date} has at most ${value} nights.`,
  },
  MIN_ADVANCE: {
    dates: arrival,
    refuses: (value, stay) => advance(stay) < value,
    sentence: ({ date, value }) => `Arrivals on ${date} are sold at least ${value} days before.`,
  },
  MAX_ADVANCE: {
    dates: arrival,
    refuses: (value, stay) => advance(stay) > value,
    sentence: ({ date, value }) => `Arrivals on ${date} are sold at most ${value} days before.`,
  },
};

/** Every rule and date that refuses the stay (R12), first the earliest date, then the order of the rules. */
export function refusalsIn(stay: RestrictedStay, restrictions: readonly AppliedRestriction[]): Refusal[] {
  if (restrictions.length === 0) return [];
  const refusals = (Object.keys(QUESTIONS) as RestrictionRule[]).flatMap((rule) =>
    QUESTIONS[rule].dates(stay).flatMap((date) => {
      const counts = mostSpecific(restrictions.filter((each) => each.rule === rule && each.date === date));
      if (!counts || counts.value === 0 || !QUESTIONS[rule].refuses(counts.value, stay)) return [];
      return [{ rule, date, level: levelOf(counts), value: counts.value }];
    }),
  );
  return refusals.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Refuses a stay that a restriction closes, naming the first rule and date (R12). */
export function expectUnrestricted(stay: RestrictedStay, restrictions: readonly AppliedRestriction[]): void {
  const [first] = refusalsIn(stay, restrictions);
  if (first) throw new DomainError('RESTRICTED', { ...first }, QUESTIONS[first.rule].sentence(first));
}
