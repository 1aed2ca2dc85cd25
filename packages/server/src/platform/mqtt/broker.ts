import { createServer, type Server, type Socket } from 'node:net';
import { Aedes, type AuthenticateError, type Client, type PublishPacket } from 'aedes';
import type { Log } from '../log.ts';
import { addressOf, mayHear, type MqttDoor, type MqttEndpoint, type Session } from './endpoint.ts';

const NOT_AUTHORIZED = 5;
const UNAVAILABLE = 3;

/**
 * The embedded broker. A message is acknowledged only after its commit: the commit happens where Aedes
 * asks whether the client may publish, which is before it acknowledges. One read of a connection's socket is handled
 * before the next, so a client that sends faster than the database commits is slowed down by TCP.
 */
export async function startBroker(
  endpoint: MqttEndpoint,
  options: { host: string; port: number; log: Log },
): Promise<MqttDoor> {
  const sessions = new WeakMap<Client, Session>();
  const broker = await Aedes.createBroker({
    // A client may send its first messages before its connection is confirmed; the default of 42 would drop it.
    queueLimit: 10_000,
    heartbeatInterval: 15_000,
    connectTimeout: 10_000,
    drainTimeout: 20_000,
    authenticate: (client, _username, password, done) => {
      authenticate(endpoint, sessions, client, password).then(
        (accepted) => (accepted ? done(null, true) : done(refusal(NOT_AUTHORIZED), null)),
        (error: unknown) => {
          options.log.warn({ err: error }, 'a machine could not be identified');
          done(refusal(UNAVAILABLE), null);
        },
      );
    },
    authorizePublish: (client, packet, done) => {
      const session = client ? sessions.get(client) : undefined;
      const address = addressOf(packet.topic);
      if (!session || !address || address.tenant_id !== session.tenant_id || address.device_id !== session.device_id) {
        // MQTT 3.1.1 knows no refusal of one message: whoever speaks for another loses the connection (D15).
        done(new Error('not this machine’s topic'));
        return;
      }
      // Nothing that a machine says is kept for later listeners; the database is where it is kept.
      packet.retain = false;
      endpoint.receive(address, bufferOf(packet), session).then(
        () => done(null),
        (error: Error) => done(error),
      );
    },
    authorizeSubscribe: (client, subscription, done) => {
      const session = sessions.get(client);
      done(null, session && mayHear(session, subscription.topic) ? subscription : null);
    },
  });
  broker.on('client', (client) => announce(sessions.get(client), endpoint.connected));
  broker.on('clientDisconnect', (client) => announce(sessions.get(client), endpoint.disconnected));
  broker.on('clientError', (client, error) =>
    options.log.debug({ device_id: client.id, err: error }, 'a machine’s connection failed'),
  );
  broker.on('connectionError', (_client, error) =>
    options.log.debug({ err: error }, 'a connection failed before it was a machine’s'),
  );
  const server = await listen((socket) => void broker.handle(socket), options);
  return doorOf(broker, server, sessions);
}

function doorOf(broker: Aedes, server: Server, sessions: WeakMap<Client, Session>): MqttDoor {
  const clients = (): Client[] => Object.values((broker as unknown as { clients: Record<string, Client> }).clients);
  return {
    port: (server.address() as { port: number }).port,
    publish: (topic, payload) =>
      new Promise((resume, fail) => {
        broker.publish({ cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false }, (error) =>
          error ? fail(error) : resume(),
        );
      }),
    disconnect: (connection_ids) => {
      for (const client of clients()) if (connection_ids.has(sessions.get(client)?.connection_id ?? '')) client.close();
    },
    check: async () => {
      if (!server.listening) throw new Error('the broker does not listen');
    },
    stop: async () => {
      const closed = new Promise<void>((resume) => server.close(() => resume()));
      await new Promise<void>((resume) => broker.close(resume));
      await closed;
    },
  };
}

async function authenticate(
  endpoint: MqttEndpoint,
  sessions: WeakMap<Client, Session>,
  client: Client,
  password: Readonly<Buffer> | undefined,
): Promise<boolean> {
  const session = await endpoint.authenticate(client.id, password?.toString('utf8') ?? '');
  if (session) sessions.set(client, session);
  return session !== null;
}

function announce(session: Session | undefined, tell: (session: Session) => void): void {
  if (session) tell(session);
}

function refusal(returnCode: number): AuthenticateError {
  return Object.assign(new Error('refused'), { returnCode }) as AuthenticateError;
}

function bufferOf(packet: PublishPacket): Buffer {
  return typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
}

function listen(accept: (socket: Socket) => void, { host, port }: { host: string; port: number }): Promise<Server> {
  const server = createServer({ noDelay: true }, accept);
  return new Promise((resume, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.removeListener('error', fail);
      resume(server);
    });
  });
}
