/** The values of the new-booking form, what must be true of them, and the request they become. */
import type { NewBooking } from '@hostelry/contracts/reservations';
import { MOST_ROOMS_PER_BOOKING } from '@hostelry/contracts/reservations';
import type { TFunction } from 'i18next';
import type { Static } from 'typebox';
import { nightsBetween, type CalendarType } from '../rooms/nights.ts';

/** Rooms of one type in one plan, with the people who share them. */
export interface RoomsWish {
  room_type_id: string;
  rate_plan_id: string | null;
  quantity: number;
  adults: number;
  children: number;
}

export interface BookingValues extends RoomsWish {
  start_date: string;
  end_date: string;
  /** Rooms of further types or plans in the same booking, on the same nights. */
  more: RoomsWish[];
  name: string;
  email: string;
  phone: string;
  company_id: string | null;
  arrival_time: string;
  notes: string;
  /** For how many hours the rooms are only held; null books them. */
  option_hours: number | null;
  override: boolean;
}

/** All rooms of the form, line by line. */
export const linesOf = ({
  room_type_id,
  rate_plan_id,
  quantity,
  adults,
  children,
  more,
}: BookingValues): RoomsWish[] => [{ room_type_id, rate_plan_id, quantity, adults, children }, ...more];

/** Rooms of a type that are wanted on all lines together. */
export const wantedOf = (values: BookingValues, room_type_id: string): number =>
  linesOf(values).reduce((sum, line) => sum + (line.room_type_id === room_type_id ? line.quantity : 0), 0);

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
  types: readonly CalendarType[],
  t: TFunction<'reservations'>,
): BookingErrors {
  const found: BookingErrors = {};
  const lines = linesOf(values);
  if (lines.some((line) => !types.some(({ id }) => id === line.room_type_id)))
    found.room_type_id = t('form.choose_type');
  if (nightsBetween(values.start_date, values.end_date) < 1) found.end_date = t('form.end_after_start');
  const rooms = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  if (!(values.quantity >= 1 && rooms <= MOST_ROOMS_PER_BOOKING))
    found.quantity = t('form.rooms_range', { most: MOST_ROOMS_PER_BOOKING });
  lines.forEach((line, index) => {
    const beds = (types.find(({ id }) => id === line.room_type_id)?.max_occupancy ?? Infinity) * line.quantity;
    if (line.adults + line.children > beds)
      found[index === 0 ? 'adults' : (`more.${index - 1}.adults` as never)] = t('form.too_many', { count: beds });
  });
  if (!values.name.trim()) found.name = t('form.name_needed');
  if (values.email && !EMAIL.test(values.email.trim())) found.email = t('form.email_wrong');
  if (values.phone && !PHONE.test(values.phone.trim())) found.phone = t('form.phone_wrong');
  return found;
}

/** So many heads over so many rooms, as evenly as they go, nobody left out. */
export const spread = (heads: number, rooms: number): number[] =>
  Array.from({ length: rooms }, (_, room) => Math.floor(heads / rooms) + (room < heads % rooms ? 1 : 0));

const HOUR_MS = 3_600_000;

/** The request; what was left empty is left out. Rooms that differ go one by one. */
export function requestOf(values: BookingValues, now: Date): Static<typeof NewBooking> {
  const { start_date, end_date, name, email, phone, company_id, arrival_time, notes, option_hours, override } = values;
  return {
    start_date,
    end_date,
    ...(values.more.length > 0 ? { rooms: linesOf(values).flatMap(roomsOf) } : partyOf(values)),
    guest: {
      name: name.trim(),
      ...(email.trim() ? { email: email.trim() } : {}),
      ...(phone.trim() ? { phone: phone.trim() } : {}),
    },
    ...(company_id ? { company_id } : {}),
    ...(arrival_time ? { arrival_time } : {}),
    ...(notes.trim() ? { notes: notes.trim() } : {}),
    ...(option_hours ? { option_expires_at: new Date(now.getTime() + option_hours * HOUR_MS).toISOString() } : {}),
    ...(override ? { override_restrictions: true } : {}),
  };
}

const partyOf = ({ room_type_id, rate_plan_id, quantity, adults, children }: RoomsWish) => ({
  room_type_id,
  quantity,
  adults,
  children,
  ...(rate_plan_id ? { rate_plan_id } : {}),
});

function roomsOf({ room_type_id, rate_plan_id, quantity, adults, children }: RoomsWish) {
  const [grown, young] = [spread(adults, quantity), spread(children, quantity)];
  return grown.map((heads, room) => ({
    room_type_id,
    ...(rate_plan_id ? { rate_plan_id } : {}),
    adults: Math.max(1, heads),
    children: young[room]!,
  }));
}

/** The form's field for a field of the request: `guest.email` is `email`, and so is `/guest/email`. */
export const fieldOf = (path: string): string =>
  path
    .replace(/^\//, '')
    .replaceAll('/', '.')
    .replace(/^guest\./, '');
