/**
 * The stays that folios are of belong to a higher module. It tells once where they are: a subquery with reservation_id,
 * block_id, status, confirmation_code, room_number, start_date and end_date.
 */
let cards = `(select null::uuid as reservation_id, null::uuid as block_id, null::text as status, null::text as confirmation_code,
  null::text as room_number, null::date as start_date, null::date as end_date where false)`;

/** Tells folios where the stays are. */
export function provideStays(subquery: string): void {
  cards = subquery;
}

/** The stays, asked for when a statement is made: by then everybody has told. */
export const stayCards = (): string => cards;
