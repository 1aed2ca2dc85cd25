import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { findPort } from './doctor.ts';

const host = '127.0.0.1';

async function whileAnswering<T>(reply: string, run: (port: number) => Promise<T>): Promise<T> {
  const server: Server = createServer((_request, response) => response.end(reply)).listen(0, host);
  await new Promise((resume) => server.once('listening', resume));
  try {
    return await run((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    await new Promise((resume) => server.close(resume));
  }
}

describe('the doctor', () => {
  it('is content with a house that is open at its port', async () => {
    const detail = await whileAnswering('{"ok":true,"data":{"status":"up"}}', (port) => findPort({ host, port }));
    expect(detail).toContain('a house is open');
  });

  it('says when another program has the port', async () => {
    await expect(whileAnswering('hello', (port) => findPort({ host, port }))).rejects.toThrow('another program');
  });

  it('finds a free port free', async () => {
    const port = await whileAnswering('', async (taken) => taken);
    expect(await findPort({ host, port })).toBe(`${port} is free`);
  });
});
