import { connect, type Socket } from 'node:net';

/**
 * Machines that send telemetry as fast as it is acknowledged, each with a window of messages under way.
 * A process of its own, speaking MQTT 3.1.1 by hand, so that the measured server shares its thread with nobody.
 */
interface Load {
  port: number;
  tenant_id: string;
  devices: { id: string; token: string }[];
  window: number;
  seconds: number;
  boot: number;
}

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
};

function packet(type: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length: number[] = [];
  for (let rest = body.length; ;) {
    const low = rest & 0x7f;
    rest >>= 7;
    length.push(rest > 0 ? low | 0x80 : low);
    if (rest === 0) break;
  }
  return Buffer.concat([Buffer.from([type, ...length]), body]);
}

const connectPacket = (id: string, token: string) =>
  packet(0x10, text('MQTT'), Buffer.from([4, 0b1100_0010, 0, 60]), text(id), text('machine'), text(token));

function telemetry(topic: Buffer, boot: number, seq: number): Buffer {
  const data = {
    boiler_c: 92.4,
    group_c: 88.1,
    pressure_bar: 9.1,
    flow_ml_s: 2.4,
    cups_total: 10_000 + seq,
    water_l: 3.2,
    beans_g: 740,
    milk_ml: 1_200,
  };
  const message = { id: `${boot}-${seq}`, boot, seq, ts: new Date().toISOString(), data };
  const number = (seq % 65_535) + 1;
  return packet(0x32, topic, Buffer.from([number >> 8, number & 0xff]), Buffer.from(JSON.stringify(message)));
}

/** One machine: fills its window, and sends as many as were acknowledged. */
function machine(
  load: Load,
  { id, token }: { id: string; token: string },
  count: () => void,
): { ready: Promise<void>; start(): void; stop(): void } {
  const socket: Socket = connect({ port: load.port, host: '127.0.0.1', noDelay: true });
  const topic = text(`v1/${load.tenant_id}/${id}/telemetry`);
  let [seq, running, rest] = [0, false, Buffer.alloc(0)];
  const send = (messages: number) => {
    if (!running || messages === 0) return;
    socket.write(Buffer.concat(Array.from({ length: messages }, () => telemetry(topic, load.boot, (seq += 1)))));
  };
  const ready = new Promise<void>((resume, fail) => {
    socket.on('error', fail);
    socket.on('close', () => (running ? fail(new Error('the broker closed a connection')) : undefined));
    socket.on('data', (chunk) => {
      rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      let acknowledged = 0;
      // CONNACK and PUBACK have four bytes each, and nothing else is sent to this client.
      for (; rest.length >= 4; rest = rest.subarray(4)) {
        if (rest[0] === 0x20 && rest[3] === 0) resume();
        else if (rest[0] === 0x20) fail(new Error(`refused with ${rest[3]}`));
        if (rest[0] === 0x40) acknowledged += 1;
      }
      for (let n = 0; n < acknowledged; n += 1) count();
      send(acknowledged);
    });
  });
  socket.write(connectPacket(id, token));
  return {
    ready,
    start: () => {
      running = true;
      send(load.window);
    },
    stop: () => {
      running = false;
    },
  };
}

const load = JSON.parse(process.argv[2]!) as Load;
let acknowledged = 0;
const machines = load.devices.map((device) =>
  machine(load, device, () => {
    acknowledged += 1;
  }),
);
await Promise.all(machines.map(({ ready }) => ready));
const started = performance.now();
machines.forEach(({ start }) => start());
await new Promise((resume) => setTimeout(resume, load.seconds * 1_000));
const per_second = acknowledged / ((performance.now() - started) / 1_000);
machines.forEach(({ stop }) => stop());
// What is still under way is acknowledged too, so that the database can be counted exactly.
await new Promise((resume) => setTimeout(resume, 1_000));
console.log(JSON.stringify({ per_second, acknowledged }));
process.exit(0);
