/** Who a guest is once nobody may know any more. */
export const ERASED_NAME = 'Erased guest';

/** All but the last signs of a document's number, so that a list over a shoulder gives nothing away. */
export function maskNumber(number: string | null): string | null {
  if (number === null) return null;
  const shown = number.length > 4 ? number.slice(-3) : '';
  return `${'•'.repeat(number.length - shown.length)}${shown}`;
}

/** What two profiles make together: the kept one's own words first, and of the other what the kept one lacks. */
export function unite<T extends Profile>(kept: T, other: T): Partial<T> {
  const gains: Partial<T> = {};
  for (const name of FILLED_IN) if (isEmpty(kept[name]) && !isEmpty(other[name])) gains[name] = other[name];
  return {
    ...gains,
    vip_level: Math.max(kept.vip_level, other.vip_level),
    preferences: [...new Set([...kept.preferences, ...other.preferences])],
    tags: [...new Set([...kept.tags, ...other.tags])],
    notes: joined(kept.notes, other.notes),
    preference_notes: joined(kept.preference_notes, other.preference_notes),
    // A no said once is a no: consent needs both to have given it, or the other never to have been asked.
    marketing_consent: kept.marketing_consent && (other.marketing_consent || other.marketing_consent_at === null),
    is_blacklisted: kept.is_blacklisted || other.is_blacklisted,
    blacklist_reason: kept.blacklist_reason ?? other.blacklist_reason,
  };
}

const FILLED_IN = [
  'email',
  'phone',
  'language',
  'nationality',
  'birth_date',
  'document_type',
  'document_number',
  'document_country',
  'document_expires_on',
  'address',
  'postal_code',
  'city',
  'country',
  'company_id',
] as const;

/** What uniting looks at. */
export interface Profile extends Record<(typeof FILLED_IN)[number], string | null> {
  vip_level: number;
  preferences: string[];
  tags: string[];
  notes: string;
  preference_notes: string;
  marketing_consent: boolean;
  marketing_consent_at: string | null;
  is_blacklisted: boolean;
  blacklist_reason: string | null;
}

const isEmpty = (value: unknown) => value === null || value === '';
const joined = (kept: string, other: string) =>
  kept.includes(other) ? kept : [kept, other].filter(Boolean).join('\n\n');
