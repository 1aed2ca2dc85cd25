import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import mqtt, { type IPublishPacket, type MqttClient } from 'mqtt';
import type { Log } from '../log.ts';
import { addressOf, isDown, type MqttDoor, type MqttEndpoint } from './endpoint.ts';

/** All gateways share one subscription, so each message reaches one of them. */
const FILTER = '$share/hostelry/v1/+/+/#';

/**
 * An outside broker, such as Mosquitto. It knows the machines and what each may say; the house is one
 * client of it that listens to all. Here too a message is acknowledged only after its commit.
 */
export async function joinOutsideBroker(
  endpoint: MqttEndpoint,
  options: { url: string; identity: string; log: Log },
): Promise<MqttDoor> {
  const client = mqtt.connect(options.url, {
    clientId: `hostelry-${createHash('sha256').update(`${hostname()} ${options.identity}`).digest('hex').slice(0, 12)}`,
    // The broker keeps what was not acknowledged while the house restarts.
    clean: false,
    keepalive: 15,
    reconnectPeriod: 1_000,
    connectTimeout: 10_000,
    protocolVersion: 4,
    resubscribe: true,
  });
  acknowledgeAfterCommit(client, endpoint, options.log);
  client.on('error', (error) => options.log.warn({ err: error }, 'the outside MQTT broker'));
  client.on('close', () => options.log.debug('the connection to the outside MQTT broker is closed'));
  await firstConnection(client);
  const granted = await client.subscribeAsync(FILTER, { qos: 1 });
  if (granted.some(({ qos }) => qos > 2))
    throw new Error(`The MQTT broker does not let this client subscribe to ${FILTER}.`);
  return {
    port: null,
    publish: async (topic, payload) => void (await client.publishAsync(topic, payload, { qos: 1 })),
    // Its connections are its own; a machine out of service is refused by what it says.
    disconnect: () => undefined,
    check: async () => {
      if (!client.connected) throw new Error('the MQTT broker is out of reach');
    },
    stop: () => client.endAsync(),
  };
}

/**
 * The client's own way acknowledges one message before it looks at the next, which would be one commit for
 * each. So it is told not to acknowledge, and the four bytes of PUBACK are written here after the commit.
 */
function acknowledgeAfterCommit(client: MqttClient, endpoint: MqttEndpoint, log: Log): void {
  const unacknowledged = new Error('acknowledged after its commit');
  client.handleMessage = (packet, done) => {
    done(unacknowledged);
    const { stream } = client;
    take(packet, endpoint).then(
      () => {
        // Numbers of messages belong to one connection: on another they would acknowledge something else.
        if (packet.qos === 0 || packet.messageId === undefined || client.stream !== stream || !client.connected) return;
        stream.write(Buffer.from([0x40, 2, packet.messageId >> 8, packet.messageId & 0xff]));
      },
      (error: unknown) => {
        log.warn({ err: error }, 'a message from the outside MQTT broker could not be taken; it is asked for again');
        // Without an acknowledgement the broker sends it again, but only to a new connection.
        if (client.stream === stream) client.reconnect();
      },
    );
  };
}

async function take(packet: IPublishPacket, endpoint: MqttEndpoint): Promise<void> {
  const address = addressOf(packet.topic);
  // What the house itself says to machines comes back through the shared subscription.
  if (!address || isDown(address.kind)) return;
  await endpoint.receive(address, Buffer.from(packet.payload), null);
}

function firstConnection(client: MqttClient): Promise<void> {
  return new Promise((resume, fail) => {
    const late = setTimeout(() => give(new Error('The MQTT broker of MQTT_URL does not answer.')), 15_000);
    const give = (error: Error) => {
      clearTimeout(late);
      client.end(true);
      fail(error);
    };
    client.once('connect', () => {
      clearTimeout(late);
      client.removeListener('error', give);
      resume();
    });
    client.once('error', give);
  });
}
