import { Type } from 'typebox';
import { Body, CivilDate, Id, Nullable, OneOf } from './envelope.ts';

export const TRACE_DEPARTMENTS = ['FRONT_DESK', 'HOUSEKEEPING', 'MAINTENANCE', 'KITCHEN', 'SALES', 'ACCOUNTS'] as const;

/** Something that a department is to do for a booking on a date. */
export const Trace = Type.Object({
  id: Id,
  outlet_id: Id,
  booking_id: Id,
  confirmation_code: Type.String(),
  guest_name: Nullable(Type.String()),
  date: CivilDate,
  department: OneOf(TRACE_DEPARTMENTS),
  text: Type.String(),
  is_done: Type.Boolean(),
  version: Type.Integer(),
});

export const NewTrace = Body({
  date: CivilDate,
  department: OneOf(TRACE_DEPARTMENTS),
  text: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
});
