import pg from 'pg';
import WebSocket from 'ws';
import { openRestaurant, orderBody } from './orders.ts';
import { percentile, type BenchHouse, type Figure } from './support.ts';

const SUBSCRIBERS = 1_000;
const ORDERS = 60;
const PAUSE_MS = 60;

/** From the answer to `POST /orders`, which follows the commit at once, to the last of 1,000 subscribers. */
export async function benchLatency(house: BenchHouse): Promise<Figure[]> {
  const restaurant = await openRestaurant(house);
  const sockets = await subscribe(house, SUBSCRIBERS);
  const heard = new Map<string, { count: number; last: number }>();
  for (const socket of sockets) {
    socket.on('message', (raw: Buffer) => {
      const { type, aggregate_id } = JSON.parse(raw.toString()) as { type: string; aggregate_id: string };
      if (type !== 'order.placed') return;
      const entry = heard.get(aggregate_id) ?? { count: 0, last: 0 };
      heard.set(aggregate_id, { count: entry.count + 1, last: performance.now() });
    });
  }
  const sent = new Map<string, number>();
  for (let n = 0; n < ORDERS; n += 1) {
    const order = await house.api('POST', '/orders', orderBody(restaurant));
    sent.set(order.id, performance.now());
    await new Promise((resume) => setTimeout(resume, PAUSE_MS));
  }
  await new Promise((resume) => setTimeout(resume, 1_500));
  sockets.forEach((socket) => socket.terminate());
  const delays = [...sent].map(([id, at]) => {
    const entry = heard.get(id);
    if (entry?.count !== SUBSCRIBERS)
      throw new Error(`an order reached ${entry?.count ?? 0} of ${SUBSCRIBERS} subscribers`);
    return Math.max(0, entry.last - at);
  });
  return [
    {
      what: `commit → browser, p95, the last of ${SUBSCRIBERS.toLocaleString('en')} subscribers`,
      unit: 'ms',
      figure: percentile(delays, 0.95),
      ceiling: await rawNotify(house.admin_url),
      ceiling_is: 'bare NOTIFY → one LISTEN, p95',
      less_is_better: true,
      limited_by: 'writing 1,000 frames on one thread, reading them on the other',
    },
  ];
}

async function subscribe(house: BenchHouse, count: number): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  for (let n = 0; n < count; n += 50) {
    sockets.push(
      ...(await Promise.all(
        Array.from(
          { length: Math.min(50, count - n) },
          () =>
            new Promise<WebSocket>((resume, refuse) => {
              const socket = new WebSocket(`${house.url.replace('http', 'ws')}/ws/orders`);
              socket.once('open', () => socket.send(JSON.stringify({ type: 'auth', token: house.token })));
              socket.once('message', () => resume(socket));
              socket.once('error', refuse);
            }),
        ),
      )),
    );
  }
  return sockets;
}

async function rawNotify(url: string): Promise<number> {
  const [listener, speaker] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })];
  await Promise.all([listener.connect(), speaker.connect()]);
  await listener.query('listen bench');
  const delays: number[] = [];
  for (let n = 0; n < ORDERS; n += 1) {
    const at = performance.now();
    const arrived = new Promise<void>((resume) => listener.once('notification', () => resume()));
    await speaker.query('notify bench');
    await arrived;
    delays.push(performance.now() - at);
  }
  await Promise.all([listener.end(), speaker.end()]);
  return percentile(delays, 0.95);
}
