/** A refused booking in the words of the front desk: which night, how many rooms. */
import type { TFunction } from 'i18next';
import { ApiError } from '../../app/api.ts';

export interface Refusal {
  code: 'SOLD_OUT' | 'NIGHTS_NOT_LOADED' | 'STAY_IN_PAST' | 'RESTRICTED';
  /** The rule that closes the stay to sale, and its number of nights or days. */
  rule?: string | null;
  value?: number | null;
  /** The night that blocked the stay, where the server names it. */
  date: string | null;
  /** Rooms left on that night. */
  available: number | null;
}

const CODES: readonly string[] = ['SOLD_OUT', 'NIGHTS_NOT_LOADED', 'STAY_IN_PAST', 'RESTRICTED'];

/** The refusal in an error, when the calendar is the reason for it. */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof ApiError) || !CODES.includes(error.code)) return null;
  const { date, available, rule, value } = error.details;
  return {
    code: error.code as Refusal['code'],
    rule: typeof rule === 'string' ? rule : null,
    value: typeof value === 'number' ? value : null,
    date: typeof date === 'string' ? date : null,
    available: typeof available === 'number' ? available : null,
  };
}

interface Wish {
  room_type: string;
  quantity: number;
}

/** The sentence for a refusal: “Double has 1 room left on Friday 27 November; 2 are wanted.” */
export function refusalText(
  t: TFunction<'reservations'>,
  locale: string,
  { code, date, available, rule, value }: Refusal,
  wish: Wish,
): string {
  const day =
    date &&
    new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
      new Date(date),
    );
  if (code === 'NIGHTS_NOT_LOADED') return day ? t('refusal.not_loaded', { day }) : t('refusal.not_loaded_any');
  if (code === 'STAY_IN_PAST') return t('refusal.past');
  if (code === 'RESTRICTED')
    return t(`refusal.restricted.${rule}` as never, {
      type: wish.room_type,
      day,
      count: value ?? 0,
      defaultValue: t('refusal.restricted.any'),
    });
  if (!day) return t('refusal.sold_out_any', { type: wish.room_type });
  if (!available || available <= 0) return t('refusal.sold_out', { type: wish.room_type, day });
  return t('refusal.short', { type: wish.room_type, day, count: available, wanted: wish.quantity });
}
