import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { modules } from './modules.ts';
import { pageOfSlug } from './modules/booking-page/index.ts';
import { startDeviceGateway } from './modules/devices/index.ts';
import { createApp, createHub, startWork, type House, type ProcessRole } from './house.ts';
import { serveConsole, serveGuestApp } from './platform/http/console.ts';
import { serveOperations, type HealthProbe } from './platform/http/operations.ts';
import type { Hub } from './platform/realtime/hub.ts';
import { tokenAuthenticator } from './platform/realtime/authenticate.ts';
import { serveSocketIo } from './platform/realtime/socket-io.ts';
import { serveEventStreams } from './platform/realtime/sse.ts';
import { serveWebSockets } from './platform/realtime/websocket.ts';

const CONSOLE = join(fileURLToPath(new URL('.', import.meta.url)), '../../web/dist');

export interface Running {
  url: string;
  mqtt_port: number | null;
  stop(): Promise<void>;
}

interface Part {
  name: string;
  stop(): Promise<void>;
}

/** Serves the house in one process role: everything by default, or one part of it beside other processes. */
export async function serve(house: House, role: ProcessRole): Promise<Running> {
  const parts: Part[] = [];
  try {
    return await open(house, role, parts);
  } catch (error) {
    // A part that is left running would keep a process alive that serves nothing.
    await stopAll(parts);
    throw error;
  }
}

async function open(house: House, role: ProcessRole, parts: Part[]): Promise<Running> {
  const probes: HealthProbe[] = [{ name: 'database', check: async () => void (await house.pool.query('select 1')) }];
  if (house.signal.check) probes.push({ name: 'redis', check: () => house.signal.check!() });
  let ready = false;
  const app = await createApp(house);
  serveOperations(app, house, probes, () => ready);
  // Every role that answers requests follows the log, because its caches are dropped by events.
  const hub = await createHub(house);
  parts.push({ name: 'hub', stop: () => hub.stop() });
  const realtime = role === 'all' || role === 'realtime' ? serveRealtime(app, house, hub) : null;
  const sockets = upgradedSockets(app.server);
  if (role === 'all' || role === 'api') {
    await serveConsole(app, CONSOLE);
    serveGuestApp(app, CONSOLE, async (slug) => (await pageOfSlug(house.database, slug))?.embed_origins ?? []);
  }
  if (role === 'all' || role === 'worker') {
    const { kafka, stop } = await startWork(house);
    probes.push({ name: 'queue', check: async () => void (await house.pool.query('select platform.jobs_waiting()')) });
    if (kafka) probes.push({ name: 'kafka', check: () => kafka.check() });
    parts.push({ name: 'work', stop });
  }
  const gateway = role === 'all' || role === 'devices' ? await startDeviceGateway(house) : null;
  if (gateway) {
    parts.push({ name: 'devices', stop: () => gateway.stop() });
    probes.push({ name: 'mqtt', check: () => gateway.check() });
  }
  await app.listen({ host: house.config.host, port: house.config.port });
  ready = true;
  const address = app.server.address() as { port: number };
  return {
    url: `http://${house.config.host === '0.0.0.0' ? 'localhost' : house.config.host}:${address.port}`,
    mqtt_port: gateway?.port ?? null,
    stop: async () => {
      ready = false;
      await realtime?.stop();
      await closeHttp(app, sockets);
      await stopAll(parts);
    },
  };
}

/** Last opened, first closed. */
async function stopAll(parts: readonly Part[]): Promise<void> {
  for (const part of parts.toReversed()) await part.stop();
}

function serveRealtime(app: FastifyInstance, house: House, hub: Hub): { stop(): Promise<void> } {
  const authenticate = tokenAuthenticator(
    house,
    modules.flatMap((module) => module.authenticators ?? []),
  );
  serveWebSockets(app, hub, authenticate, house.log);
  serveEventStreams(app, hub);
  return serveSocketIo(app.server, hub, authenticate, house.config.cors_allowed_origins);
}

/** Connections that became WebSockets: the HTTP server waits for them but cannot close them. */
function upgradedSockets(server: Server): Set<Duplex> {
  const sockets = new Set<Duplex>();
  server.on('upgrade', (_request, socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

const DRAIN_MS = 10_000;
const FAREWELL_MS = 1_000;

/** Lets requests under way finish; streams and sockets are told to go, they resume elsewhere. */
async function closeHttp(app: FastifyInstance, sockets: Set<Duplex>): Promise<void> {
  app.websocketServer?.clients.forEach((client) => client.close(1001, 'restarting'));
  const speechless = setTimeout(() => sockets.forEach((socket) => socket.destroy()), FAREWELL_MS);
  const overdue = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
  await app.close();
  clearTimeout(speechless);
  clearTimeout(overdue);
}
