import { sql, type RawBuilder } from 'kysely';

export interface GuestToAdd {
  id: string;
  outlet_id: string;
  name: string;
  email: string | null;
  phone: string | null;
}

/** Writes guest profiles. It is a piece of a statement, so that a booking and its guest are written in one round trip. */
export function addGuests(tenant_id: string, guests: readonly GuestToAdd[], now: string): RawBuilder<unknown> {
  return sql`
    insert into guests.guests (tenant_id, id, outlet_id, name, email, phone, created_at, updated_at)
    select ${tenant_id}, g.id, g.outlet_id, g.name, g.email, g.phone, ${now}, ${now}
    from unnest(${guests.map((guest) => guest.id)}::uuid[], ${guests.map((guest) => guest.outlet_id)}::uuid[],
                ${guests.map((guest) => guest.name)}::text[], ${guests.map((guest) => guest.email)}::text[],
                ${guests.map((guest) => guest.phone)}::text[]) as g(id, outlet_id, name, email, phone)`;
}
