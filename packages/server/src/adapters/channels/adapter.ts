/** What a travel agent's system must be able to do for us; each such system is one file beside this. */
export interface ChannelAdapter {
  pushAvailability(updates: readonly AvailabilityUpdate[]): Promise<void>;
  pushRates(updates: readonly RateUpdate[]): Promise<void>;
  pushRestrictions(updates: readonly RestrictionUpdate[]): Promise<void>;
  /** What was booked, changed and cancelled and not acknowledged yet, oldest first; each as it was told. */
  pullRevisions(cursor: string | null): Promise<RevisionPage>;
  /** Says that these were kept, so that they are not told again. */
  acknowledge(revisions: readonly { booking_id: string; revision: number }[]): Promise<void>;
}

/** A stretch of nights, up to and without its end, that has one value. */
interface Stretch {
  room_id: string;
  start_date: string;
  end_date: string;
}

export interface AvailabilityUpdate extends Stretch {
  available: number;
}

export interface RateUpdate extends Stretch {
  rate_id: string;
  currency: string;
  /** Null: not for sale, because the plan has no price. */
  price_minor: number | null;
}

export interface RestrictionUpdate extends Stretch {
  rate_id: string;
  /** Every rule that counts in the stretch; what is not named does not. */
  rules: Record<string, number>;
}

export interface RevisionPage {
  revisions: unknown[];
  cursor: string | null;
  more: boolean;
}
