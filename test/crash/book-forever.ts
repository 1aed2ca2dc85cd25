// Books and cancels as fast as it can until it is killed. Each line on standard output names a booking that was
// committed before the line was written, with the status it had then.
import {
  bookRooms,
  cancelBooking,
  lockBooking,
  saleTermsOf,
} from '../../packages/server/src/modules/reservations/index.ts';
import { systemActor } from '../../packages/server/src/platform/actor.ts';
import { addDays, systemClock } from '../../packages/server/src/platform/clock.ts';
import { createPool } from '../../packages/server/src/platform/database/pool.ts';
import { DomainError } from '../../packages/server/src/platform/errors.ts';
import { Database } from '../../packages/server/src/platform/transaction.ts';

export interface Input {
  url: string;
  application_name: string;
  tenant_id: string;
  room_type_ids: string[];
  first_night: string;
}

const WORKERS = 4;
const { url, application_name, tenant_id, room_type_ids, first_night } = JSON.parse(process.argv[2]!) as Input;
const database = new Database({ pool: createPool(url, WORKERS, application_name), clock: systemClock });
const actor = systemActor(tenant_id);
const upTo = (n: number) => Math.floor(Math.random() * n);

async function work(): Promise<never> {
  for (;;) {
    try {
      const start_date = addDays(first_night, upTo(20));
      const end_date = addDays(start_date, 1 + upTo(6));
      const { id } = await database.inTenant(actor, async (tx) => {
        const terms = await saleTermsOf(tx, room_type_ids[upTo(room_type_ids.length)]!, null, { start_date, end_date });
        return bookRooms(tx, terms!, {
          room_type_id: terms!.room_type_id,
          start_date,
          end_date,
          quantity: 1 + upTo(3),
          guest: { name: 'Crash Guest' },
        });
      });
      process.stdout.write(`${id} CONFIRMED\n`);
      if (upTo(2) === 0) continue;
      await database.inTenant(actor, async (tx) => cancelBooking(tx, (await lockBooking(tx, id))!, {}));
      process.stdout.write(`${id} CANCELLED\n`);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
}

await Promise.all(Array.from({ length: WORKERS }, work));
