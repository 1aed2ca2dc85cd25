import { sql } from 'kysely';
import type { Tx } from '../../platform/transaction.ts';

/** Who a guest is, as a subquery for a higher module to join in its own statement. */
export const GUEST_CARDS =
  '(select id, name, email, phone, vip_level, language, company_id, is_blacklisted, preferences from guests.guests)';

/** What a company is called, for a higher module to join. */
export const COMPANY_CARDS = '(select id, name, kind, rate_plan_id from guests.companies)';

/** All but the last three signs of the document's number. */
export const MASKED_NUMBER = `case when length(g.document_number) > 4
  then repeat('•', length(g.document_number) - 3) || right(g.document_number, 3)
  else repeat('•', length(g.document_number)) end`;

const LISTED = `g.id, g.outlet_id, g.code, g.name, g.email, g.phone, g.language, g.nationality, g.country, g.city, g.vip_level, g.tags,
  g.company_id, c.name as company_name, g.is_blacklisted, g.version, g.created_at, g.updated_at`;
export const GUEST_LIST_COLUMNS = `${LISTED}, ${MASKED_NUMBER} as document_number`;
export const GUESTS_WITH_COMPANIES =
  'guests.guests g left join guests.companies c on c.tenant_id = g.tenant_id and c.id = g.company_id';

const PROFILE = `${LISTED}, g.document_number, g.birth_date, g.document_type, g.document_country, g.document_expires_on, g.address,
  g.postal_code, g.preferences, g.preference_notes, g.notes, g.marketing_consent, g.marketing_consent_at, g.marketing_consent_source,
  g.blacklist_reason, g.merged_into_id, g.erased_at`;

/** A guest's whole profile. */
export interface GuestRow {
  id: string;
  outlet_id: string;
  code: string;
  name: string;
  email: string | null;
  phone: string | null;
  language: string | null;
  nationality: string | null;
  birth_date: string | null;
  document_type: string | null;
  document_number: string | null;
  document_country: string | null;
  document_expires_on: string | null;
  address: string;
  postal_code: string | null;
  city: string | null;
  country: string | null;
  vip_level: number;
  preferences: string[];
  preference_notes: string;
  tags: string[];
  notes: string;
  marketing_consent: boolean;
  marketing_consent_at: string | null;
  marketing_consent_source: string | null;
  company_id: string | null;
  company_name: string | null;
  is_blacklisted: boolean;
  blacklist_reason: string | null;
  merged_into_id: string | null;
  erased_at: string | null;
  version: number;
  created_at: string;
  updated_at: string;
}

/** A guest, if the tenant has one under this id. */
export async function findGuest(tx: Tx, id: string): Promise<GuestRow | undefined> {
  const { rows } = await sql<GuestRow>`
    select ${sql.raw(PROFILE)} from ${sql.raw(GUESTS_WITH_COMPANIES)} where g.id = ${id}`.execute(tx.db);
  return rows[0];
}

/** Two guests, held against others who want to change them; always locked in the order of their ids. */
export async function lockGuests(tx: Tx, ids: readonly string[]): Promise<Map<string, GuestRow>> {
  const { rows } = await sql<GuestRow>`
    select ${sql.raw(PROFILE)} from ${sql.raw(GUESTS_WITH_COMPANIES)}
    where g.id = any(${[...ids]}::uuid[]) order by g.id for update of g`.execute(tx.db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Other profiles of the outlet that may be the same person, the surest first. */
export async function duplicatesOf(tx: Tx, guest: GuestRow) {
  const { rows } = await sql<Record<string, unknown>>`
    select ${sql.raw(GUEST_LIST_COLUMNS)},
      array_remove(array[case when lower(g.email) = lower(${guest.email}) then 'email' end,
        case when regexp_replace(g.phone, '[^0-9]', '', 'g') = regexp_replace(${guest.phone}, '[^0-9]', '', 'g') then 'phone' end,
        case when g.document_number = ${guest.document_number} then 'document' end,
        case when public.similarity(guests.folded(g.name), guests.folded(${guest.name})) > 0.6 then 'name' end], null) as because
    from ${sql.raw(GUESTS_WITH_COMPANIES)}
    where g.outlet_id = ${guest.outlet_id} and g.id <> ${guest.id} and g.merged_into_id is null and g.erased_at is null
      and (lower(g.email) = lower(${guest.email})
        or regexp_replace(g.phone, '[^0-9]', '', 'g') = regexp_replace(${guest.phone}, '[^0-9]', '', 'g')
        or g.document_number = ${guest.document_number}
        or g.search operator(public.%>) guests.folded(${guest.name})
           and public.similarity(guests.folded(g.name), guests.folded(${guest.name})) > 0.6)
    order by cardinality(array_remove(array[lower(g.email) = lower(${guest.email}), g.document_number = ${guest.document_number}], false)) desc, g.id
    limit 20`.execute(tx.db);
  return rows;
}

export type CompanyRow = NonNullable<Awaited<ReturnType<typeof findCompany>>>;

/** A company, if the tenant has one under this id. */
export async function findCompany(tx: Tx, id: string) {
  return tx.db.selectFrom('guests.companies').selectAll().where('id', '=', id).executeTakeFirst();
}

/** On which terms companies pay, as a subquery for a higher module to join in its own statement. */
export const COMPANY_TERMS =
  '(select id, outlet_id, name, tax_number, address, email, credit_limit_minor, payment_terms_days from guests.companies)';
