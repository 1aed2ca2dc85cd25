import { EVENTS, TOPIC_PERMISSIONS, type EventEnvelope, type Topic } from '@hostelry/contracts';
import { outletsWith, type Actor } from '../actor.ts';
import { readSince, type LoggedEvent } from '../events/log.ts';
import type { Database } from '../transaction.ts';
import type { Interest, Line } from './hub.ts';

const PAGE = 500;
const MOST_HELD_BACK = 20_000;

/** One client at the hub: what it may hear, and how it gets what it missed without losing what happens meanwhile. */
export class Subscriber {
  readonly topics: ReadonlySet<Topic>;
  readonly outlet_id: string | null;
  /** Live events, held back until the missed ones were delivered, so that the client hears them in order. */
  #held: EventEnvelope[] | null = [];

  constructor(
    readonly actor: Actor,
    interest: Interest,
    readonly line: Line,
  ) {
    this.topics = new Set(interest.topics);
    this.outlet_id = interest.outlet_id;
  }

  /** Hands over a live event. Whoever does not keep up is cut rather than kept in memory. */
  deliver(envelope: EventEnvelope): void {
    if (this.#held && this.#held.length < MOST_HELD_BACK) this.#held.push(envelope);
    else if (this.#held || this.line.isFull()) this.line.cut();
    else this.line.send(envelope);
  }

  /** Delivers what was missed since a position as fast as the line takes it, then goes live. */
  async catchUp(database: Database, from: number | null): Promise<void> {
    let after = 0;
    for (let more = from !== null; more && this.line.isOpen();) {
      const missed = await database.inTenant(
        this.actor,
        (tx) => readSince(tx.db, this.actor.tenant_id, from!, PAGE, after),
        { read_only: true },
      );
      for (const event of missed) if (hears(this, event)) await this.#sendInTime(envelopeOf(event));
      more = missed.length === PAGE;
      after = missed.at(-1)?.position ?? after;
    }
    // The list may grow while the line drains.
    for (let envelope = this.#held?.shift(); envelope && this.line.isOpen(); envelope = this.#held?.shift())
      await this.#sendInTime(envelope);
    this.#held = null;
  }

  async #sendInTime(envelope: EventEnvelope): Promise<void> {
    if (!this.line.isOpen()) return;
    this.line.send(envelope);
    if (this.line.isFull()) await this.line.drained();
  }
}

/** Whether a client may and wants to hear an event. */
export function hears(subscriber: Subscriber, event: LoggedEvent): boolean {
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

/** An event as clients see it. */
export function envelopeOf(event: LoggedEvent): EventEnvelope {
  return {
    position: event.position,
    type: event.type,
    outlet_id: event.outlet_id,
    occurred_at: event.occurred_at,
    aggregate_id: event.aggregate_id,
    data: event.data,
  };
}
