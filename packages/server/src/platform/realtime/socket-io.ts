import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { ROLE_PERMISSIONS, TOPIC_PERMISSIONS, TOPICS, type EventType, type Topic } from '@hostelry/contracts';
import { Server, type Namespace, type Socket } from 'socket.io';
import { may, type Actor } from '../actor.ts';
import type { AuthenticateToken } from './authenticate.ts';
import type { Hub, Line, Subscription } from './hub.ts';

const PATH = '/socket.io/';
/** A client that does not keep up is closed; it resumes from its last position when it can. */
const MOST_WAITING_PACKETS = 1_000;

/** Which topics a namespace carries; an actor hears those of them that their role allows. */
const NAMESPACES: Record<string, readonly Topic[]> = {
  '/orders': ['orders', 'floor'],
  '/kitchen': ['kitchen', 'menu'],
  '/managers': TOPICS,
};

/** The names that integrators of the older systems listen for; everything also comes as `event`. */
const NAMED: Partial<Record<EventType, string>> = {
  'order.placed': 'new_order',
  'order.status_changed': 'order_status_changed',
  'floor.table_status_changed': 'table_status_changed',
  'notification.created': 'custom_notification',
};

/** The Socket.IO face. Clients sign in with `auth: { token, outlet_id?, from? }` and may join rooms of their role. */
export function serveSocketIo(
  http: HttpServer,
  hub: Hub,
  authenticate: AuthenticateToken,
  origins: readonly string[],
): { stop(): Promise<void> } {
  leaveOurUpgradesAlone(http);
  const io = new Server(http, {
    path: PATH,
    destroyUpgrade: false,
    serveClient: false,
    cors: origins.length > 0 ? { origin: [...origins], credentials: true } : undefined,
    maxHttpBufferSize: 65_536,
  });
  for (const [name, topics] of Object.entries(NAMESPACES)) serveNamespace(io.of(name), topics, hub, authenticate);
  io.of('/').use((_socket, next) => next(new Error('NOT_FOUND')));
  return {
    // The HTTP server is not ours to close.
    stop: async () => {
      for (const name of Object.keys(NAMESPACES)) io.of(name).disconnectSockets(true);
      io.engine.close();
    },
  };
}

/** The other faces answer every upgrade of the server that comes to them, so ours must not. */
function leaveOurUpgradesAlone(http: HttpServer): void {
  const others = http.listeners('upgrade') as ((
    this: HttpServer,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ) => void)[];
  http.removeAllListeners('upgrade');
  http.on('upgrade', (request, socket, head) => {
    if (request.url?.startsWith(PATH)) return;
    for (const other of others) other.call(http, request, socket, head);
  });
}

function serveNamespace(
  namespace: Namespace,
  topics: readonly Topic[],
  hub: Hub,
  authenticate: AuthenticateToken,
): void {
  namespace.use((socket, next) => {
    authenticate(String(socket.handshake.auth.token ?? ''))
      .then((actor) => {
        const audible = topics.filter((topic) => may(actor, TOPIC_PERMISSIONS[topic]));
        if (audible.length === 0) throw Object.assign(new Error('FORBIDDEN'), { code: 'FORBIDDEN' });
        socket.data = { actor, topics: audible };
        next();
      })
      .catch((error: { code?: string }) => next(new Error(error.code ?? 'UNAUTHENTICATED')));
  });
  namespace.on('connection', (socket) => {
    const { actor, topics: audible } = socket.data as { actor: Actor; topics: Topic[] };
    let subscription: Subscription | null = null;
    for (const room of roomsOf(actor)) void socket.join(room);
    hub
      .subscribe(actor, { topics: audible, outlet_id: outletOf(socket), from: fromOf(socket) }, lineOf(socket))
      .then(async (opened) => {
        if (socket.disconnected) return;
        subscription = opened;
        await opened.start();
        socket.emit('ready', { topics: audible, rooms: roomsOf(actor) });
      })
      .catch((error: { code?: string }) => {
        socket.emit('refused', { code: error.code ?? 'INTERNAL' });
        socket.disconnect(true);
      });
    socket.on('disconnect', () => subscription?.close());
  });
}

function lineOf(socket: Socket): Line {
  const { conn } = socket;
  const waiting = () => (conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length;
  return {
    isOpen: () => socket.connected,
    send: (envelope) => {
      socket.emit('event', envelope);
      const name = NAMED[envelope.type];
      if (name) socket.emit(name, envelope);
    },
    isFull: () => waiting() > MOST_WAITING_PACKETS,
    drained: () =>
      new Promise((resume) => {
        const look = () => {
          if (socket.connected && waiting() > 0) return;
          conn.off('drain', look);
          socket.off('disconnect', look);
          resume();
        };
        conn.on('drain', look);
        socket.on('disconnect', look);
        look();
      }),
    cut: () => {
      // A client that reads nothing would not answer a polite goodbye either.
      const { socket: webSocket } = conn.transport as unknown as { socket?: { terminate(): void } };
      if (webSocket) webSocket.terminate();
      else conn.close(true);
    },
  };
}

/** A person is in the room of each role family they hold; rooms are joined by the server, never by asking. */
export function roomsOf(actor: Actor): string[] {
  if (actor.kind === 'customer') return ['customer'];
  const rooms = new Set<string>();
  for (const grant of actor.grants) {
    if (grant.role === 'CHEF') rooms.add('chef');
    else if (ROLE_PERMISSIONS[grant.role].includes('users.read')) rooms.add('manager');
    else rooms.add('staff');
  }
  return [...rooms];
}

function outletOf(socket: Socket): string | null {
  const outlet_id = socket.handshake.auth.outlet_id as unknown;
  return typeof outlet_id === 'string' && outlet_id ? outlet_id : null;
}

function fromOf(socket: Socket): number | null {
  const from = socket.handshake.auth.from as unknown;
  return typeof from === 'number' && Number.isSafeInteger(from) && from >= 0 ? from : null;
}
