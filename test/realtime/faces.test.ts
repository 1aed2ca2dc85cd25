import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { EventEnvelope, EventType, Grant, Topic } from '@hostelry/contracts';
import { newId } from '../../packages/server/src/platform/ids.ts';
import { emit } from '../../packages/server/src/platform/transaction.ts';
import { serve, type Running } from '../../packages/server/src/serve.ts';
import { createUser, openTestHouse, type TestHouse, type TestTenant } from '../support/house.ts';
import {
  openSocketIo,
  openStream,
  openWebSocket,
  Refused,
  socketIoFace,
  streamFace,
  webSocketFace,
  type Face,
  type Listener,
  type Refusal,
} from './clients.ts';

let house: TestHouse;
let tenant: TestTenant;
let neighbour: TestTenant;
let running: Running;
let url: string;
let silent: Promise<Refusal>;

beforeAll(async () => {
  house = await openTestHouse();
  [tenant, neighbour] = [await house.createTenant(), await house.createTenant('Neighbour')];
  running = await serve({ ...house, config: { ...house.config, host: '127.0.0.1', port: 0 } }, 'realtime');
  url = running.url;
  // Whoever connects and says nothing is shown out after ten seconds: the last test looks at how that went.
  silent = openWebSocket(url, '/ws/orders', null).then(
    () => {
      throw new Error('it was let in');
    },
    (error: Refused) => error.refusal,
  );
});
afterAll(async () => {
  await running.stop();
  await house.stop();
});

const say = (place: TestTenant, type: EventType, outlet_id: string | null, data: Record<string, unknown> = {}) =>
  place.act(async (tx) => emit(tx, { type, aggregate_type: 'test', aggregate_id: newId(), outlet_id, data }));

type Person = Awaited<ReturnType<typeof createUser>>;

const at = (role: Grant['role'], scope_id: string | null = null): Grant[] => [
  { role, scope: scope_id === null ? 'TENANT' : 'OUTLET', scope_id },
];
const tokenOf = async (grants: Grant[], place = tenant) => (await createUser(house, place, grants)).token;

const closing = <L extends Listener>(listener: L): L => {
  onTestFinished(() => listener.close());
  return listener;
};
const refusalOf = (attempt: Promise<Listener>): Promise<Refusal> =>
  attempt.then(
    async (listener) => {
      await listener.close();
      throw new Error('it was let in');
    },
    (error: unknown) => {
      if (error instanceof Refused) return error.refusal;
      throw error;
    },
  );

const marks = (listener: { heard: EventEnvelope[] }) => listener.heard.map((envelope) => envelope.data.mark);

/** Waits until the event with this mark is heard; what should not be heard was emitted before it. */
const until = (listener: Listener, mark: string) =>
  expect.poll(() => marks(listener), { timeout: 5_000 }).toContain(mark);

const FACES: [string, Face, { unauthenticated: number; forbidden: number; not_found: number }][] = [
  ['WebSocket', webSocketFace, { unauthenticated: 4401, forbidden: 4403, not_found: 4404 }],
  ['Socket.IO', socketIoFace, { unauthenticated: 0, forbidden: 0, not_found: 0 }],
  ['SSE', streamFace, { unauthenticated: 401, forbidden: 403, not_found: 404 }],
];

describe.each(FACES)('the %s face', (_name, open, numbers) => {
  const topics: Topic[] = ['orders'];

  it('delivers the envelope of each event that the listener may hear', async () => {
    const listener = closing(await open(url, { token: await tokenOf(at('MANAGER')), topics }));
    await say(tenant, 'order.placed', tenant.restaurant_id, { mark: 'hello' });
    await until(listener, 'hello');
    expect(listener.heard).toEqual([
      {
        position: expect.any(Number),
        type: 'order.placed',
        outlet_id: tenant.restaurant_id,
        occurred_at: house.clock.now().toISOString(),
        aggregate_id: expect.any(String),
        data: { mark: 'hello' },
      },
    ]);
  });

  it('refuses nobody, and a token that means nothing', async () => {
    const nobody = { code: 'UNAUTHENTICATED', number: numbers.unauthenticated };
    expect(await refusalOf(open(url, { token: 'no.such.token', topics }))).toEqual(nobody);
    expect(await refusalOf(open(url, { token: '', topics }))).toEqual(nobody);
  });

  it('takes no token from the URL', async () => {
    const token = await tokenOf(at('MANAGER'));
    const attempts: Record<string, () => Promise<Listener>> = {
      WebSocket: () =>
        openWebSocket(url, `/ws/events?token=${token}&access_token=${token}`, { type: 'auth', token: 'none', topics }),
      'Socket.IO': () => openSocketIo(url, '/managers', {}, { token }),
      SSE: () => openStream(url, `/api/v1/events?topics=orders&token=${token}`, {}),
    };
    expect((await refusalOf(attempts[_name]!())).code).toMatch(/^(UNAUTHENTICATED|BAD_INPUT)$/);
  });

  it('A1 answers as if another tenant’s outlet did not exist, and lets none of its events through', async () => {
    const token = await tokenOf(at('SUPER_ADMIN'));
    const missing = { code: 'NOT_FOUND', number: numbers.not_found };
    expect(await refusalOf(open(url, { token, topics, outlet_id: neighbour.restaurant_id }))).toEqual(missing);
    expect(await refusalOf(open(url, { token, topics, outlet_id: newId() }))).toEqual(missing);
    const listener = closing(await open(url, { token, topics }));
    await say(neighbour, 'order.placed', neighbour.restaurant_id, { mark: 'theirs' });
    await say(neighbour, 'order.placed', null, { mark: 'theirs' });
    await say(tenant, 'order.placed', tenant.restaurant_id, { mark: 'ours' });
    await until(listener, 'ours');
    expect(marks(listener)).toEqual(['ours']);
  });

  it('A2 lets a user of one outlet hear nothing of another, asked for or not', async () => {
    const token = await tokenOf(at('MANAGER', tenant.restaurant_id));
    expect(await refusalOf(open(url, { token, topics, outlet_id: tenant.cafe_id }))).toEqual({
      code: 'NOT_FOUND',
      number: numbers.not_found,
    });
    const [everything, own] = [
      closing(await open(url, { token, topics })),
      closing(await open(url, { token, topics, outlet_id: tenant.restaurant_id })),
    ];
    await say(tenant, 'order.placed', tenant.cafe_id, { mark: 'café' });
    await say(tenant, 'order.placed', tenant.hotel_id, { mark: 'hotel' });
    await say(tenant, 'order.placed', tenant.restaurant_id, { mark: 'restaurant' });
    await Promise.all([until(everything, 'restaurant'), until(own, 'restaurant')]);
    expect([marks(everything), marks(own)]).toEqual([['restaurant'], ['restaurant']]);
  });

  it('narrows to one outlet for those who may hear all', async () => {
    const listener = closing(
      await open(url, { token: await tokenOf(at('SUPER_ADMIN')), topics, outlet_id: tenant.cafe_id }),
    );
    await say(tenant, 'order.placed', tenant.restaurant_id, { mark: 'restaurant' });
    await say(tenant, 'order.placed', tenant.cafe_id, { mark: 'café' });
    await until(listener, 'café');
    expect(marks(listener)).toEqual(['café']);
  });

  it('cuts whose session was revoked, or whose roles changed, so that they must come again', async () => {
    const [revoked, changed, other] = (await Promise.all(
      [0, 1, 2].map(() => createUser(house, tenant, at('MANAGER'))),
    )) as [Person, Person, Person];
    const lines = await Promise.all([revoked, changed, other].map(({ token }) => open(url, { token, topics })));
    lines.forEach(closing);
    const ended = [false, false, false];
    lines.forEach(
      (listener, n) =>
        void listener.ended.then(() => {
          ended[n] = true;
        }),
    );
    const { rows } = await house.admin.query('select id from identity.sessions where principal_id = $1', [revoked.id]);
    await tenant.act(async (tx) => {
      for (const [type, aggregate_id] of [
        ['identity.session_revoked', rows[0].id],
        ['identity.user_changed', changed.id],
      ] as const) {
        emit(tx, { type, aggregate_type: 'test', aggregate_id, outlet_id: null, data: {} });
      }
    });
    await expect.poll(() => ended).toEqual([true, true, false]);
  });

  it('brings a notification to its person only', async () => {
    const [me, other] = [
      await createUser(house, tenant, at('MANAGER')),
      await createUser(house, tenant, at('MANAGER')),
    ];
    const listener = closing(await open(url, { token: me.token, topics: ['notifications'] }));
    await say(tenant, 'notification.created', null, { user_id: other.id, mark: 'for another' });
    await say(tenant, 'notification.created', null, { user_id: me.id, mark: 'for me' });
    await until(listener, 'for me');
    expect(marks(listener)).toEqual(['for me']);
  });
});

describe('the WebSocket paths', () => {
  it('take the token in the first message or in the header, and serve one topic each', async () => {
    const token = await tokenOf(at('MANAGER'));
    const byMessage = closing(await openWebSocket(url, '/ws/orders', { type: 'auth', token }));
    const byHeader = closing(await openWebSocket(url, '/ws/orders', null, { authorization: `Bearer ${token}` }));
    const floor = closing(await openWebSocket(url, `/ws/floor/${tenant.restaurant_id}`, { type: 'auth', token }));
    await say(tenant, 'floor.table_status_changed', tenant.cafe_id, { mark: 'café table' });
    await say(tenant, 'floor.table_status_changed', tenant.restaurant_id, { mark: 'table' });
    await say(tenant, 'payment.captured', tenant.restaurant_id, { mark: 'paid' });
    await Promise.all([until(byMessage, 'paid'), until(byHeader, 'paid'), until(floor, 'table')]);
    expect([byMessage, byHeader, floor].map(marks)).toEqual([['paid'], ['paid'], ['table']]);
  });

  it('refuse a role without the topic, a name that is no outlet, and a first message that is no sign-in', async () => {
    const token = await tokenOf(at('HOUSEKEEPER'));
    const auth = { type: 'auth', token };
    expect(await refusalOf(openWebSocket(url, '/ws/orders', auth))).toEqual({ code: 'FORBIDDEN', number: 4403 });
    expect(await refusalOf(openWebSocket(url, '/ws/events', { ...auth, topics: ['inventory', 'orders'] }))).toEqual({
      code: 'FORBIDDEN',
      number: 4403,
    });
    expect(await refusalOf(openWebSocket(url, '/ws/inventory/somewhere', auth))).toEqual({
      code: 'NOT_FOUND',
      number: 4404,
    });
    for (const first of ['hello', '{}', '[]', 'null', '{"type":"auth"}', '{"type":"auth","token":7}']) {
      expect(await refusalOf(openWebSocket(url, '/ws/inventory', first))).toEqual({ code: 'BAD_INPUT', number: 4400 });
    }
    for (const topics of [undefined, [], ['secrets'], 'orders', ['__proto__']]) {
      expect(await refusalOf(openWebSocket(url, '/ws/events', { ...auth, topics }))).toEqual({
        code: 'BAD_INPUT',
        number: 4400,
      });
    }
  });

  it('ignore whatever a client says later', async () => {
    const listener = closing(
      await openWebSocket(url, '/ws/orders', { type: 'auth', token: await tokenOf(at('STAFF', tenant.cafe_id)) }),
    );
    listener.socket.send(JSON.stringify({ type: 'auth', token: await tokenOf(at('SUPER_ADMIN')) }));
    listener.socket.send('{"type":"order.placed"}');
    await say(tenant, 'order.placed', tenant.restaurant_id, { mark: 'restaurant' });
    await say(tenant, 'order.placed', tenant.cafe_id, { mark: 'café' });
    await until(listener, 'café');
    expect(marks(listener)).toEqual(['café']);
  });
});

describe('the Socket.IO namespaces', () => {
  it('carry their topics under the names that integrators know, and everything as `event`', async () => {
    const token = await tokenOf(at('MANAGER'));
    const [orders, kitchen, managers] = await Promise.all(
      ['/orders', '/kitchen', '/managers'].map(async (name) => closing(await openSocketIo(url, name, { token }))),
    );
    const named: string[] = [];
    for (const name of ['new_order', 'order_status_changed', 'table_status_changed', 'custom_notification']) {
      managers!.socket.on(name, (envelope: EventEnvelope) => named.push(`${name}: ${String(envelope.data.mark)}`));
    }
    await say(tenant, 'menu.item_changed', tenant.cafe_id, { mark: 'menu' });
    await say(tenant, 'inventory.changed', tenant.hotel_id, { mark: 'night' });
    await say(tenant, 'floor.table_status_changed', tenant.cafe_id, { mark: 'table' });
    await say(tenant, 'order.status_changed', tenant.cafe_id, { mark: 'cooking' });
    await say(tenant, 'order.placed', tenant.cafe_id, { mark: 'order' });
    await Promise.all([orders!, kitchen!, managers!].map((listener) => until(listener, 'order')));
    expect(marks(orders!)).toEqual(['table', 'cooking', 'order']);
    expect(marks(kitchen!)).toEqual(['menu', 'cooking', 'order']);
    expect(marks(managers!)).toEqual(['menu', 'night', 'table', 'cooking', 'order']);
    expect(named).toEqual(['table_status_changed: table', 'order_status_changed: cooking', 'new_order: order']);
  });

  it('put a person into the rooms of their roles and let them hear only the topics of those roles', async () => {
    const rooms = async (grants: Grant[]) =>
      closing(await openSocketIo(url, '/managers', { token: await tokenOf(grants) })).welcome;
    expect((await rooms(at('MANAGER'))).rooms).toEqual(['manager']);
    expect((await rooms([...at('CHEF', tenant.restaurant_id), ...at('STAFF', tenant.cafe_id)])).rooms).toEqual([
      'chef',
      'staff',
    ]);
    const housekeeper = await rooms(at('HOUSEKEEPER'));
    expect(housekeeper).toEqual({ rooms: ['staff'], topics: ['inventory', 'housekeeping', 'notifications'] });
  });

  it('refuse a role without any of their topics, and the namespace without a name', async () => {
    const token = await tokenOf(at('HOUSEKEEPER'));
    expect((await refusalOf(openSocketIo(url, '/orders', { token }))).code).toBe('FORBIDDEN');
    expect((await refusalOf(openSocketIo(url, '/', { token }))).code).toBe('NOT_FOUND');
    expect((await refusalOf(openSocketIo(url, '/secrets', { token }))).code).toMatch(/Invalid namespace/);
  });
});

describe('the event stream', () => {
  it('refuses a role without the topic, an unknown topic and an outlet that is no id', async () => {
    const headers = { authorization: `Bearer ${await tokenOf(at('HOUSEKEEPER'))}` };
    expect(await refusalOf(openStream(url, '/api/v1/events?topics=orders', headers))).toEqual({
      code: 'FORBIDDEN',
      number: 403,
    });
    expect(await refusalOf(openStream(url, '/api/v1/events?topics=secrets', headers))).toEqual({
      code: 'BAD_INPUT',
      number: 400,
    });
    expect(await refusalOf(openStream(url, '/api/v1/events', headers))).toEqual({ code: 'BAD_INPUT', number: 400 });
    expect(await refusalOf(openStream(url, '/api/v1/events?topics=inventory&outlet_id=x', headers))).toEqual({
      code: 'BAD_INPUT',
      number: 400,
    });
  });

  it('brings a person their notifications at an address of its own', async () => {
    const me = await createUser(house, tenant, at('STAFF', tenant.cafe_id));
    const listener = closing(
      await openStream(url, '/api/v1/notifications/subscribe', { authorization: `Bearer ${me.token}` }),
    );
    await say(tenant, 'notification.created', null, { user_id: me.id, mark: 'table 4 waits' });
    await until(listener, 'table 4 waits');
    expect((await refusalOf(openStream(url, '/api/v1/notifications/subscribe', {}))).number).toBe(401);
  });
});

describe('a client that says nothing', () => {
  it('is shown out after ten seconds', async () => {
    expect(await silent).toEqual({ code: 'UNAUTHENTICATED', number: 4401 });
  });
});
