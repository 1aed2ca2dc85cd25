import { sql } from 'kysely';
import { found } from '../platform/errors.ts';
import type { Tx } from '../platform/transaction.ts';
import {
  allocatePayment,
  closeFolio,
  companyAccounts,
  issueInvoice,
  openFolio,
  postCharge,
  takePayment,
} from '../modules/folios/index.ts';
import { addCompany } from '../modules/guests/index.ts';

/** The accounts of the guests in the house: breakfast, something from the minibar, and here and there a payment ahead of the bill. */
export async function openGuestFolios(tx: Tx, outlet_id: string): Promise<void> {
  const { rows } = await sql<{ id: string; booking_id: string; name: string; night_minor: number }>`
    select r.id, r.booking_id, coalesce(r.guest_name, b.guest_name, b.confirmation_code) as name,
      (r.total_minor / greatest(r.end_date - r.start_date, 1))::bigint as night_minor
    from reservations.reservations r
    join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
    where r.outlet_id = ${outlet_id} and r.status = 'IN_HOUSE' order by b.confirmation_code, r.id limit 12`.execute(
    tx.db,
  );
  for (const [index, { id, booking_id, name, night_minor }] of rows.entries()) {
    const { id: folio_id } = await openFolio(tx, { outlet_id, kind: 'GUEST', reservation_id: id, booking_id, name });
    const charge = { folio_id, source: 'demo' };
    await postCharge(tx, { ...charge, charge_code: 'BREAKFAST', quantity: 2, amount_minor: 2_900 });
    if (index % 2 === 0)
      await postCharge(tx, { ...charge, charge_code: 'MINIBAR', amount_minor: 650 + 50 * index, window_no: 2 });
    if (index % 4 === 0 && night_minor > 0)
      await takePayment(tx, { folio_id, method: 'CARD', amount_minor: night_minor, reference: `T-${4_700 + index}` });
  }
}

const OFFSITE_MINOR = 84_000;

/** On a company's first day with the house: a meeting it has not paid for in full since. */
export async function billOffsite(tx: Tx, outlet_id: string): Promise<string> {
  const { id: company_id } = await addCompany(tx, {
    outlet_id,
    name: 'Łódź Atelier Sp. z o.o.',
    tax_number: 'PL7251801126',
    email: 'rachunki@lodzatelier.example',
    country: 'PL',
    credit_limit_minor: 600_000,
    payment_terms_days: 3,
  });
  const { id: folio_id } = await openFolio(tx, { outlet_id, kind: 'MASTER', name: 'Atelier offsite', company_id });
  const description = 'Meeting room and coffee';
  await postCharge(tx, { folio_id, charge_code: 'OTHER', description, amount_minor: OFFSITE_MINOR, source: 'demo' });
  const { balance_minor } = found(
    (
      await sql<{ balance_minor: number }>`
    select sum(amount_minor)::bigint as balance_minor from folios.postings where folio_id = ${folio_id}`.execute(tx.db)
    ).rows[0],
  );
  await takePayment(tx, { folio_id, method: 'CITY_LEDGER', amount_minor: balance_minor, company_id });
  const invoice = await issueInvoice(tx, { folio_id });
  await closeFolio(tx, folio_id);
  const account = found((await companyAccounts(tx, outlet_id)).find((each) => each.company_id === company_id));
  const { posting } = await takePayment(tx, {
    folio_id: account.folio_id,
    method: 'BANK_TRANSFER',
    amount_minor: OFFSITE_MINOR / 2,
    reference: 'SEPA 2210',
  });
  await allocatePayment(tx, invoice, { payment_id: posting.payment_id!, amount_minor: OFFSITE_MINOR / 4 });
  return company_id;
}

/** Those who leave on the open day pay and take their invoice along; every third goes on the company's account. */
export async function settleDepartures(
  tx: Tx,
  outlet: { id: string; business_date: string },
  company_id: string,
): Promise<void> {
  const { rows } = await sql<{
    id: string;
    booking_id: string;
    name: string;
    nights: { date: string; price_minor: number }[];
  }>`
    select r.id, r.booking_id, coalesce(r.guest_name, b.guest_name, b.confirmation_code) as name,
      (select json_agg(json_build_object('date', n.date, 'price_minor', n.price_minor) order by n.date)
        from reservations.reservation_nights n where n.tenant_id = r.tenant_id and n.reservation_id = r.id) as nights
    from reservations.reservations r
    join reservations.bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id
    where r.outlet_id = ${outlet.id} and r.status = 'CHECKED_OUT' and r.end_date = ${outlet.business_date}::date
    order by b.confirmation_code, r.id`.execute(tx.db);
  for (const [index, { id, booking_id, name, nights }] of rows.entries()) {
    const folio = await openFolio(tx, { outlet_id: outlet.id, kind: 'GUEST', reservation_id: id, booking_id, name });
    const postings = [];
    for (const { date, price_minor } of nights)
      postings.push(
        await postCharge(tx, {
          folio_id: folio.id,
          charge_code: 'ROOM',
          description: `Room, night of ${date}`,
          amount_minor: price_minor,
          source: 'NIGHT_AUDIT',
          source_key: `room-night:${id}:${date}`,
        }),
      );
    const amount_minor = postings.reduce((sum, posting) => sum + posting.amount_minor, 0);
    const billed = index % 3 === 0;
    const method = billed ? 'CITY_LEDGER' : index % 3 === 1 ? 'CARD' : 'CASH';
    await takePayment(tx, { folio_id: folio.id, method, amount_minor, ...(billed && { company_id }) });
    await issueInvoice(tx, { folio_id: folio.id, ...(billed && { company_id }) });
    await closeFolio(tx, folio.id);
  }
}
