import { isUuid, newId } from '../../platform/ids.ts';
import { systemActor } from '../../platform/actor.ts';
import { freePort } from '../../platform/database/embedded.ts';
import type { Platform } from '../../platform/http/server.ts';
import { startBroker } from '../../platform/mqtt/broker.ts';
import { topicOf, type MqttDoor, type MqttEndpoint, type Session } from '../../platform/mqtt/endpoint.ts';
import { joinOutsideBroker } from '../../platform/mqtt/outside-broker.ts';
import { deviceOfToken } from './authenticate.ts';
import { keepConnected } from './commands/note-signs.ts';
import { inboxOf, receive } from './inbox.ts';
import { readMessage, type Sign } from './messages.ts';

export interface DeviceGateway {
  /** The port of the embedded broker; null with an outside one. */
  port: number | null;
  /** Throws unless messages can flow. */
  check(): Promise<void>;
  stop(): Promise<void>;
}

const USUAL_PORT = 1_883;
const KEEP_EVERY_MS = 15_000;
const GROUP_SIZE = 500;

/** Opens the door for machines: the embedded MQTT broker, or the outside one of `MQTT_URL`. */
export async function startDeviceGateway(platform: Platform): Promise<DeviceGateway> {
  const { config, log } = platform;
  const open = new Map<string, Session>();
  const endpoint = endpointFor(platform, open, (connection_ids) => door.disconnect(connection_ids));
  const door: MqttDoor = config.mqtt_url
    ? await joinOutsideBroker(endpoint, { url: config.mqtt_url, identity: `${config.data_dir} ${config.port}`, log })
    : await startBroker(endpoint, { host: config.host, port: await brokerPort(config.mqtt_port), log });
  const inbox = inboxOf(platform);
  const tellTime = (tenant_id: string, born: readonly Sign[]) => void sendTime(platform, door, tenant_id, born);
  inbox.onBorn.add(tellTime);
  const keeping = setInterval(() => void keepOpen(platform, door, open), KEEP_EVERY_MS);
  return {
    port: door.port,
    check: () => door.check(),
    stop: async () => {
      clearInterval(keeping);
      inbox.onBorn.delete(tellTime);
      await door.stop();
      // The last messages and the ends of all connections are committed before the database closes.
      await inbox.group.drain();
    },
  };
}

function endpointFor(
  platform: Platform,
  open: Map<string, Session>,
  disconnect: (connection_ids: ReadonlySet<string>) => void,
): MqttEndpoint {
  const { database, metrics, log } = platform;
  const tellOfConnection = ({ tenant_id, device_id, connection_id }: Session, isOpen: boolean) =>
    receive(platform, tenant_id, { what: 'connection', device_id, connection_id, open: isOpen }).catch(
      (error: unknown) => log.warn({ err: error, device_id }, 'a connection could not be noted'),
    );
  return {
    authenticate: async (client_id, password) => {
      const device = isUuid(client_id) ? await deviceOfToken(database, password) : null;
      return device && device.id === client_id
        ? { tenant_id: device.tenant_id, device_id: device.id, connection_id: newId() }
        : null;
    },
    connected: (session) => {
      metrics.devices_online.inc();
      // It counts as open once that is written: keeping it open before would find another connection's id there.
      void tellOfConnection(session, true).then(() => open.set(session.connection_id, session));
    },
    disconnected: (session) => {
      metrics.devices_online.dec();
      void tellOfConnection(session, false).then(() => open.delete(session.connection_id));
    },
    receive: async ({ tenant_id, device_id, kind }, payload, session) => {
      if (!isUuid(tenant_id) || !isUuid(device_id)) return;
      const outcome = await receive(
        platform,
        tenant_id,
        readMessage(device_id, kind, payload, session?.connection_id ?? null),
      );
      metrics.device_messages.inc({ outcome: outcome.taken ? 'taken' : 'quarantined' });
      if (!outcome.taken && session && outOfService(outcome.because)) disconnect(new Set([session.connection_id]));
    },
  };
}

function outOfService(error: Error): boolean {
  return (error as { code?: string }).code === 'NOT_FOUND';
}

/** Machines have poor clocks: each is told the time when it is born. */
async function sendTime(
  { clock, log }: Platform,
  door: MqttDoor,
  tenant_id: string,
  born: readonly Sign[],
): Promise<void> {
  const payload = JSON.stringify({ now: clock.now().toISOString() });
  for (const { device_id } of born) {
    await door
      .publish(topicOf({ tenant_id, device_id, kind: 'time' }), payload)
      .catch((error: unknown) => log.debug({ err: error, device_id }, 'could not send the time'));
  }
}

/** Quiet machines stay seen while their connection lives, and connections of machines out of service end. */
async function keepOpen(
  { database, log }: Platform,
  door: MqttDoor,
  open: ReadonlyMap<string, Session>,
): Promise<void> {
  const byTenant = groupByTenant(open);
  for (const [tenant_id, sessions] of byTenant) {
    try {
      for (let from = 0; from < sessions.length; from += GROUP_SIZE) {
        const group = sessions.slice(from, from + GROUP_SIZE);
        const lost = await database.inTenant(systemActor(tenant_id, 'machines'), (tx) => keepConnected(tx, group));
        door.disconnect(new Set(lost));
      }
    } catch (error) {
      log.warn({ err: error, tenant_id }, 'could not keep machines connected');
    }
  }
}

function groupByTenant(open: ReadonlyMap<string, Session>): Map<string, Session[]> {
  const groups = new Map<string, Session[]>();
  for (const session of open.values()) {
    const group = groups.get(session.tenant_id);
    if (group) group.push(session);
    else groups.set(session.tenant_id, [session]);
  }
  return groups;
}

/** The port that was asked for; else the usual one, or a free one where it is taken. */
function brokerPort(wanted: number | null): Promise<number> {
  if (wanted === 0) return Promise.resolve(0);
  return freePort(wanted ?? USUAL_PORT, wanted !== null);
}
