import { addExtra, addPicture, setPage } from '../modules/booking-page/index.ts';
import type { Files } from '../adapters/files/local.ts';
import { roomTypesOf } from '../modules/rooms/index.ts';
import type { Database, Tx } from '../platform/transaction.ts';
import type { DemoGroup } from './group.ts';
import { drawRoom, ROOMS, type DrawnRoom } from './room-drawings.ts';

const EXTRAS = [
  {
    name: 'Breakfast on the terrace',
    description: 'Warm bread, fruit, eggs and coffee, from seven to half past ten.',
    per: 'PERSON_NIGHT',
    price_minor: 1_450,
    charge_code: 'BREAKFAST',
  },
  {
    name: 'Garage parking',
    description: 'A place of your own under the house.',
    per: 'NIGHT',
    price_minor: 1_800,
    charge_code: 'PARKING',
    daily_stock: 12,
  },
  {
    name: 'Late check-out until 15:00',
    description: 'Keep the room for the afternoon.',
    per: 'STAY',
    price_minor: 3_500,
    charge_code: 'LATE_OUT',
  },
] as const;

/** The demo hotel’s page at `/g/miradouro`. */
export async function openBookingPage(database: Database, group: DemoGroup, files: Files): Promise<void> {
  await database.inTenant(group.actor, async (tx) => {
    await setPage(
      tx,
      { id: group.hotel_id, kind: 'HOTEL' },
      {
        slug: 'miradouro',
        is_enabled: true,
        headline: 'Above the roofs of Lisbon',
        intro:
          'Sixty quiet rooms on the hill of Graça, five minutes from the tram and one lift away from the best view of the river.',
        policies:
          'Please bring an identity document for each guest. The house is free of smoke. Dogs are welcome for 15 € a night.',
        contact_email: 'reception@example.com',
        contact_phone: '+351 213 456 701',
        accent_colour: '#0f5f5c',
        languages: ['en', 'es', 'fr', 'de', 'hi', 'ar'],
        free_cancel_days: 2,
        late_cancel_bp: 5_000,
      },
    );
    for (const [sort_order, extra] of EXTRAS.entries())
      await addExtra(tx, { outlet_id: group.hotel_id, sort_order, ...extra });
    for (const { id, code } of (await roomTypesOf(tx, group.hotel_id)).values())
      await showRoom(tx, group, files, { id, code });
  });
}

/** By day and by night, drawn for the demo. */
async function showRoom(tx: Tx, group: DemoGroup, files: Files, type: { id: string; code: string }): Promise<void> {
  const room: DrawnRoom | undefined = ROOMS[type.code];
  if (!room) return;
  for (const time of ['day', 'night'] as const) {
    const file_key = `pictures/${group.hotel_id}/demo-${type.code.toLowerCase()}-${time}`;
    await files.put(file_key, Buffer.from(drawRoom(room, time)));
    await addPicture(
      tx,
      { id: type.id, outlet_id: group.hotel_id },
      { file_key, content_type: 'image/svg+xml', alt: `${room.shows}, by ${time}` },
    );
  }
}
