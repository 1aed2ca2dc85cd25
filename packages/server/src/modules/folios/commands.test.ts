import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { seededRandom } from '../../demo/random.ts';
import { newId } from '../../platform/ids.ts';
import { ERASED_NAME, type GuestRow } from '../guests/index.ts';
import {
  allocatePayment,
  applyDeposits,
  balanceOf,
  closeFolios,
  companyAccounts,
  creditInvoice,
  dayTakings,
  expectSettled,
  findFolio,
  issueInvoice,
  movePosting,
  openFolio,
  postCharge,
  refundToGuest,
  reversePosting,
  routeCharges,
  splitPosting,
  takePayment,
  trialBalanceOf,
} from './index.ts';
import { folioReferences } from './references.ts';

const TODAY = '2026-06-15';
let house: TestHouse;
let tenant: TestTenant;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
});
afterAll(() => house.stop());

async function guestFolio(at = tenant) {
  const reservation_id = newId();
  const { id } = await at.act((tx) =>
    openFolio(tx, { outlet_id: at.hotel_id, kind: 'GUEST', reservation_id, name: 'Ana Reis' }),
  );
  return { id, reservation_id };
}
const charge = (folio_id: string, amount_minor: number, more: object = {}, at = tenant) =>
  at.act((tx) => postCharge(tx, { folio_id, charge_code: 'MINIBAR', amount_minor, source: 'test', ...more }));
const pay = (folio_id: string, amount_minor: number, more: object = {}, at = tenant) =>
  at.act((tx) => takePayment(tx, { folio_id, method: 'CARD', amount_minor, ...more }));
const balance = async (id: string, at = tenant) => (await at.act((tx) => findFolio(tx, id))).balance_minor;
async function company(credit_limit_minor: number | null = 100_000) {
  const id = newId();
  await house.admin.query(
    `insert into guests.companies (tenant_id, id, outlet_id, name, credit_limit_minor) values ($1, $2, $3, $4, $5)`,
    [tenant.tenant_id, id, tenant.hotel_id, `Company ${id}`, credit_limit_minor],
  );
  return id;
}

describe('folios', () => {
  it('are opened once for a reservation, also when two do it at once', async () => {
    const reservation_id = newId();
    const open = () =>
      tenant.act((tx) => openFolio(tx, { outlet_id: tenant.hotel_id, kind: 'GUEST', reservation_id, name: 'A' }));
    const [first, second] = await Promise.all([open(), open()]);
    expect(first.id).toBe(second.id);
  });

  it('M11 the balance is the sum of the postings; a correction is a reversal, made once, and nothing is edited', async () => {
    const { id, reservation_id } = await guestFolio();
    const taxes = [
      { code: 'VAT', name: 'VAT', amount_minor: 57, is_inclusive: true },
      { code: 'CITY', name: 'City tax', amount_minor: 400, is_inclusive: false },
    ];
    const posting = await charge(id, 1_007, { taxes });
    expect(posting).toMatchObject({ net_minor: 950, tax_minor: 457, amount_minor: 1_407 });
    await charge(id, 500);
    expect(await tenant.act((tx) => balanceOf(tx, reservation_id))).toBe(1_907);
    const twice = await Promise.allSettled(
      [1, 2].map(() => tenant.act((tx) => reversePosting(tx, posting.id, 'wrong room'))),
    );
    expect(twice.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await balance(id)).toBe(500);
    for (const statement of ['update folios.postings set amount_minor = 1', 'delete from folios.postings'])
      await expect(house.admin.query(`${statement} where id = '${posting.id}'`)).rejects.toThrow(/never edited/);
  });

  it('charge a source once, however often it is posted', async () => {
    const { id } = await guestFolio();
    const source_key = `night:${id}`;
    const posted = await Promise.all([1, 2, 3].map(() => charge(id, 9_000, { source_key })));
    expect(new Set(posted.map((each) => each.id)).size).toBe(1);
    expect(await balance(id)).toBe(9_000);
  });

  it('M12 nothing posts to a closed day, also while it is being closed', async () => {
    const at = await house.createTenant('Closing');
    const { id } = await guestFolio(at);
    await expect(charge(id, 100, { date: '2026-06-14' }, at)).rejects.toMatchObject({
      constraint: 'business_day_open',
    });
    const closer = await house.admin.connect();
    await closer.query('begin');
    await closer.query(
      `update outlets.business_days set status = 'CLOSED', closed_at = now() where outlet_id = $1 and date = $2`,
      [at.hotel_id, TODAY],
    );
    const late = charge(id, 100, {}, at);
    const refused = expect(late).rejects.toMatchObject({ constraint: 'business_day_open' });
    await closer.query('commit');
    closer.release();
    await refused;
    expect(await balance(id, at)).toBe(0);
  });

  it('M3 M5 split and move to other windows and folios, the sum the same', async () => {
    const [a, b] = [await guestFolio(), await guestFolio()];
    const { id } = await charge(a.id, 1_000);
    const parts = await tenant.act((tx) =>
      splitPosting(tx, id, [{ weight: 1 }, { weight: 1, window_no: 2 }, { weight: 1, folio_id: b.id }]),
    );
    expect(parts.map((part) => part.amount_minor)).toEqual([-1_000, 334, 333, 333]);
    expect([await balance(a.id), await balance(b.id)]).toEqual([667, 333]);
    await tenant.act((tx) => movePosting(tx, parts[1]!.id, { folio_id: b.id }));
    expect([await balance(a.id), await balance(b.id)]).toEqual([333, 667]);
    await expect(tenant.act((tx) => movePosting(tx, id, { window_no: 3 }))).rejects.toMatchObject({
      code: 'ALREADY_CORRECTED',
    });
  });

  it('send charges where their routing leads', async () => {
    const [guest, group] = [
      await guestFolio(),
      await tenant.act((tx) => openFolio(tx, { outlet_id: tenant.hotel_id, kind: 'MASTER', name: 'Tour' })),
    ];
    await tenant.act((tx) =>
      routeCharges(tx, guest.id, { charge_codes: ['ROOM'], to_folio_id: group.id, to_window: 2 }),
    );
    await charge(guest.id, 12_000, { charge_code: 'ROOM' });
    await charge(guest.id, 700);
    expect([await balance(guest.id), await balance(group.id)]).toEqual([700, 12_000]);
  });

  it('M6 give back no more than was paid, however many try at once', async () => {
    const { id } = await guestFolio();
    const { posting } = await pay(id, 1_000);
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () =>
        tenant.act((tx) =>
          refundToGuest(tx, { folio_id: id, payment_id: posting.payment_id!, amount_minor: 300, reason: 'left early' }),
        ),
      ),
    );
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(3);
    expect(await balance(id)).toBe(-100);
  });

  it('keep a deposit apart until it is applied, once', async () => {
    const at = await house.createTenant('Deposits');
    const { id } = await guestFolio(at);
    await pay(id, 5_000, { is_deposit: true }, at);
    const closing = async () =>
      (await at.act((tx) => trialBalanceOf(tx, at.hotel_id, TODAY))).ledgers.map((each) => each.closing_minor);
    expect(await closing()).toEqual([0, -5_000, 0]);
    await at.act((tx) => applyDeposits(tx, id));
    await at.act((tx) => applyDeposits(tx, id));
    expect(await closing()).toEqual([-5_000, 0, 0]);
  });

  it('close only when settled, and change no more', async () => {
    const { id, reservation_id } = await guestFolio();
    await charge(id, 800);
    await expect(tenant.act((tx) => expectSettled(tx, reservation_id))).rejects.toMatchObject({
      code: 'BALANCE_DUE',
      details: { folio_id: id, balance_minor: 800 },
    });
    const paid = await pay(id, 800, { method: 'CASH', tendered_minor: 1_000 });
    expect(paid.change_minor).toBe(200);
    await tenant.act((tx) => closeFolios(tx, reservation_id));
    await tenant.act((tx) => closeFolios(tx, reservation_id));
    await expect(charge(id, 1)).rejects.toMatchObject({ code: 'FOLIO_CLOSED' });
    await expect(tenant.act((tx) => reversePosting(tx, paid.posting.id, 'x'))).rejects.toThrow();
  });

  it('bill a company within its credit limit, two at once included, and age and settle what it owes', async () => {
    const company_id = await company(10_000);
    const [a, b] = [await guestFolio(), await guestFolio()];
    await charge(a.id, 7_000);
    await charge(b.id, 7_000);
    const tries = await Promise.allSettled(
      [a, b].map((folio) => pay(folio.id, 7_000, { method: 'CITY_LEDGER', company_id })),
    );
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    const settled = tries[0]!.status === 'fulfilled' ? a : b;
    await tenant.act((tx) => closeFolios(tx, settled.reservation_id));
    const invoice = await tenant.act((tx) => issueInvoice(tx, { folio_id: settled.id, company_id }));
    expect(invoice).toMatchObject({ total_minor: 7_000, receivable_minor: 7_000, open_minor: 7_000 });
    const account = async () =>
      (await tenant.act((tx) => companyAccounts(tx, tenant.hotel_id))).find((each) => each.company_id === company_id)!;
    expect(await account()).toMatchObject({ balance_minor: 7_000, current_minor: 7_000, uninvoiced_minor: 0 });
    const { posting } = await pay((await account()).folio_id, 5_000, { method: 'BANK_TRANSFER' });
    const allocate = (amount_minor: number) =>
      tenant.act((tx) => allocatePayment(tx, invoice, { payment_id: posting.payment_id!, amount_minor }));
    expect((await allocate(4_000)).open_minor).toBe(3_000);
    await expect(allocate(1_001)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(tenant.act((tx) => creditInvoice(tx, invoice.id, 'wrong'))).rejects.toMatchObject({
      code: 'ALREADY_CORRECTED',
    });
    expect(await account()).toMatchObject({ balance_minor: 2_000, current_minor: 3_000 });
  });

  it('M9 number invoices without a gap, however many are issued at once and however many fail, and never edit one', async () => {
    const at = await house.createTenant('Numbers');
    const folios = await Promise.all(Array.from({ length: 8 }, () => guestFolio(at)));
    for (const { id } of folios) await charge(id, 500, {}, at);
    const failing = new Error('the printer burns');
    await Promise.all(
      folios.map(({ id }, index) =>
        at
          .act(async (tx) => {
            await issueInvoice(tx, { folio_id: id });
            if (index % 3 === 0) throw failing;
          })
          .catch((error: unknown) => expect(error).toBe(failing)),
      ),
    );
    const numbers = async (kind: string) =>
      (
        await house.admin.query(
          'select number::int from folios.invoices where tenant_id = $1 and kind = $2 order by number',
          [at.tenant_id, kind],
        )
      ).rows.map((row) => row.number);
    expect(await numbers('INVOICE')).toEqual([1, 2, 3, 4, 5]);
    const { rows } = await house.admin.query('select id, folio_id from folios.invoices where tenant_id = $1', [
      at.tenant_id,
    ]);
    await expect(
      house.admin.query(`update folios.invoices set total_minor = 0 where id = '${rows[0].id}'`),
    ).rejects.toThrow();
    await expect(at.act((tx) => issueInvoice(tx, { folio_id: rows[0].folio_id }))).rejects.toMatchObject({
      code: 'NOTHING_TO_INVOICE',
    });
    const credit = await at.act((tx) => creditInvoice(tx, rows[0].id, 'wrong name'));
    expect(credit).toMatchObject({ number: 1, total_minor: -500, credit_of: rows[0].id });
    await at.act((tx) => issueInvoice(tx, { folio_id: rows[0].folio_id }));
    expect(await numbers('INVOICE')).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('M11 after any acts, the ledgers sum to charges less payments, and so do the folios', async () => {
    const at = await house.createTenant('Random');
    const random = seededRandom(170);
    const folios = await Promise.all([1, 2, 3].map(() => guestFolio(at)));
    const any = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)]!;
    for (let round = 0; round < 80; round += 1) {
      const { id } = any(folios);
      const amount = 1 + Math.floor(random() * 9_999);
      const open = await at.act(
        async (tx) =>
          (
            await sql<{
              id: string;
            }>`select p.id from folios.postings p where p.kind = 'CHARGE' and p.reversal_of is null
              and not exists (select 1 from folios.postings r where r.reversal_of = p.id) order by p.id`.execute(tx.db)
          ).rows,
      );
      const act = Math.floor(random() * 5);
      if (act === 0 || open.length === 0) await charge(id, amount, {}, at);
      else if (act === 1) await pay(id, amount, { is_deposit: random() < 0.3 }, at);
      else if (act === 2) await at.act((tx) => reversePosting(tx, any(open).id, 'random'));
      else if (act === 3)
        await at.act((tx) => splitPosting(tx, any(open).id, [{ weight: 1 + amount }, { weight: 7, folio_id: id }]));
      else await at.act((tx) => applyDeposits(tx, id));
    }
    const { ledgers } = await at.act((tx) => trialBalanceOf(tx, at.hotel_id, TODAY));
    const { charges, payments } = await at.act((tx) => dayTakings(tx, at.hotel_id, TODAY));
    const total = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0);
    const earned = total(charges.map((each) => each.amount_minor));
    const taken = total(payments.map((each) => each.paid_minor - each.refunded_minor));
    expect(total(ledgers.map((each) => each.closing_minor))).toBe(earned - taken);
    const balances = await Promise.all(folios.map(({ id }) => balance(id, at)));
    expect(total(balances)).toBe(earned - taken);
    for (const each of ledgers) expect(each.opening_minor + each.activity_minor).toBe(each.closing_minor);
  });

  it('are not forgotten while they are unsettled, and keep no name afterwards', async () => {
    const guest_id = newId();
    await house.admin.query(
      `insert into guests.guests (tenant_id, id, outlet_id, name) values ($1, $2, $3, 'Ana Reis')`,
      [tenant.tenant_id, guest_id, tenant.hotel_id],
    );
    const open = { outlet_id: tenant.hotel_id, kind: 'GUEST', reservation_id: newId(), guest_id, name: 'Ana' } as const;
    const { id } = await tenant.act((tx) => openFolio(tx, open));
    const guest = { id: guest_id } as GuestRow;
    await charge(id, 100);
    expect(await tenant.act((tx) => folioReferences.needs!(tx, guest))).toBe('OPEN_FOLIO');
    await pay(id, 100);
    expect(await tenant.act((tx) => folioReferences.needs!(tx, guest))).toBeNull();
    await tenant.act((tx) => folioReferences.forget(tx, guest));
    expect((await tenant.act((tx) => findFolio(tx, id))).name).toBe(ERASED_NAME);
  });
});
