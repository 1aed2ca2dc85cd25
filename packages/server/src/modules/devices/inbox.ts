import { systemActor } from '../../platform/actor.ts';
import { DomainError } from '../../platform/errors.ts';
import { GroupCommit, type Outcome } from '../../platform/mqtt/group-commit.ts';
import type { Database } from '../../platform/transaction.ts';
import { putAside, takeMessages } from './commands/take-messages.ts';
import type { Incoming, Sign } from './messages.ts';

type BornListener = (tenant_id: string, born: readonly Sign[]) => void;

/** The one door for what machines say, by MQTT or HTTP: a lane per tenant, committed in groups. */
interface Inbox {
  group: GroupCommit<Incoming>;
  onBorn: Set<BornListener>;
}

/** One inbox per database, so that all doors of a process share its groups. */
const inboxes = new WeakMap<Database, Inbox>();

export function inboxOf({ database }: { database: Database }): Inbox {
  const known = inboxes.get(database);
  if (known) return known;
  const onBorn = new Set<BornListener>();
  const actorOf = (tenant_id: string) => systemActor(tenant_id, 'machines');
  const group = new GroupCommit<Incoming>({
    commit: async (tenant_id, items) => {
      const { refused, born } = await database.inTenant(actorOf(tenant_id), (tx) => takeMessages(tx, items));
      if (born.length > 0) for (const listener of onBorn) listener(tenant_id, born);
      return refused;
    },
    putAside: (tenant_id, item, error) => database.inTenant(actorOf(tenant_id), (tx) => putAside(tx, item, error)),
    isOutage,
  });
  const inbox = { group, onBorn };
  inboxes.set(database, inbox);
  return inbox;
}

/** Takes one message; resolves after its commit, rejects only if it should be sent again. */
export function receive(platform: { database: Database }, tenant_id: string, item: Incoming): Promise<Outcome> {
  return inboxOf(platform).group.submit(tenant_id, item);
}

/**
 * Whether the fault lies with the database's reach rather than with the message. Only data that PostgreSQL
 * cannot hold, a broken constraint, a refusal, or a fault in our own code makes a message poison.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof DomainError) return error.status >= 500;
  if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) return false;
  const { code } = error as { code?: unknown };
  return !(typeof code === 'string' && /^(22|23)[0-9A-Z]{3}$/.test(code));
}
