import { Type, type TSchema } from 'typebox';

/** The shapes that every reply of the API shares. */

export const Id = Type.String({ format: 'uuid', description: 'UUIDv7' });
export const IdParams = Type.Object({ id: Id });
export const CivilDate = Type.String({ format: 'date', description: 'A civil date, YYYY-MM-DD' });
export const Instant = Type.String({ format: 'date-time', description: 'An instant in UTC, ISO 8601' });
export const WallTime = Type.String({
  pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
  description: 'On the property’s wall clock',
});
export const MinorUnits = Type.Integer({ description: 'Money in the currency’s minor unit' });
export const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' });
export const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' });
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const OneOf = <const T extends readonly string[]>(values: T, options: { description?: string } = {}) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...options });

/** A request body: unknown fields are refused, so a misspelt name is never silently ignored. */
export const Body = <P extends Parameters<typeof Type.Object>[0]>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

export const ErrorReply = Type.Object({
  ok: Type.Literal(false),
  error: Type.Object({
    code: Type.String(),
    message: Type.String(),
    details: Type.Optional(Type.Unknown()),
    request_id: Type.String(),
  }),
});

export const Page = Type.Object({
  next_cursor: Nullable(Type.String()),
  total: Type.Integer({ description: 'Rows that fit the filter, counted up to 10,000' }),
});
