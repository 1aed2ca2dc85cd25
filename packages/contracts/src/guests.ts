import { Type } from 'typebox';
import { Body, Id, Instant, Name, Nullable } from './envelope.ts';

/** The people who stay. */

export const GuestEmail = Type.String({ format: 'email', maxLength: 254 });
export const GuestPhone = Type.String({ minLength: 3, maxLength: 40, pattern: '^[+0-9 ()./-]+$' });

export const Guest = Type.Object({
  id: Id,
  outlet_id: Id,
  name: Type.String(),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  version: Type.Integer(),
  created_at: Instant,
  updated_at: Instant,
});

/** A guest as a booking names one. */
export const NewGuest = Body({ name: Name, email: Type.Optional(GuestEmail), phone: Type.Optional(GuestPhone) });

export const GuestChange = Body({
  name: Type.Optional(Name),
  email: Type.Optional(Nullable(GuestEmail)),
  phone: Type.Optional(Nullable(GuestPhone)),
  version: Type.Optional(Type.Integer({ minimum: 1 })),
});
