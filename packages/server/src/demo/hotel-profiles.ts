import { sql } from 'kysely';
import { systemActor } from '../platform/actor.ts';
import { addDays } from '../platform/clock.ts';
import { found } from '../platform/errors.ts';
import type { Database, Tx } from '../platform/transaction.ts';
import { addBlock, addRoomingEntries, lockBlock, pickUp, stepBlock } from '../modules/groups/index.ts';
import { addCompany, changeGuest, findGuest } from '../modules/guests/index.ts';
import { findOutlet } from '../modules/outlets/index.ts';
import { joinWaitlist, saleTermsOf } from '../modules/reservations/index.ts';
import { roomTypesOf } from '../modules/rooms/index.ts';
import type { DemoGroup } from './group.ts';

const WEDDING_IN_DAYS = 45;

/** The people behind the demo hotel's bookings: regulars with their likes, companies, a wedding half picked up, somebody who waits. */
export async function seedProfiles(database: Database, group: DemoGroup): Promise<void> {
  await database.inTenant(systemActor(group.tenant_id, 'import'), async (tx) => {
    const outlet = found(await findOutlet(tx, group.hotel_id));
    const company_id = await seedCompanies(tx, outlet.id);
    await seedRegulars(tx, outlet.id, company_id);
    await seedWedding(tx, outlet);
    await seedWaitlist(tx, outlet);
  });
}

async function seedCompanies(tx: Tx, outlet_id: string): Promise<string> {
  const { id } = await addCompany(tx, {
    outlet_id,
    name: 'Vento Solar, Lda',
    tax_number: 'PT501234567',
    email: 'travel@ventosolar.example',
    phone: '+351 213 555 010',
    country: 'PT',
    credit_limit_minor: 1_500_000,
    contacts: [{ name: 'Rui Tavares', role: 'Travel desk', email: 'rui@ventosolar.example' }],
  });
  await addCompany(tx, {
    outlet_id,
    kind: 'TRAVEL_AGENT',
    name: 'Atlantic Journeys',
    email: 'res@atlanticjourneys.example',
    country: 'IE',
    commission_bp: 1_000,
  });
  return id;
}

/** Those who are in the house today are known well. */
async function seedRegulars(tx: Tx, outlet_id: string, company_id: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select g.id from guests.guests g where g.outlet_id = ${outlet_id} order by g.id limit 4`.execute(tx.db);
  const changes = [
    {
      vip_level: 3,
      preferences: ['HIGH_FLOOR', 'KING_BED', 'NEWSPAPER'] as const,
      tags: ['Regular'],
      language: 'en',
      nationality: 'GB',
    },
    {
      preferences: ['ALLERGY_NUTS', 'QUIET_ROOM'] as const,
      preference_notes: 'Carries an adrenaline pen.',
      nationality: 'DE',
    },
    { company_id, tags: ['Business'], language: 'pt', nationality: 'PT', city: 'Porto' },
    { vip_level: 1, marketing_consent: true, marketing_consent_source: 'Registration card', nationality: 'FR' },
  ];
  for (const [index, { id }] of rows.entries()) {
    const { preferences, ...change } = changes[index]! as (typeof changes)[number] & { preferences?: readonly never[] };
    await changeGuest(tx, found(await findGuest(tx, id)), {
      ...change,
      ...(preferences ? { preferences: [...preferences] } : {}),
    });
  }
}

async function seedWedding(tx: Tx, outlet: { id: string; business_date: string }): Promise<void> {
  const types = await roomTypesOf(tx, outlet.id);
  const [double, twin] = [types.get('DBL')!.id, types.get('TWN')!.id];
  const start_date = addDays(outlet.business_date, WEDDING_IN_DAYS);
  const end_date = addDays(start_date, 2);
  const id = await addBlock(tx, outlet, {
    outlet_id: outlet.id,
    code: 'WEDDING',
    name: 'Wedding Duarte & Lind',
    start_date,
    end_date,
    cutoff_date: addDays(start_date, -21),
    contact_name: 'Marta Duarte',
    contact_email: 'marta.duarte@example.com',
    allotments: [
      { room_type_id: double, units: 4, price_minor: 11_500 },
      { room_type_id: twin, units: 2, price_minor: 10_900 },
    ],
  });
  await stepBlock(tx, found(await lockBlock(tx, id)), { status: 'CONFIRMED' });
  const guests = ['Marta Duarte', 'Nils Lind', 'Clara Duarte', 'Ove Lind'];
  const entries = await addRoomingEntries(
    tx,
    found(await lockBlock(tx, id)),
    guests.map((guest_name, index) => ({
      guest_name,
      room_type_id: index === 3 ? twin : double,
      start_date,
      end_date,
      adults: 2,
    })),
  );
  await pickUp(tx, found(await lockBlock(tx, id)), entries.slice(0, 3));
}

async function seedWaitlist(tx: Tx, outlet: { id: string; business_date: string }): Promise<void> {
  const suite = (await roomTypesOf(tx, outlet.id)).get('STE')!;
  const start_date = addDays(outlet.business_date, 3);
  const end_date = addDays(start_date, 2);
  const terms = found(await saleTermsOf(tx, suite.id, null, { start_date, end_date }));
  await joinWaitlist(tx, terms, {
    room_type_id: suite.id,
    start_date,
    end_date,
    adults: 2,
    priority: 5,
    guest: { name: 'Helena Prado', email: 'helena.prado@example.com', phone: '+34 600 555 321' },
    note: 'Honeymoon; any suite will do.',
  });
}
