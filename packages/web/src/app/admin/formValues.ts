/** Between a row of the API and the values of its form. */
import { minorDigits } from '../../ui/Numbers.tsx';
import type { AdminField, Row } from './entity.ts';

type Values = Record<string, unknown>;

const EMPTY: Partial<Record<NonNullable<AdminField['as']>, unknown>> = {
  choices: [],
  grants: [],
  yes_no: false,
  select: null,
  instant: null,
};

/** The values a form starts with. */
export function valuesOf(
  fields: readonly AdminField[],
  row: Row | null,
  decided: Record<string, string>,
  currency: string,
): Values {
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field, row, decided, currency)]));
}

function valueOf(field: AdminField, row: Row | null, decided: Record<string, string>, currency: string): unknown {
  const given = row ? row[field.name] : (decided[field.name] ?? field.initial);
  if (given === null || given === undefined) return EMPTY[field.as ?? 'text'] ?? '';
  return field.as === 'money' ? Number(given) / 10 ** minorDigits(currency) : given;
}

/** What the form sends: everything filled for a new row, only what changed for an old one. */
export function bodyOf(fields: readonly AdminField[], values: Values, row: Row | null, currency: string): Values {
  const before = row ? valuesOf(fields, row, {}, currency) : null;
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = values[field.name];
      const same = before && JSON.stringify(before[field.name]) === JSON.stringify(value);
      const sending = same ? undefined : sent(field, value, row !== null, currency);
      return sending === undefined ? [] : [[field.name, sending]];
    }),
  );
}

/** The value as the API takes it; undefined leaves the field out. */
function sent(field: AdminField, value: unknown, editing: boolean, currency: string): unknown {
  const as = field.as ?? 'text';
  const blank =
    value === '' || value === null || value === undefined || (as === 'choices' && (value as unknown[]).length === 0);
  if (!blank) return as === 'money' ? Math.round(Number(value) * 10 ** minorDigits(currency)) : value;
  if (!editing || as === 'password') return undefined;
  const isText = ['text', 'textarea', 'phone'].includes(as) && !field.nullable;
  return isText ? '' : null;
}
