/** A client that proved who it is: what it may say and hear is decided by its prefix. */
export interface Session {
  tenant_id: string;
  device_id: string;
  /** This one connection: the same client gets another when it comes back. */
  connection_id: string;
}

/** What the broker asks of, and tells, whoever stands behind it. */
export interface MqttEndpoint {
  /** The session of a client, or null to refuse the connection. */
  authenticate(client_id: string, password: string): Promise<Session | null>;
  connected(session: Session): void;
  disconnected(session: Session): void;
  /** Resolves when the message is safe, so that it may be acknowledged; rejects if it must be sent again. */
  receive(address: Address, payload: Buffer, session: Session | null): Promise<void>;
}

/** Who speaks or is spoken to, and about what: `v1/{tenant}/{device}/{kind}`. */
export interface Address {
  tenant_id: string;
  device_id: string;
  kind: string;
}

/** A broker, our own or an outside one, as the house uses it. */
export interface MqttDoor {
  /** The port of the embedded broker; null with an outside one. */
  port: number | null;
  publish(topic: string, payload: string): Promise<void>;
  /** Ends the connections with these ids. */
  disconnect(connection_ids: ReadonlySet<string>): void;
  /** Whether messages can flow now; throws if not. */
  check(): Promise<void>;
  stop(): Promise<void>;
}

export function topicOf({ tenant_id, device_id, kind }: Address): string {
  return `v1/${tenant_id}/${device_id}/${kind}`;
}

const TOPIC = /^v1\/([0-9a-f-]{36})\/([0-9a-f-]{36})\/(.+)$/;

/** The address in a topic, or null if it is none of ours. */
export function addressOf(topic: string): Address | null {
  const match = TOPIC.exec(topic);
  return match ? { tenant_id: match[1]!, device_id: match[2]!, kind: match[3]! } : null;
}

const DOWN = ['time', 'twin/desired'];

/** Whether the house speaks on a topic of this kind, and machines listen. */
export function isDown(kind: string): boolean {
  return DOWN.includes(kind) || /^cmd\/[^/]+$/.test(kind);
}

/** Whether a client may listen to a filter: only to what the house says to it, never to another machine. */
export function mayHear({ tenant_id, device_id }: Session, filter: string): boolean {
  const prefix = topicOf({ tenant_id, device_id, kind: '' });
  return filter.startsWith(prefix) && isDown(filter.slice(prefix.length).replace(/^cmd\/#$/, 'cmd/+'));
}
