import { beforeEach, describe, expect, it, vi } from 'vitest';

/** A browser that is reloaded keeps its storage and forgets everything else. */
const storage = new Map<string, string>();
const sent: { url: string; key: string | null }[] = [];
let answer: () => Response;

const ok = () => Response.json({ ok: true, data: { done: true } });
const refusal = (status: number, code: string) => () =>
  Response.json({ ok: false, error: { code, message: 'No.', request_id: 'r1' } }, { status });
const unreachable = () => {
  throw new TypeError('fetch failed');
};

vi.stubGlobal('localStorage', {
  getItem: (key: string) => storage.get(key) ?? null,
  setItem: (key: string, value: string) => void storage.set(key, value),
  removeItem: (key: string) => void storage.delete(key),
});
// Like a page over plain http, which has no locks between tabs.
vi.stubGlobal('navigator', {});
vi.stubGlobal('document', { cookie: '' });
vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
  if (url.endsWith('/auth/console/login')) {
    return Response.json({
      ok: true,
      data: {
        access: 'a',
        csrf_token: 'c',
        user: { id: 'user-1', name: 'W', email: 'w@example.com', roles: [], permissions: [] },
      },
    });
  }
  if (url.endsWith('/auth/console/logout')) return ok();
  const response = answer();
  sent.push({ url, key: new Headers(init.headers).get('Idempotency-Key') });
  return response;
});

async function openPage() {
  vi.resetModules();
  const { signIn } = await import('./session.ts');
  await signIn('w@example.com', 'secret');
  return import('./outbox.ts');
}

type Outbox = Awaited<ReturnType<typeof openPage>>;

const place = (outbox: Outbox, table: number) => {
  const options = outbox.queueableMutation({
    request: (number: number) => ({ method: 'POST' as const, path: 'orders', body: { number } }),
    label: (number: number) => `Order for table ${number}`,
  });
  return (options.mutationFn as (variables: number) => Promise<unknown>)(table);
};

const kept = () =>
  JSON.parse(storage.get('hostelry.outbox') ?? '[]') as { key: string; label: string; refused?: string }[];

describe('the outbox', () => {
  beforeEach(() => {
    storage.clear();
    sent.length = 0;
    answer = ok;
  });

  it('sends at once while the house can be reached, and keeps nothing', async () => {
    const outbox = await openPage();
    expect(await place(outbox, 7)).toEqual({ done: true });
    expect(kept()).toEqual([]);
  });

  it('keeps a write while offline, through a reload, and then sends it once with its first key', async () => {
    answer = unreachable;
    const result = await place(await openPage(), 7);
    expect(result).toMatchObject({ queued: true });
    const { key } = result as { key: string };
    const reloaded = await openPage();
    answer = ok;
    expect(await reloaded.replay()).toBe(true);
    expect(await reloaded.replay()).toBe(true);
    expect(sent).toEqual([{ url: '/api/v1/orders', key }]);
    expect(kept()).toEqual([]);
  });

  it('lets no later write overtake one that waits', async () => {
    const outbox = await openPage();
    answer = unreachable;
    await place(outbox, 1);
    await place(outbox, 2);
    answer = ok;
    await place(outbox, 3);
    const keys = sent.map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
    expect(kept()).toEqual([]);
  });

  it('keeps a refused write with its reason until somebody discards it, and goes on with the next', async () => {
    const outbox = await openPage();
    answer = unreachable;
    await place(outbox, 1);
    await place(outbox, 2);
    let calls = 0;
    answer = () => (calls++ === 0 ? refusal(422, 'ITEM_UNAVAILABLE')() : ok());
    await outbox.replay();
    expect(kept()).toMatchObject([{ label: 'Order for table 1', refused: 'No.' }]);
    outbox.discard(kept()[0]!.key);
    expect(kept()).toEqual([]);
  });

  it('goes on waiting while the house is busy', async () => {
    const outbox = await openPage();
    answer = unreachable;
    await place(outbox, 1);
    answer = refusal(503, 'BUSY');
    expect(await outbox.replay()).toBe(false);
    expect(kept()).toHaveLength(1);
  });

  it('never sends a write as somebody else', async () => {
    const outbox = await openPage();
    answer = unreachable;
    await place(outbox, 1);
    storage.set('hostelry.outbox', JSON.stringify(kept().map((write) => ({ ...write, user_id: 'user-2' }))));
    answer = ok;
    await outbox.replay();
    expect(sent).toEqual([]);
    expect(kept()).toHaveLength(1);
  });
});
