/**
 * The live wire. One socket, all topics that the person may hear; a message is a hint to refetch, never the truth.
 * A reconnect resumes from the last position and refetches everything that is on screen.
 */
import type { EventEnvelope } from '@hostelry/contracts/events';
import { TOPIC_PERMISSIONS, TOPICS } from '@hostelry/contracts/events';
import type { QueryKey } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { queryClient } from './query.ts';
import { features } from './registry.ts';
import { accessToken, currentUser, onSession, refreshSession, userMay } from './session.ts';

/** What each event makes stale, by event type or its beginning. Features add their own in `Feature.invalidates`. */
const INVALIDATES: Record<string, readonly QueryKey[]> = {
  'identity.': [['users'], ['auth/sessions'], ['feature-flags'], ['api-keys']],
  'outlets.': [['outlets'], ['brands']],
  'menu.': [['menu'], ['menu/items'], ['menu/categories'], ['menu/modifier-groups']],
  'inventory.': [['inventory'], ['room-types']],
  reservation: [['reservations'], ['inventory'], ['guests']],
  'floor.': [['service-nodes'], ['floors'], ['table-sessions']],
  'order.': [['orders'], ['service-nodes'], ['kitchen']],
  'kitchen.': [['kitchen'], ['orders']],
  'payment.': [['payments'], ['orders']],
  'device.': [['devices']],
  'notification.': [['notifications']],
};

export type Wire = 'off' | 'connecting' | 'live' | 'lost';

let wire: Wire = 'off';
let socket: WebSocket | null = null;
let socketUser: string | null = null;
let position: number | null = null;
let failures = 0;
let retryTimer: ReturnType<typeof setTimeout> | undefined;
let flushTimer: ReturnType<typeof setTimeout> | undefined;
const stale = new Map<string, QueryKey>();
const wireListeners = new Set<() => void>();
const eventListeners = new Set<(event: EventEnvelope) => void>();

function setWire(next: Wire) {
  if (next === wire) return;
  wire = next;
  for (const listener of wireListeners) listener();
}

function subscribeWire(listener: () => void) {
  wireListeners.add(listener);
  return () => void wireListeners.delete(listener);
}

/** The state of the live wire, for the dot in the header and the offline banner. */
export const useWire = () => useSyncExternalStore(subscribeWire, () => wire);

/** Calls `handle` for each event whose type begins with `prefix`, such as `order.` for a new-order sound. */
export function useRealtime(prefix: string, handle: (event: EventEnvelope) => void) {
  const latest = useRef(handle);
  useEffect(() => void (latest.current = handle));
  useEffect(() => {
    const listener = (event: EventEnvelope) => event.type.startsWith(prefix) && latest.current(event);
    eventListeners.add(listener);
    return () => void eventListeners.delete(listener);
  }, [prefix]);
}

/** The query keys that an event of this type makes stale. */
export function staleKeys(type: string): QueryKey[] {
  const maps = [INVALIDATES, ...features.map((feature) => feature.invalidates ?? {})];
  return maps.flatMap((map) => Object.entries(map).flatMap(([prefix, keys]) => (type.startsWith(prefix) ? keys : [])));
}

/** Gathers what a burst of events made stale and refetches it once. */
function markStale(type: string) {
  for (const key of staleKeys(type)) stale.set(JSON.stringify(key), key);
  flushTimer ??= setTimeout(() => {
    flushTimer = undefined;
    const keys = [...stale.values()];
    stale.clear();
    for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
  }, 60);
}

function receive(text: string) {
  const message = JSON.parse(text) as Partial<Omit<EventEnvelope, 'type'>> & { type?: string };
  if (message.type === 'ready') {
    failures = 0;
    setWire('live');
  }
  if (typeof message.position !== 'number' || !message.type) return;
  position = Math.max(position ?? 0, message.position);
  markStale(message.type);
  for (const listener of eventListeners) listener(message as EventEnvelope);
}

function open() {
  const token = accessToken();
  if (!token) return;
  setWire(failures === 0 ? 'connecting' : 'lost');
  socketUser = currentUser()?.id ?? null;
  const mine = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/events`);
  socket = mine;
  mine.onopen = () => {
    const topics = TOPICS.filter((topic) => userMay(TOPIC_PERMISSIONS[topic]));
    mine.send(JSON.stringify({ type: 'auth', token, topics, from: position }));
    if (failures > 0) void queryClient.invalidateQueries();
  };
  mine.onmessage = ({ data }) => receive(String(data));
  mine.onclose = ({ code }) => {
    if (socket === mine) void reopenAfter(code);
  };
}

/** Waits longer after each failure, with jitter, so that a restarted server is not stampeded. */
async function reopenAfter(code: number) {
  socket = null;
  failures += 1;
  setWire('lost');
  // 4401 and 1008 say that the token is no longer good; a fresh one settles it.
  if (code === 4401 || code === 1008) await refreshSession().catch(() => null);
  clearTimeout(retryTimer);
  retryTimer = setTimeout(open, Math.min(15_000, 500 * 2 ** failures) * (0.5 + Math.random() / 2));
}

function close() {
  clearTimeout(retryTimer);
  const old = socket;
  socket = null;
  old?.close();
  setWire('off');
}

/** Keeps the wire open while somebody is signed in. */
export function startRealtime() {
  const follow = () => {
    const user = currentUser()?.id ?? null;
    if (user === socketUser && user !== null) return;
    close();
    socketUser = user;
    position = null;
    failures = 0;
    if (user) open();
  };
  onSession(follow);
  addEventListener('online', () => {
    if (wire !== 'lost') return;
    clearTimeout(retryTimer);
    open();
  });
  follow();
}
