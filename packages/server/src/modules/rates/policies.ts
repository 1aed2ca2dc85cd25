import type { CancellationCharge } from '@hostelry/contracts';
import { addDays } from '../../platform/clock.ts';
import { scaleHalfUp } from '../../platform/money.ts';
import { stayTotal } from './rules.ts';

/** What was agreed about not coming; frozen in the booking. */
export interface CancellationTerms {
  code: string;
  name: string;
  free_until_days: number | null;
  free_until_hour: number;
  late_charge: CancellationCharge;
  late_charge_bp: number;
  no_show_charge: CancellationCharge;
  no_show_charge_bp: number;
}

/** The last moment of free cancellation on the property's own wall clock, as `YYYY-MM-DDTHH:00`; null: never free. */
export function freeUntil(terms: CancellationTerms, start_date: string): string | null {
  if (terms.free_until_days === null) return null;
  const hour = String(terms.free_until_hour).padStart(2, '0');
  return `${addDays(start_date, -terms.free_until_days)}T${hour}:00`;
}

/** What cancelling costs at a moment of the property's wall clock (`YYYY-MM-DDTHH:MM`). No terms: nothing. */
export function cancellationFee(
  terms: CancellationTerms | null,
  stay: { start_date: string; nightly_minor: readonly number[] },
  local_now: string,
): number {
  if (!terms) return 0;
  const free_until = freeUntil(terms, stay.start_date);
  if (free_until !== null && local_now <= free_until) return 0;
  return charge(terms.late_charge, terms.late_charge_bp, stay.nightly_minor);
}

/** What not coming costs. */
export function noShowFee(terms: CancellationTerms | null, nightly_minor: readonly number[]): number {
  return terms ? charge(terms.no_show_charge, terms.no_show_charge_bp, nightly_minor) : 0;
}

function charge(kind: CancellationCharge, rate_bp: number, nightly_minor: readonly number[]): number {
  switch (kind) {
    case 'NONE':
      return 0;
    case 'FIRST_NIGHT':
      return nightly_minor[0] ?? 0;
    case 'PERCENT':
      return scaleHalfUp(stayTotal(nightly_minor), rate_bp, 10_000);
    case 'ALL':
      return stayTotal(nightly_minor);
  }
}
