/** The difference between two states of a thing, for people to read. */

export interface Change {
  field: string;
  kind: 'added' | 'removed' | 'changed';
  before: string;
  after: string;
}

type State = Record<string, unknown>;

const stateOf = (value: unknown): State => (typeof value === 'object' && value !== null ? (value as State) : {});

const textOf = (value: unknown) =>
  value === undefined || value === null ? '—' : typeof value === 'string' ? value : JSON.stringify(value);

/** The fields that differ, in alphabetical order. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const [old, now] = [stateOf(before), stateOf(after)];
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
  return fields.flatMap((field) => {
    if (JSON.stringify(old[field]) === JSON.stringify(now[field])) return [];
    const kind = field in old ? (field in now ? 'changed' : 'removed') : 'added';
    return [{ field, kind, before: textOf(old[field]), after: textOf(now[field]) }];
  });
}
