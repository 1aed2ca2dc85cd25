import { createRequire } from 'node:module';
import { connectAsync } from 'mqtt';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { createClient } from 'redis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kafka, startKafka } from './kafka.ts';
import { mosquitto, startMosquitto } from './mosquitto.ts';
import { describeWith, type RunningSystem } from './outside-system.ts';
import { postgres, startPostgres } from './postgres.ts';
import { redis, startRedis } from './redis.ts';
import { startSmtp } from './smtp.ts';

/** Stops the system when the test ends, however it ends. */
async function running<System extends RunningSystem>(starting: Promise<System>): Promise<System> {
  const system = await starting;
  onTestFinished(() => system.stop());
  return system;
}

async function redisClient(url: string) {
  const client = createClient({ url, socket: { reconnectStrategy: false } });
  client.on('error', () => {});
  onTestFinished(() => void (client.isOpen && client.destroy()));
  await client.connect();
  return client;
}

describeWith(redis, 'a Redis started for a test', () => {
  it('carries a message from one client to another', async () => {
    const { url } = await running(startRedis());
    const listener = await redisClient(url);
    const speaker = await redisClient(url);
    const heard = new Promise((resolve) => void listener.subscribe('orders', resolve));
    await expect.poll(() => speaker.publish('orders', 'table 4')).toBe(1);
    expect(await heard).toBe('table 4');
  });

  it('refuses a client without the password', async () => {
    const { url, port } = await running(startRedis({ password: 'open sesame' }));
    expect(await (await redisClient(url)).ping()).toBe('PONG');
    await expect(redisClient(`redis://127.0.0.1:${port}`)).rejects.toThrow(/NOAUTH/);
  });

  it('comes back empty at the same address after it was stopped', async () => {
    const first = await running(startRedis());
    const client = await redisClient(first.url);
    await client.set('room', '101');
    await first.stop();
    await expect(redisClient(first.url)).rejects.toThrow(/ECONNREFUSED/);
    const second = await running(startRedis({ port: first.port }));
    expect(second.url).toBe(first.url);
    expect(await (await redisClient(second.url)).get('room')).toBeNull();
  });
});

describeWith(postgres, 'a PostgreSQL started for a test', () => {
  it('is of the oldest version served, with roles that row-level security binds', async () => {
    const { owner_url, app_url } = await running(startPostgres());
    for (const url of [owner_url, app_url]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      onTestFinished(() => client.end());
      const { rows } = await client.query(`
        select current_setting('server_version_num')::int / 10000 as version, rolsuper or rolbypassrls as bypasses
        from pg_roles where rolname = current_user`);
      expect(rows).toEqual([{ version: 15, bypasses: false }]);
    }
  });
});

describeWith(mosquitto, 'a Mosquitto started for a test', () => {
  it('delivers a message at QoS 1, and the last will of a client that vanishes', async () => {
    const { url } = await running(startMosquitto());
    const watcher = await connectAsync(url);
    onTestFinished(() => watcher.endAsync(true));
    const received: string[] = [];
    watcher.on('message', (topic, payload) => received.push(`${topic}: ${payload}`));
    await watcher.subscribeAsync('v1/#', { qos: 1 });
    const will = { topic: 'v1/cafe/m1/state', payload: Buffer.from('offline'), qos: 1 as const, retain: false };
    const machine = await connectAsync(url, { reconnectPeriod: 0, will });
    await machine.publishAsync('v1/cafe/m1/telemetry', '92', { qos: 1 });
    machine.stream.destroy();
    await expect.poll(() => received).toEqual(['v1/cafe/m1/telemetry: 92', 'v1/cafe/m1/state: offline']);
  });

  it('lets in only the users it was given', async () => {
    const { url } = await running(startMosquitto({ users: { machine: 'right' } }));
    const welcome = await connectAsync(url, { username: 'machine', password: 'right' });
    await welcome.endAsync();
    const refused = (options: { username?: string; password?: string }) =>
      connectAsync(url, { ...options, reconnectPeriod: 0 }, false);
    await expect(refused({ username: 'machine', password: 'wrong' })).rejects.toThrow(/Not authorized/);
    await expect(refused({})).rejects.toThrow(/Not authorized/);
  });
});

describeWith(kafka, 'a Kafka started for a test', () => {
  it('keeps the order of each key and hands a group everything from the start', async () => {
    const { url } = await running(startKafka());
    // The client is the server's dependency, and may be installed where only the server finds it.
    const serverPackage = new URL('../../packages/server/package.json', import.meta.url);
    const { Consumer, Producer, stringDeserializers, stringSerializers } =
      createRequire(serverPackage)('@platformatic/kafka');
    const common = { clientId: 'test', bootstrapBrokers: [url], autocreateTopics: true };
    const producer = new Producer({ ...common, serializers: stringSerializers });
    onTestFinished(() => producer.close());
    const sent = Array.from({ length: 30 }, (_, n) => ({ key: `order-${n % 3}`, value: `${n}` }));
    await producer.send({ messages: sent.map((message) => ({ topic: 'hostelry.orders', ...message })), acks: -1 });

    // A consumer closes only when its last fetch has come back, which by default waits 5 seconds for more.
    const reading = { groupId: 'readers', maxWaitTime: 100, deserializers: stringDeserializers };
    const consumer = new Consumer({ ...common, ...reading });
    onTestFinished(() => consumer.close(true));
    const stream = await consumer.consume({ topics: ['hostelry.orders'], mode: 'earliest' });
    const valuesByKey: Record<string, number[]> = {};
    let count = 0;
    for await (const { key, value } of stream) {
      (valuesByKey[key] ??= []).push(Number(value));
      count += 1;
      if (count === sent.length) break;
    }
    const everyThird = (from: number) => Array.from({ length: 10 }, (_, n) => from + 3 * n);
    expect(valuesByKey).toEqual({ 'order-0': everyThird(0), 'order-1': everyThird(1), 'order-2': everyThird(2) });
  });
});

describe('a mail server started for a test', () => {
  it('keeps the mail it was sent', async () => {
    const smtp = await running(startSmtp());
    const arriving = smtp.mailTo('guest@example.com');
    const mail = { from: 'desk@example.com', to: 'guest@example.com', subject: 'Your stay', text: 'Room 101' };
    await createTransport(smtp.url).sendMail(mail);
    expect(await arriving).toMatchObject({ from: 'desk@example.com', to: ['guest@example.com'] });
    expect(smtp.mails[0]?.raw).toMatch(/^Subject: Your stay\r\n[^]*\r\n\r\nRoom 101\r\n$/m);
    await expect(smtp.mailTo('nobody@example.com', 20)).rejects.toThrow(/No mail to nobody@example.com/);
  });

  it('takes mail only from the users it was given', async () => {
    const smtp = await running(startSmtp({ users: { hostelry: 'right' } }));
    const mail = { from: 'desk@example.com', to: 'guest@example.com', text: 'Hello' };
    const sendAs = (credentials: string) => createTransport(smtp.url.replace('//', `//${credentials}`)).sendMail(mail);
    await expect(sendAs('hostelry:wrong@')).rejects.toThrow(/Invalid login/);
    await expect(sendAs('')).rejects.toThrow(/[Aa]uthentication/);
    await sendAs('hostelry:right@');
    expect(smtp.mails).toHaveLength(1);
  });
});

describe('the absence of an outside system', () => {
  it('is an error that names what is missing and how to get it', async () => {
    const told = process.env.HOSTELRY_TEST_REDIS;
    process.env.HOSTELRY_TEST_REDIS = '/nowhere/redis-server';
    onTestFinished(() => {
      if (told === undefined) delete process.env.HOSTELRY_TEST_REDIS;
      else process.env.HOSTELRY_TEST_REDIS = told;
    });
    expect(redis.available()).toBe(false);
    await expect(startRedis()).rejects.toThrow('redis-server is not on this machine: `.ci/run` installs it on Debian.');
  });
});
