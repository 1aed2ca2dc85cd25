import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { afterAll, describe, expect, it } from 'vitest';
import { serveConsole } from './console.ts';

const directory = mkdtempSync(join(tmpdir(), 'console-'));
mkdirSync(join(directory, 'assets'));
writeFileSync(join(directory, 'index.html'), '<!doctype html>');
writeFileSync(join(directory, 'assets', 'app-1a2b.js'), '');
const app = fastify();
afterAll(async () => {
  await app.close();
  rmSync(directory, { recursive: true });
});

describe('the console', () => {
  it('keeps its assets for good in the browser, and asks for its page every time', async () => {
    await serveConsole(app, directory);
    const cached = async (url: string) => (await app.inject({ url })).headers['cache-control'];
    expect(await cached('/assets/app-1a2b.js')).toContain('immutable');
    expect(await cached('/')).toBe('no-cache');
    expect(await cached('/orders/today')).toBe('no-cache');
  });
});
