import { DomainError } from '../errors.ts';

/**
 * PostgreSQL guards the invariants; this translates its refusals. A module may give a constraint a
 * sentence of its own with `nameConstraint`; the rest follow from the kind of constraint and its columns.
 */
const named = new Map<string, () => DomainError>();

/** Gives a named constraint its own refusal, for example a room that is already taken. */
export function nameConstraint(constraint: string, refusal: () => DomainError): void {
  named.set(constraint, refusal);
}

interface DatabaseRefusal {
  code?: string;
  message?: string;
  table?: string;
  constraint?: string;
  column?: string;
  detail?: string;
}

/** The expected refusal behind a PostgreSQL error, or null when the error is a bug. */
export function refusalOf(error: unknown): DomainError | null {
  const refusal = error as DatabaseRefusal;
  if (typeof refusal?.code !== 'string') return null;
  if (refusal.constraint && named.has(refusal.constraint)) return named.get(refusal.constraint)!();
  switch (refusal.code) {
    case '23505':
      return new DomainError('DUPLICATE', {
        fields: columnsOf(refusal).map((field) => ({ field, message: 'is taken' })),
      });
    case '23503':
      return refusal.message?.startsWith('update or delete')
        ? new DomainError('IN_USE')
        : new DomainError('REFERENCE_NOT_FOUND', {
            fields: columnsOf(refusal).map((field) => ({ field, message: 'does not exist' })),
          });
    case '23514':
      return new DomainError('VALUE_OUT_OF_RANGE', { rule: refusal.constraint });
    case '22003':
      return new DomainError('VALUE_OUT_OF_RANGE');
    case '22P05':
    case '22021':
      return new DomainError('BAD_INPUT', { reason: 'a text holds a character that cannot be stored' });
    default:
      return null;
  }
}

/**
 * Behind row-level security PostgreSQL keeps the key to itself, and only the constraint's name tells its
 * column. The outlet stands in many keys, but what is wrong is what follows it.
 */
function columnsOf(refusal: DatabaseRefusal): string[] {
  const named = refusal.constraint
    ?.replace(`${refusal.table}_`, '')
    .replace(/_(key|fkey|unique)$/, '')
    .replace('tenant_id_', '')
    .replace(/^outlet_id_(?=.)/, '');
  const columns = /^Key \((.+?)\)=/.exec(refusal.detail ?? '')?.[1] ?? refusal.column ?? named ?? '';
  return columns
    .split(',')
    .map((column) => column.trim().replace(/^lower\((.+?)(?:::text)?\)$/, '$1'))
    .filter((column) => column && column !== 'tenant_id');
}
