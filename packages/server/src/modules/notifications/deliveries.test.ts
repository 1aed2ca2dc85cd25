import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createUser, openTestHouse, send, type TestHouse, type TestTenant } from '../../../../../test/support/house.ts';
import { startSmtp } from '../../../../../test/services/smtp.ts';
import { closeTransport } from '../../adapters/mail/smtp.ts';
import type { Config } from '../../platform/config.ts';
import { newId } from '../../platform/ids.ts';
import { taskContext } from '../../platform/jobs.ts';
import { sendMailTask, sendSmsTask } from './jobs.ts';

let house: TestHouse;
let tenant: TestTenant;
beforeAll(async () => {
  house = await openTestHouse();
  tenant = await house.createTenant();
});
afterAll(() => house.stop());

const contextWith = (config: Partial<Config>) => taskContext({ ...house, config: { ...house.config, ...config } });
const sms = (more: object = {}) => ({
  tenant_id: tenant.tenant_id,
  message_id: newId(),
  to: '+351912001122',
  text: '123456 is your code',
  ...more,
});
const mail = (more: object = {}) => ({
  ...sms(),
  to: 'ana@example.com',
  subject: 'T4 waits',
  text: 'T4 has been waiting too long.',
  ...more,
});
const deliveryOf = async (id: string) =>
  (
    await house.admin.query(
      'select channel, recipient, attempts, provider_id, error, sent_at is not null as is_sent, failed_at is not null as is_final from notifications.deliveries where id = $1',
      [id],
    )
  ).rows[0];

interface Received {
  path: string;
  authorization: string;
  form: Record<string, string>;
}

/** A gateway that speaks Twilio's protocol and answers with the given statuses in turn. */
async function startGateway(...answers: { status: number; body: object | string; delay_ms?: number }[]) {
  const received: Received[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const answer = answers[Math.min(received.length, answers.length - 1)]!;
    received.push({
      path: request.url!,
      authorization: request.headers.authorization!,
      form: Object.fromEntries(new URLSearchParams(body)),
    });
    if (answer.delay_ms) await new Promise((resume) => setTimeout(resume, answer.delay_ms));
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void (server.closeAllConnections(), server.close()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/2010-04-01/`;
  return {
    received,
    context: contextWith({ sms_gateway_url: url, sms_account: 'AC1', sms_token: 's3cret', sms_from: '+15005550006' }),
  };
}

describe('text messages', () => {
  it('go to the gateway in its own words, once, however often the job runs', async () => {
    const { received, context } = await startGateway({ status: 201, body: { sid: 'SM1', status: 'queued' } });
    const message = sms();
    await sendSmsTask.run(message, context);
    await sendSmsTask.run(message, context);
    expect(received).toEqual([
      {
        path: '/2010-04-01/Accounts/AC1/Messages.json',
        authorization: `Basic ${Buffer.from('AC1:s3cret').toString('base64')}`,
        form: { To: message.to, From: '+15005550006', Body: message.text },
      },
    ]);
    expect(await deliveryOf(message.message_id)).toEqual({
      channel: 'sms',
      recipient: message.to,
      attempts: 1,
      provider_id: 'SM1',
      error: null,
      is_sent: true,
      is_final: false,
    });
  });

  it('are tried again after a failure that may pass', async () => {
    const { received, context } = await startGateway(
      { status: 503, body: 'busy' },
      { status: 201, body: { sid: 'SM2' } },
    );
    const message = sms();
    await expect(sendSmsTask.run(message, context)).rejects.toThrow('the SMS gateway answered 503');
    expect(await deliveryOf(message.message_id)).toMatchObject({
      error: 'the SMS gateway answered 503',
      is_sent: false,
    });
    await sendSmsTask.run(message, context);
    expect(received).toHaveLength(2);
    expect(await deliveryOf(message.message_id)).toMatchObject({ attempts: 2, is_sent: true });
  });

  it('are given up when the gateway refuses the number', async () => {
    const { received, context } = await startGateway({
      status: 400,
      body: { code: 21_211, message: "Invalid 'To' Phone Number" },
    });
    const message = sms();
    await sendSmsTask.run(message, context);
    await sendSmsTask.run(message, context);
    expect(received).toHaveLength(1);
    expect(await deliveryOf(message.message_id)).toMatchObject({
      error: "the SMS gateway answered 400: Invalid 'To' Phone Number",
      is_sent: false,
      is_final: true,
    });
  });

  it('do not believe a gateway that answers without an id, nor wait for ever', async () => {
    const { context } = await startGateway({ status: 200, body: '<html>proxy</html>' });
    await expect(sendSmsTask.run(sms(), context)).rejects.toThrow('the SMS gateway answered 200');
    const gone = contextWith({
      sms_gateway_url: 'http://127.0.0.1:1',
      sms_account: 'a',
      sms_token: 'b',
      sms_from: 'c',
    });
    await expect(sendSmsTask.run(sms(), gone)).rejects.toThrow();
  });
});

describe('mails', () => {
  it('go over SMTP with subject, text and the way into the console, once', async () => {
    const server = await startSmtp();
    onTestFinished(() => server.stop());
    const context = contextWith({
      smtp_url: server.url,
      mail_from: 'House <house@example.com>',
      public_url: 'https://house.example.com',
    });
    onTestFinished(() => closeTransport(server.url));
    const message = mail({ link: '/floor?outlet=1' });
    await sendMailTask.run(message, context);
    await sendMailTask.run(message, context);
    const [taken, ...more] = server.mails;
    expect(more).toEqual([]);
    expect([taken!.from, taken!.to]).toEqual(['house@example.com', ['ana@example.com']]);
    expect(taken!.raw).toContain('Subject: T4 waits');
    expect(taken!.raw).toContain(`Message-ID: <${message.message_id}@hostelry>`);
    expect(taken!.raw).toContain('https://house.example.com/floor?outlet=');
    expect(await deliveryOf(message.message_id)).toMatchObject({ channel: 'mail', attempts: 1, is_sent: true });
  });

  it('are tried again when the server cannot be reached', async () => {
    const context = contextWith({ smtp_url: 'smtp://127.0.0.1:1' });
    onTestFinished(() => closeTransport('smtp://127.0.0.1:1'));
    const message = mail();
    await expect(sendMailTask.run(message, context)).rejects.toThrow(/ECONNREFUSED/);
    expect(await deliveryOf(message.message_id)).toMatchObject({ is_sent: false, is_final: false });
  });
});

describe('a house that sends nothing outside', () => {
  it('keeps messages in the development inbox, once, for operators of the same company', async () => {
    const group = await house.createTenant('Inbox');
    const [text, letter] = [sms({ tenant_id: group.tenant_id }), mail({ tenant_id: group.tenant_id })];
    for (let run = 0; run < 2; run += 1) {
      await sendSmsTask.run(text, contextWith({}));
      await sendMailTask.run(letter, contextWith({}));
    }
    const operator = await createUser(house, group, [{ role: 'OPS', scope: 'OUTLET', scope_id: group.cafe_id }]);
    const inbox = async (query = '') => (await send(house, operator.token, 'GET', `/dev-inbox?${query}`)).body.data;
    expect((await inbox()).map((message: any) => message.recipient).sort()).toEqual([
      '+351912001122',
      'ana@example.com',
    ]);
    expect(await inbox('channel=sms')).toMatchObject([{ channel: 'sms', subject: null, body: text.text }]);
    expect(await inbox('q=waits')).toMatchObject([{ channel: 'mail', subject: 'T4 waits' }]);
    const waiter = await createUser(house, group, [{ role: 'STAFF', scope: 'OUTLET', scope_id: group.cafe_id }]);
    expect((await send(house, waiter.token, 'GET', '/dev-inbox')).status).toBe(403);
    const stranger = await createUser(house, tenant, [{ role: 'OPS', scope: 'OUTLET', scope_id: tenant.cafe_id }]);
    expect((await send(house, stranger.token, 'GET', '/dev-inbox')).body.data).toEqual([]);
  });
});
