/** The values of the new-booking form, what must be true of them, and the request they become. */
import type { NewBooking } from '@hostelry/contracts/reservations';
import { MOST_ROOMS_PER_BOOKING } from '@hostelry/contracts/reservations';
import type { TFunction } from 'i18next';
import type { Static } from 'typebox';
import { nightsBetween, type CalendarType } from '../rooms/nights.ts';
import type { RatePlanRow } from './queries.ts';

export interface BookingValues {
  room_type_id: string;
  start_date: string;
  end_date: string;
  quantity: number;
  adults: number;
  children: number;
  rate_plan_id: string | null;
  name: string;
  email: string;
  phone: string;
}

/** What somebody already chose: nights, and perhaps a room type. */
export interface StayWish {
  room_type_id?: string;
  start_date: string;
  end_date: string;
}

export type BookingErrors = Partial<Record<keyof BookingValues, string>>;

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PHONE = /^[+0-9 ()./-]{3,40}$/;

/** What is wrong with the values, by field; the server checks the same and more. */
export function complaints(
  values: BookingValues,
  type: CalendarType | undefined,
  t: TFunction<'reservations'>,
): BookingErrors {
  const found: BookingErrors = {};
  if (!type) found.room_type_id = t('form.choose_type');
  if (nightsBetween(values.start_date, values.end_date) < 1) found.end_date = t('form.end_after_start');
  if (!(values.quantity >= 1 && values.quantity <= MOST_ROOMS_PER_BOOKING))
    found.quantity = t('form.rooms_range', { most: MOST_ROOMS_PER_BOOKING });
  const beds = (type?.max_occupancy ?? Infinity) * values.quantity;
  if (values.adults + values.children > beds) found.adults = t('form.too_many', { count: beds });
  if (!values.name.trim()) found.name = t('form.name_needed');
  if (values.email && !EMAIL.test(values.email.trim())) found.email = t('form.email_wrong');
  if (values.phone && !PHONE.test(values.phone.trim())) found.phone = t('form.phone_wrong');
  return found;
}

/** The request; texts that were left empty are left out. */
export function requestOf(values: BookingValues): Static<typeof NewBooking> {
  const { name, email, phone, rate_plan_id, ...stay } = values;
  return {
    ...stay,
    ...(rate_plan_id ? { rate_plan_id } : {}),
    guest: {
      name: name.trim(),
      ...(email.trim() ? { email: email.trim() } : {}),
      ...(phone.trim() ? { phone: phone.trim() } : {}),
    },
  };
}

/** The form's field for a field of the request: `guest.email` is `email`, and so is `/guest/email`. */
export const fieldOf = (path: string): string =>
  path
    .replace(/^\//, '')
    .replaceAll('/', '.')
    .replace(/^guest\./, '');

/** The nightly price of a type in a plan; null where the plan has none. */
export const priceOf = (plan: RatePlanRow | undefined, room_type_id: string): number | null =>
  plan?.prices.find((price) => price.room_type_id === room_type_id)?.price_minor ?? null;
