/**
 * Writes that could not be sent. Each keeps its idempotency key, so sending it twice has one effect, and lives in
 * localStorage, so neither a reload nor a flat battery loses it. A write is replayed only as the person who made it.
 */
import type { QueryKey, UseMutationOptions } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { api, ApiError, type UnsafeMethod } from './api.ts';
import { newKey } from './key.ts';
import { inTurn } from './turn.ts';
import { queryClient } from './query.ts';
import { currentUser, onSession } from './session.ts';

export interface QueuedWrite {
  key: string;
  user_id: string;
  method: UnsafeMethod;
  path: string;
  body: unknown;
  /** What a person reads in the queue: “Order for table 7”. */
  label: string;
  queued_at: string;
  /** Why the server refused it; such a write waits for a person to discard it. */
  refused?: string;
}

/** The result of a write that is waiting for the network. */
export interface Queued {
  queued: true;
  key: string;
}

export const isQueued = (result: unknown): result is Queued => (result as Queued | null)?.queued === true;

const STORED = 'hostelry.outbox';
const listeners = new Set<() => void>();
let writes: readonly QueuedWrite[] = read();

function read(): QueuedWrite[] {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? '[]') as QueuedWrite[];
  } catch {
    return [];
  }
}

/** Another tab may have queued or sent meanwhile, so a change always starts from what is stored. */
function change(edit: (stored: QueuedWrite[]) => QueuedWrite[]) {
  writes = edit(read());
  localStorage.setItem(STORED, JSON.stringify(writes));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The writes that wait in this browser. */
export const useOutbox = () => useSyncExternalStore(subscribe, () => writes);

/** Throws a refused write away; the person has seen why. */
export const discard = (key: string) => change((stored) => stored.filter((write) => write.key !== key));

const waiting = () => read().filter((write) => !write.refused && write.user_id === currentUser()?.id);

interface WriteRequest {
  method: UnsafeMethod;
  path: string;
  body?: unknown;
}

interface Queueable<V> {
  request: (variables: V) => WriteRequest;
  label: (variables: V) => string;
  /** The idempotency key where one act may be tried several times by hand; a new one each time unless said. */
  key?: (variables: V) => string;
  invalidates?: readonly QueryKey[];
}

/**
 * Mutation options for a write that may wait for the network: `useMutation(queueableMutation({ request, label }))`.
 * The result is the server's data, or `{ queued: true, key }`. Never use it for payments: money is told at once or not at all.
 */
export function queueableMutation<T, V>({
  request,
  label,
  key: keyOf = newKey,
  invalidates = [],
}: Queueable<V>): UseMutationOptions<T | Queued, ApiError, V> {
  return {
    // Without this the library would hold the write in memory while offline, where a reload loses it.
    networkMode: 'always',
    mutationFn: async (variables) => {
      const key = keyOf(variables);
      const { method, path, body } = request(variables);
      const queue = (): Queued => {
        const write = {
          key,
          user_id: currentUser()!.id,
          method,
          path,
          body,
          label: label(variables),
          queued_at: new Date().toISOString(),
        };
        change((stored) => [...stored, write]);
        return { queued: true, key };
      };
      // Later writes may build on earlier ones, so none overtakes the queue.
      if (waiting().length > 0 && !(await replay())) return queue();
      try {
        return await api.send<T>(method, path, body, key);
      } catch (error) {
        if (error instanceof ApiError && error.offline) return queue();
        throw error;
      }
    },
    onSettled: () => void Promise.all(invalidates.map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  };
}

let replaying: Promise<boolean> | null = null;

/** Sends what waits, oldest first; true when nothing waits any more. */
export function replay(): Promise<boolean> {
  // Tabs take turns; the second one then finds the queue empty.
  replaying ??= inTurn('hostelry.outbox', sendWaiting).finally(() => (replaying = null));
  return replaying;
}

async function sendWaiting(): Promise<boolean> {
  let sent = 0;
  for (const write of waiting()) {
    try {
      await api.send(write.method, write.path, write.body, write.key);
      discard(write.key);
      sent += 1;
    } catch (error) {
      const refusal =
        error instanceof ApiError && error.status >= 400 && error.status < 500 && ![401, 429].includes(error.status);
      if (!refusal) break;
      change((stored) => stored.map((one) => (one.key === write.key ? { ...one, refused: error.message } : one)));
    }
  }
  if (sent > 0) void queryClient.invalidateQueries();
  return waiting().length === 0;
}

/** Replays whenever there is hope: back online, signed in, and every half minute while something waits. */
export function startOutbox() {
  const attempt = () => {
    if (currentUser() && waiting().length > 0) void replay();
  };
  addEventListener('online', attempt);
  addEventListener('storage', ({ key }) => key === STORED && change((stored) => stored));
  onSession(attempt);
  setInterval(attempt, 30_000);
  attempt();
}
