import { describe, expect, it, vi } from 'vitest';
import { BoundedCache } from './cache.ts';

describe('a bounded cache', () => {
  it('drops the least recently used value when it is full', () => {
    const cache = new BoundedCache<number>(2);
    cache.set('a', 1);
    cache.set('b', 2);
    cache.get('a');
    cache.set('c', 3);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([1, undefined, 3]);
  });

  it('gives nothing that is too old', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const cache = new BoundedCache<number>(2, 1_000);
    cache.set('a', 1);
    vi.advanceTimersByTime(999);
    expect(cache.get('a')).toBe(1);
    vi.advanceTimersByTime(2);
    expect(cache.get('a')).toBeUndefined();
    vi.useRealTimers();
  });

  it('does not keep what was read before it was told to forget', async () => {
    const cache = new BoundedCache<string>(2);
    let answer!: (value: string) => void;
    const asked = cache.getOrLoad(
      'session',
      () =>
        new Promise((resume) => {
          answer = resume;
        }),
    );
    cache.delete('session');
    answer('signed in');
    expect(await asked).toBe('signed in');
    expect(cache.get('session')).toBeUndefined();
    await cache.getOrLoad('session', async () => 'signed in again');
    expect(cache.get('session')).toBe('signed in again');
  });
});
