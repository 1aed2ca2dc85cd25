import { Admin, murmur2, Producer, ProduceAcks, stringSerializers } from '@platformatic/kafka';
import { EVENTS, type EventStream, type EventType, type PublishedEvent } from '@hostelry/contracts';
import { Undeliverable, type Feed } from '../../platform/events/feed.ts';
import type { LoggedEvent } from '../../platform/events/log.ts';

/** The streams that integrators may follow. Who is who, and how rooms and menus are drawn, is the house's own business. */
export const PUBLISHED_STREAMS: readonly EventStream[] = [
  'inventory',
  'reservations',
  'orders',
  'payments',
  'stock',
  'devices',
];

/** The topic of an event type. */
export const topicOf = (type: EventType) => `hostelry.${EVENTS[type].stream}`;

/** A broker takes batches of 1 MiB unless told otherwise; a batch is what one request brings to one partition. */
const MOST_BYTES_A_REQUEST = 900_000;

interface Message {
  topic: string;
  key: string;
  value: string;
}

export interface KafkaPublisher extends Feed {
  /** Whether a broker answers. */
  check(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Publishes the event log to Kafka. The aggregate's id is the key, so the events of one aggregate keep their order;
 * a batch is acknowledged by every replica in step before it counts.
 */
export function createKafkaPublisher(brokers: readonly string[]): KafkaPublisher {
  const common = {
    clientId: 'hostelry',
    bootstrapBrokers: [...brokers],
    connectTimeout: 3_000,
    timeout: 5_000,
    retryDelay: 250,
  };
  const admin = new Admin({ ...common, retries: 0 });
  const createProducer = () =>
    new Producer({ ...common, idempotent: true, autocreateTopics: true, serializers: stringSerializers });
  let producer: ReturnType<typeof createProducer> | null = null;

  const send = async (messages: Message[], signal: AbortSignal) => {
    const current = (producer ??= createProducer());
    const sending = current.send({ messages, acks: ProduceAcks.ALL, partitioner: ({ key }) => partitionOf(key!) });
    try {
      await unlessAborted(signal, sending);
    } catch (error) {
      // A producer that does not know whether its batch arrived has lost count of its sequence: the next one starts anew.
      producer = null;
      current.close().catch(() => undefined);
      throw signal.aborted
        ? new Error('Kafka did not acknowledge in time', { cause: await whatItMet(sending) })
        : error;
    }
  };
  return {
    name: 'kafka',
    types: (Object.keys(EVENTS) as EventType[]).filter((type) => PUBLISHED_STREAMS.includes(EVENTS[type].stream)),
    deliver: async (events, signal) => {
      for (const messages of requestsOf(events)) await send(messages, signal);
    },
    check: async () => void (await admin.metadata({ topics: [], forceUpdate: true })),
    stop: async () => {
      await Promise.allSettled([producer?.close(), admin.close()]);
    },
  };
}

/** The events as messages, in requests that a broker takes. Requests keep the order, so each aggregate does too. */
function requestsOf(events: readonly LoggedEvent[]): Message[][] {
  const requests: Message[][] = [];
  let room = 0;
  for (const event of events) {
    const message = { topic: topicOf(event.type), key: event.aggregate_id, value: JSON.stringify(published(event)) };
    const bytes = Buffer.byteLength(message.value) + 100;
    if (bytes > MOST_BYTES_A_REQUEST)
      throw new Undeliverable(event, `it has ${bytes} bytes and a broker takes ${MOST_BYTES_A_REQUEST}`);
    if (bytes > room) {
      requests.push([]);
      room = MOST_BYTES_A_REQUEST;
    }
    room -= bytes;
    requests.at(-1)!.push(message);
  }
  return requests;
}

function published(event: LoggedEvent): PublishedEvent {
  return {
    position: event.position,
    type: event.type,
    tenant_id: event.tenant_id,
    outlet_id: event.outlet_id,
    occurred_at: event.occurred_at,
    aggregate_type: event.aggregate_type,
    aggregate_id: event.aggregate_id,
    data: event.data,
  };
}

/** As Kafka's own clients do it, so that others who write with the same key meet ours in the same partition. */
function partitionOf(key: string): number {
  return murmur2(Buffer.from(key)) & 0x7fff_ffff;
}

/** The client retries for ever by itself; whoever waits for it decides for how long. */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let give: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    give = () => reject(signal.reason as Error);
    signal.addEventListener('abort', give, { once: true });
  });
  work.catch(() => undefined);
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', give));
}

/** The first trouble of a send that was given up: closing its producer makes it tell. */
async function whatItMet(sending: Promise<unknown>): Promise<unknown> {
  const told = await Promise.race([
    sending.then(
      () => undefined,
      (error: unknown) => error,
    ),
    new Promise((resume) => setTimeout(resume, 100)),
  ]);
  return told instanceof AggregateError ? told.errors[0] : told;
}
