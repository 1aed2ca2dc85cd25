import { ERRORS, type ErrorCode } from '@hostelry/contracts';

/** One field of a request that is wrong, and why. */
export interface FieldError {
  field: string;
  message: string;
}

/**
 * An expected refusal. The code decides status and sentence (see contracts); `details` says what
 * exactly: the night, the item, the field. Anything else that is thrown is a bug and answers 500.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, details?: Record<string, unknown>, message?: string) {
    super(message ?? ERRORS[code].message);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }
}

/** A refusal that names one field of the request. */
export function badField(field: string, message: string): DomainError {
  return new DomainError('BAD_INPUT', { fields: [{ field, message }] satisfies FieldError[] });
}

/** A reference in the request to something that does not exist, or not for this tenant. */
export function unknownReference(field: string): DomainError {
  return new DomainError('REFERENCE_NOT_FOUND', {
    fields: [{ field, message: 'does not exist' }] satisfies FieldError[],
  });
}

/** Refuses unless the row was found; every id of another tenant ends here too, so it answers 404 (A1). */
export function found<T>(row: T | undefined | null): T {
  if (row === undefined || row === null) throw new DomainError('NOT_FOUND');
  return row;
}

/** Refuses a change based on an older version than the row has now (E5). */
export function expectVersion(actual: number, expected: number | undefined): void {
  if (expected !== undefined && expected !== actual) {
    throw new DomainError('STALE_VERSION', { expected, actual });
  }
}
