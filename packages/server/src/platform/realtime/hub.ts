import { EVENTS, TOPIC_PERMISSIONS, TOPICS, type EventEnvelope, type Topic } from '@hostelry/contracts';
import { may, outletsWith, type Actor } from '../actor.ts';
import { DomainError } from '../errors.ts';
import { cursorAtEnd, readLog, readSince, type Cursor, type LoggedEvent } from '../events/log.ts';
import type { Signal } from '../events/signal.ts';
import { follow } from '../events/subscription.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Database } from '../transaction.ts';

/** What a client asked to hear. */
export interface Interest {
  topics: readonly Topic[];
  /** Only this outlet's events; every outlet the actor may see if null. */
  outlet_id: string | null;
  /** The position of the last event the client saw, to resume from; null starts now. */
  from: number | null;
}

export interface Subscription {
  close(): void;
}

interface Subscriber {
  actor: Actor;
  topics: ReadonlySet<Topic>;
  outlet_id: string | null;
  deliver(envelope: EventEnvelope): void;
}

export interface Hub {
  /** Starts delivery after checking each topic; refuses with FORBIDDEN, or NOT_FOUND for another tenant's outlet. */
  subscribe(actor: Actor, interest: Interest, deliver: (envelope: EventEnvelope) => void): Promise<Subscription>;
  /** Hears every event of every tenant in this process: caches use it. */
  onEvent(listener: (event: LoggedEvent) => void): void;
  stop(): Promise<void>;
}

const PAGE = 1_000;

/** Follows the event log once per process and hands each event to the subscribers that may hear it. */
export async function startHub(database: Database, signal: Signal, metrics: Metrics, log: Log): Promise<Hub> {
  const byTenant = new Map<string, Set<Subscriber>>();
  const listeners: ((event: LoggedEvent) => void)[] = [];
  let cursor: Cursor = await database.asSystem(cursorAtEnd);

  const hand = (event: LoggedEvent) => {
    for (const listener of listeners) safely(() => listener(event));
    const subscribers = byTenant.get(event.tenant_id);
    if (!subscribers || subscribers.size === 0) return;
    const envelope = envelopeOf(event);
    for (const subscriber of subscribers) {
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
    subscribe: async (actor, interest, deliver) => {
      const topics = new Set(interest.topics);
      for (const topic of topics) permit(actor, topic, interest.outlet_id);
      if (interest.outlet_id !== null) await expectOwnOutlet(database, actor, interest.outlet_id);
      const resume = new Resumption(deliver);
      const subscriber: Subscriber = { actor, topics, outlet_id: interest.outlet_id, deliver: (envelope) => resume.deliver(envelope) };
      const peers = byTenant.get(actor.tenant_id) ?? new Set();
      byTenant.set(actor.tenant_id, peers.add(subscriber));
      metrics.realtime_clients.inc();
      if (interest.from !== null) {
        const page = (after: number) => database.inTenant(actor, (tx) => readSince(tx.db, actor.tenant_id, interest.from!, PAGE, after), { read_only: true });
        for (let missed = await page(0); missed.length > 0; missed = missed.length < PAGE ? [] : await page(missed.at(-1)!.position)) {
          for (const event of missed) if (hears(subscriber, event)) deliver(envelopeOf(event));
        }
      }
      resume.open();
      return { close: () => { if (peers.delete(subscriber)) metrics.realtime_clients.dec(); } };
    },
    onEvent: (listener) => void listeners.push(listener),
    stop: () => following.stop(),
  };
}

/** Holds live events back until the missed ones were delivered, so that a client hears them in order. */
class Resumption {
  #waiting: EventEnvelope[] | null = [];

  constructor(private readonly send: (envelope: EventEnvelope) => void) {}

  deliver(envelope: EventEnvelope): void {
    if (this.#waiting) this.#waiting.push(envelope);
    else this.send(envelope);
  }

  open(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    waiting.forEach(this.send);
  }
}

function permit(actor: Actor, topic: Topic, outlet_id: string | null): void {
  if (!TOPICS.includes(topic)) throw new DomainError('BAD_INPUT', { fields: [{ field: 'topics', message: `must be of ${TOPICS.join(', ')}` }] });
  const permission = TOPIC_PERMISSIONS[topic];
  if (!may(actor, permission)) throw new DomainError('FORBIDDEN', { topic });
  if (outlet_id !== null && !may(actor, permission, outlet_id)) throw new DomainError('NOT_FOUND', { outlet_id });
}

/** An actor with every outlet could name another tenant's; it must look as if it did not exist (A1). */
async function expectOwnOutlet(database: Database, actor: Actor, outlet_id: string): Promise<void> {
  const own = await database.inTenant(actor, (tx) => tx.db.selectFrom('outlets.outlets').select('id').where('id', '=', outlet_id).executeTakeFirst(), { read_only: true });
  if (!own) throw new DomainError('NOT_FOUND', { outlet_id });
}

function hears(subscriber: Subscriber, event: LoggedEvent): boolean {
  const topics: readonly Topic[] = EVENTS[event.type]?.topics ?? [];
  if (subscriber.outlet_id !== null && subscriber.outlet_id !== event.outlet_id) return false;
  return topics.some((topic) => {
    if (!subscriber.topics.has(topic)) return false;
    if (topic === 'notifications') return event.data.user_id === subscriber.actor.id;
    if (event.outlet_id === null) return true;
    const outlets = outletsWith(subscriber.actor, TOPIC_PERMISSIONS[topic]);
    return outlets === 'all' || outlets.includes(event.outlet_id);
  });
}

function envelopeOf(event: LoggedEvent): EventEnvelope {
  return {
    position: event.position, type: event.type, outlet_id: event.outlet_id,
    occurred_at: event.occurred_at, aggregate_id: event.aggregate_id, data: event.data,
  };
}
