import { TOPIC_PERMISSIONS, TOPICS, type EventEnvelope, type Topic } from '@hostelry/contracts';
import { may, type Actor } from '../actor.ts';
import { DomainError } from '../errors.ts';
import { cursorAtEnd, readLog, type Cursor, type LoggedEvent } from '../events/log.ts';
import type { Signal } from '../events/signal.ts';
import { follow } from '../events/subscription.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Database } from '../transaction.ts';
import { envelopeOf, hears, Subscriber } from './subscriber.ts';

/** What a client asked to hear. */
export interface Interest {
  topics: readonly Topic[];
  /** Only this outlet's events; every outlet the actor may see if null. */
  outlet_id: string | null;
  /** The position of the last event the client saw, to resume from; null starts now. */
  from: number | null;
}

/** One client's connection, as the hub needs it. Each face makes one. */
export interface Line {
  isOpen(): boolean;
  send(envelope: EventEnvelope): void;
  /** Whether so much waits to be sent that the client plainly does not keep up. */
  isFull(): boolean;
  /** Resolves when what waits was sent, or when the line is gone. */
  drained(): Promise<void>;
  /** Gives the client up; it resumes from its last position when it can. */
  cut(): void;
}

export interface Subscription {
  /** Begins delivery, the missed events first, and resolves when those are delivered. */
  start(): Promise<void>;
  close(): void;
}

export interface Hub {
  /** Checks each topic; refuses with FORBIDDEN, or NOT_FOUND for another tenant's outlet. Delivers nothing before `start`. */
  subscribe(actor: Actor, interest: Interest, line: Line): Promise<Subscription>;
  /** Hears every event of every tenant in this process: caches use it. */
  onEvent(listener: (event: LoggedEvent) => void): void;
  stop(): Promise<void>;
}

/** Follows the event log once per process and hands each event to the subscribers that may hear it. */
export async function startHub(database: Database, signal: Signal, metrics: Metrics, log: Log): Promise<Hub> {
  const byTenant = new Map<string, Set<Subscriber>>();
  const listeners: ((event: LoggedEvent) => void)[] = [];
  let cursor: Cursor = await database.asSystem(cursorAtEnd);

  const hand = (event: LoggedEvent) => {
    for (const listener of listeners) safely(() => listener(event));
    const envelope = envelopeOf(event);
    for (const subscriber of byTenant.get(event.tenant_id) ?? []) {
      if (changes(event, subscriber.actor)) safely(() => subscriber.line.cut());
      if (!hears(subscriber, event)) continue;
      metrics.events_delivered.inc();
      safely(() => subscriber.deliver(envelope));
    }
  };
  // One that fails must not cost the others their event.
  const safely = (work: () => void) => {
    try {
      work();
    } catch (error) {
      log.error({ err: error }, 'an event could not be handed over');
    }
  };
  const following = follow('hub', signal, log, async () => {
    const { events, next } = await database.asSystem((db) => readLog(db, cursor));
    cursor = next;
    events.forEach(hand);
    return events.length > 0;
  });

  return {
    subscribe: async (actor, interest, line) => {
      for (const topic of interest.topics) permit(actor, topic, interest.outlet_id);
      if (interest.outlet_id !== null) await expectOwnOutlet(database, actor, interest.outlet_id);
      const subscriber = new Subscriber(actor, interest, line);
      const peers = byTenant.get(actor.tenant_id) ?? new Set();
      byTenant.set(actor.tenant_id, peers);
      return {
        start: () => {
          peers.add(subscriber);
          metrics.realtime_clients.inc();
          return subscriber.catchUp(database, interest.from);
        },
        close: () => {
          if (peers.delete(subscriber)) metrics.realtime_clients.dec();
        },
      };
    },
    onEvent: (listener) => void listeners.push(listener),
    stop: () => following.stop(),
  };
}

/** An actor is known to a line as they were when they came; whom this event changes must come again. */
function changes(event: LoggedEvent, actor: Actor): boolean {
  switch (event.type) {
    case 'identity.session_revoked':
      return actor.session_id === event.aggregate_id;
    case 'identity.user_changed':
    case 'identity.api_key_changed':
      return actor.id === event.aggregate_id;
    default:
      return false;
  }
}

function permit(actor: Actor, topic: Topic, outlet_id: string | null): void {
  if (!TOPICS.includes(topic))
    throw new DomainError('BAD_INPUT', { fields: [{ field: 'topics', message: `must be of ${TOPICS.join(', ')}` }] });
  const permission = TOPIC_PERMISSIONS[topic];
  if (!may(actor, permission)) throw new DomainError('FORBIDDEN', { topic });
  if (outlet_id !== null && !may(actor, permission, outlet_id)) throw new DomainError('NOT_FOUND', { outlet_id });
}

/** An actor with every outlet could name another tenant's; it must look as if it did not exist (A1). */
async function expectOwnOutlet(database: Database, actor: Actor, outlet_id: string): Promise<void> {
  const own = await database.inTenant(
    actor,
    (tx) => tx.db.selectFrom('outlets.outlets').select('id').where('id', '=', outlet_id).executeTakeFirst(),
    { read_only: true },
  );
  if (!own) throw new DomainError('NOT_FOUND', { outlet_id });
}
