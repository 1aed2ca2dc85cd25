import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { faultOfUrl, isInternal } from './addresses.ts';
import { requestOutside } from './request.ts';
import { signatureFits, signatureOf } from './signature.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void (server.closeAllConnections(), server.close()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the guard against internal addresses', () => {
  it('knows private, loopback, link-local and disguised ones from those out on the internet', () => {
    const inside = ['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'];
    const disguised = ['::1', '::', 'fd00::1', 'fe80::1%eth0', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::a00:1'];
    expect([...inside, ...disguised, 'no address'].filter((address) => !isInternal(address))).toEqual([]);
    expect(['8.8.8.8', '172.32.0.1', '2a00:1450:4003::1', '::ffff:8.8.8.8'].filter(isInternal)).toEqual([]);
  });

  it('refuses by its looks what can be told without asking a name server', () => {
    const bad = [
      'http://example.com/',
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://localhost/',
      'https://a.internal/',
    ];
    expect(bad.map((url) => faultOfUrl(url, false)).filter((fault) => fault === null)).toEqual([]);
    expect(faultOfUrl('https://user:pw@example.com/', true)).toMatch('name or password');
    expect(faultOfUrl('https://example.com/hook', false)).toBeNull();
    expect(faultOfUrl('http://127.0.0.1:8080/', true)).toBeNull();
    // However an IPv4 address is written, the URL parser makes it plain first.
    expect(faultOfUrl('https://0x7f.1/', false)).toMatch('own network');
    expect(faultOfUrl('https://2130706433/', false)).toMatch('own network');
  });

  it('holds when the connection is made: by number, by name, and after a redirect', async () => {
    let asked = 0;
    const url = await serve((_request, response) => void ((asked += 1), response.end('inside')));
    const call = (target: string, allow_internal: boolean) =>
      requestOutside({ method: 'GET', url: target, allow_internal });
    await expect(call(url, false)).rejects.toThrow('own network');
    await expect(call(url.replace('127.0.0.1', 'localhost'), false)).rejects.toThrow('own network');
    expect(asked).toBe(0);
    await expect(call(url, true)).resolves.toMatchObject({ status: 200, text: 'inside' });
    const redirecting = await serve((_request, response) =>
      response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    );
    await expect(call(redirecting, true)).rejects.toThrow('file: is not called');
  });
});

describe('a request to the outside', () => {
  it('follows a read’s redirects, but not for ever, and not a message’s', async () => {
    const url = await serve((request, response) => {
      const hop = Number(request.url!.slice(1));
      if (hop > 0) response.writeHead(302, { location: `/${hop - 1}` }).end();
      else response.end('there');
    });
    const call = (method: 'GET' | 'POST', hops: number) =>
      requestOutside({ method, url: `${url}/${hops}`, allow_internal: true });
    expect((await call('GET', 4)).text).toBe('there');
    await expect(call('GET', 5)).rejects.toThrow('redirected');
    expect((await call('POST', 1)).status).toBe(302);
  });

  it('R15 takes a reply that breaks off, is too long or too slow for a failure, never for a short one', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/truncated') {
        response.writeHead(200, { 'content-length': 1_000 }).write('half');
        setTimeout(() => response.destroy(), 10);
      } else if (request.url === '/chunked') {
        response.writeHead(200).write('half');
        setTimeout(() => response.destroy(), 10);
      } else if (request.url === '/long') response.end('x'.repeat(2_000));
    });
    const call = (path: string) =>
      requestOutside({ method: 'GET', url: url + path, allow_internal: true, most_bytes: 1_000, timeout_ms: 500 });
    await expect(call('/truncated')).rejects.toThrow();
    await expect(call('/chunked')).rejects.toThrow();
    await expect(call('/long')).rejects.toThrow('longer than');
    await expect(call('/slow')).rejects.toThrow();
  });
});

describe('a signature', () => {
  const now = new Date('2026-06-15T10:00:00Z');

  it('fits its own text and secret only, within five minutes', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        const header = signatureOf(['one'], text, now);
        expect(signatureFits('one', text, header, now)).toBe(true);
        expect(signatureFits('two', text, header, now)).toBe(false);
        if (other !== text) expect(signatureFits('one', other, header, now)).toBe(false);
      }),
    );
    const header = signatureOf(['one'], 'text', now);
    expect(signatureFits('one', 'text', header, new Date(now.getTime() + 300_000))).toBe(true);
    expect(signatureFits('one', 'text', header, new Date(now.getTime() + 301_000))).toBe(false);
    expect(signatureFits('one', 'text', header.replace('t=', 't=9'), now)).toBe(false);
    expect(signatureFits('one', 'text', undefined, now)).toBe(false);
  });

  it('is made with every secret that is valid while one takes over from another', () => {
    const header = signatureOf(['new', 'old'], 'text', now);
    expect(['new', 'old'].map((secret) => signatureFits(secret, 'text', header, now))).toEqual([true, true]);
  });
});
