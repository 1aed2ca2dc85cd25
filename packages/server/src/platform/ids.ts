import { v7 } from 'uuid';

/** A new UUIDv7: unique without asking the database, and in order of time, so indexes grow at one end. */
export function newId(): string {
  return v7();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text is a UUID; used wherever an id is spliced into a statement as text. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
