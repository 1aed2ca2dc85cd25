import { randomUUID } from 'node:crypto';
import { fillHotelYears } from './hotel-years.ts';
import { addDays } from './reservations.ts';
import { percentile, rawClients, type BenchHouse, type Figure } from './support.ts';

/** Enough properties of this size for a million stays and four million nights. */
const PROPERTIES = 10;
const TYPES = 6;
const ROOMS_PER_TYPE = 30;
const DAYS_BACK = 2_340;
const DAYS_AHEAD = 365;
const SAMPLES = 200;
const WARM_UP = 40;

interface Property {
  outlet_id: string;
  room_type_ids: string[];
}

interface Read {
  what: string;
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
}

/**
 * What years of trade cost the desk: the p95 of its daily reads in a property whose next weeks are booked, first when
 * nothing else is in the house, then beside a million stays with four million nights.
 */
export async function benchGrowth(house: BenchHouse): Promise<Figure[]> {
  const first_night = new Date().toISOString().slice(0, 10);
  const [client] = await rawClients(house.admin_url, 1);
  const desk = await openProperty(house, first_night);
  const span = { tenant_id: house.tenant_id, first_night };
  await fillHotelYears(client!, { ...span, outlet_ids: [desk.outlet_id], days_back: 7, days_ahead: 35 });
  const before = await measure(house, readsOf(desk, first_night));

  const others: Property[] = [];
  for (let n = 0; n < PROPERTIES; n += 1) others.push(await openProperty(house, first_night));
  const outlet_ids = others.map(({ outlet_id }) => outlet_id);
  const filled = await fillHotelYears(client!, { ...span, outlet_ids, days_back: DAYS_BACK, days_ahead: DAYS_AHEAD });
  await client!.end();
  process.stderr.write(`  ${filled.reservations} stays with ${filled.nights} nights …\n`);
  const after = await measure(house, readsOf(desk, first_night));
  const grown = await measure(house, readsOf(others[0]!, first_night));

  return [...before].flatMap(([what, small_ms]) => [
    growth(what, 'beside them', after.get(what)!, small_ms, filled),
    growth(what, 'in one of them', grown.get(what)!, small_ms, filled),
  ]);
}

function growth(
  what: string,
  where: string,
  figure: number,
  ceiling: number,
  filled: { reservations: number },
): Figure {
  const stays = `${(filled.reservations / 1e6).toFixed(2)} M stays`;
  return {
    what: `${what}, p95, ${where}: ${stays}`,
    unit: 'ms',
    figure,
    ceiling,
    ceiling_is: 'the same read before they were there',
    less_is_better: true,
    limited_by: 'indexes that start with the tenant and the outlet',
  };
}

function readsOf(property: Property, first_night: string): Read[] {
  const { outlet_id } = property;
  const [room_type_id] = property.room_type_ids;
  const to = addDays(first_night, 28);
  const of = (path: string) => `${path}${path.includes('?') ? '&' : '?'}outlet_id=${outlet_id}`;
  const stay = { start_date: addDays(first_night, 3), end_date: addDays(first_night, 6) };
  return [
    { what: 'availability grid', method: 'GET', path: of(`/inventory/calendar?from=${first_night}&to=${to}`) },
    { what: 'availability of a stay', method: 'POST', path: '/inventory/check', body: { room_type_id, ...stay } },
    {
      what: 'search of offers',
      method: 'POST',
      path: '/offers/search',
      body: { outlet_ids: [outlet_id], ...stay, adults: 2 },
    },
    { what: 'tape chart', method: 'GET', path: of(`/reservations/chart?from=${first_night}&to=${to}`) },
    { what: 'arrivals', method: 'GET', path: of('/front-desk/arrivals') },
    { what: 'bookings by name', method: 'GET', path: of('/reservations?q=Guest%2042') },
  ];
}

async function measure(house: BenchHouse, reads: readonly Read[]): Promise<Map<string, number>> {
  const p95 = new Map<string, number>();
  for (const { what, method, path, body } of reads) {
    const times: number[] = [];
    for (let n = 0; n < WARM_UP + SAMPLES; n += 1) {
      const started = performance.now();
      await house.api(method, path, body);
      if (n >= WARM_UP) times.push(performance.now() - started);
    }
    p95.set(what, percentile(times, 0.95));
  }
  return p95;
}

async function openProperty(house: BenchHouse, first_night: string): Promise<Property> {
  const id = randomUUID().slice(-12);
  const brand = await house.api('POST', '/brands', { name: `Chain ${id}`, corporate_id: `GROWTH-${id}` });
  const outlet = await house.api('POST', '/outlets', {
    brand_id: brand.id,
    name: `House ${id}`,
    kind: 'HOTEL',
    timezone: 'UTC',
    currency: 'EUR',
    city: 'Lisbon',
  });
  const room_type_ids: string[] = [];
  for (let type = 0; type < TYPES; type += 1) {
    const { id: room_type_id } = await house.api('POST', '/room-types', {
      outlet_id: outlet.id,
      code: `T${type}`,
      name: `Type ${type}`,
      total_units: ROOMS_PER_TYPE,
      base_occupancy: 2,
      max_occupancy: 4,
    });
    room_type_ids.push(room_type_id);
    const nights = { room_type_id, start_date: first_night, end_date: addDays(first_night, 400) };
    await house.api('POST', '/inventory/preload', nights);
    for (let room = 0; room < ROOMS_PER_TYPE; room += 1)
      await house.api('POST', '/rooms', {
        room_type_id,
        number: `${type}${String(room).padStart(2, '0')}`,
        floor: type,
      });
  }
  const prices = room_type_ids.map((room_type_id) => ({ room_type_id, price_minor: 12_000 }));
  await house.api('POST', '/rate-plans', {
    outlet_id: outlet.id,
    code: 'BAR',
    name: 'Flexible',
    is_default: true,
    prices,
  });
  return { outlet_id: outlet.id, room_type_ids };
}
