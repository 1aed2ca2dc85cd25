// Books and cancels as fast as it can until it is killed. Each line on standard output names a booking that was
// committed before the line was written, with the status it had then.
import {
  assignRoom,
  bookRooms,
  cancelBooking,
  changeStay,
  lockBooking,
  lockStay,
  moveRoom,
  saleTermsOf,
} from '../../packages/server/src/modules/reservations/index.ts';
import { systemActor } from '../../packages/server/src/platform/actor.ts';
import { addDays, systemClock } from '../../packages/server/src/platform/clock.ts';
import { createPool } from '../../packages/server/src/platform/database/pool.ts';
import { refusalOf } from '../../packages/server/src/platform/database/constraints.ts';
import { DomainError } from '../../packages/server/src/platform/errors.ts';
import { Database, type Tx } from '../../packages/server/src/platform/transaction.ts';

export interface Input {
  url: string;
  application_name: string;
  tenant_id: string;
  room_type_ids: string[];
  /** The physical rooms of each type. */
  room_ids: Record<string, string[]>;
  first_night: string;
}

const WORKERS = 4;
const { url, application_name, tenant_id, room_type_ids, room_ids, first_night } = JSON.parse(
  process.argv[2]!,
) as Input;
const database = new Database({ pool: createPool(url, WORKERS, application_name), clock: systemClock });
const actor = systemActor(tenant_id);
const upTo = (n: number) => Math.floor(Math.random() * n);

/** A stay that changes goes through what a desk does to it: another length, a room, another room. */
async function change(id: string): Promise<void> {
  const act = (run: (stay: NonNullable<Awaited<ReturnType<typeof lockStay>>>, tx: Tx) => Promise<void>) =>
    database.inTenant(actor, async (tx) => run((await lockStay(tx, id))!, tx));
  await act((stay, tx) => changeStay(tx, stay, { end_date: addDays(stay.end_date, 1) }));
  const room = (stay: { room_type_id: string }) => room_ids[stay.room_type_id]![upTo(30)]!;
  await act((stay, tx) => assignRoom(tx, stay, { room_id: room(stay) }));
  await act((stay, tx) => moveRoom(tx, stay, { room_id: room(stay), from_date: addDays(stay.end_date, -1) }));
  await act((stay, tx) => changeStay(tx, stay, { start_date: addDays(stay.start_date, 1), room_id: null }));
}

async function work(): Promise<never> {
  for (;;) {
    try {
      const start_date = addDays(first_night, upTo(20));
      const end_date = addDays(start_date, 1 + upTo(6));
      const quantity = 1 + upTo(3);
      const { id, reservations } = await database.inTenant(actor, async (tx) => {
        const terms = await saleTermsOf(tx, room_type_ids[upTo(room_type_ids.length)]!, null, { start_date, end_date });
        return bookRooms(tx, terms!, {
          room_type_id: terms!.room_type_id,
          start_date,
          end_date,
          quantity,
          guest: { name: 'Crash Guest' },
        });
      });
      process.stdout.write(`${id} CONFIRMED\n`);
      if (quantity === 1) await change(reservations[0]!.id);
      if (upTo(2) === 0) continue;
      await database.inTenant(actor, async (tx) => cancelBooking(tx, (await lockBooking(tx, id))!, {}));
      process.stdout.write(`${id} CANCELLED\n`);
    } catch (error) {
      if (!(error instanceof DomainError) && !refusalOf(error)) throw error;
    }
  }
}

await Promise.all(Array.from({ length: WORKERS }, work));
