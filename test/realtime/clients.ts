import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { EventEnvelope, Topic } from '@hostelry/contracts';
import { io, type Socket } from 'socket.io-client';
import WebSocket from 'ws';

/** What a client asks for, whichever face it uses. */
export interface Wish {
  token?: string;
  topics: readonly Topic[];
  outlet_id?: string;
  from?: number | null;
}

/** How an attempt to listen ended: the code of a refusal, and the face's own number for it. */
export interface Refusal {
  code: string | undefined;
  number: number;
}

export interface Listener {
  heard: EventEnvelope[];
  /** Resolves when the connection is gone, with what its end said. */
  ended: Promise<Refusal>;
  /** Stops reading, as a client on a bad line does. */
  stall(): void;
  close(): Promise<void>;
}

/** A client that was turned away. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(`${refusal.number} ${refusal.code}`);
  }
}

export type Face = (url: string, wish: Wish) => Promise<Listener>;

/** Opens a plain WebSocket and, unless told otherwise, signs in with the first message. */
export async function openWebSocket(
  url: string,
  path: string,
  first: object | string | null,
  headers: Record<string, string> = {},
): Promise<Listener & { socket: WebSocket }> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, { headers });
  const heard: EventEnvelope[] = [];
  let error: { code: string } | undefined;
  const ready = new Promise<void>((resume) =>
    socket.on('message', (raw) => {
      const message = JSON.parse(String(raw));
      if (message.type === 'ready') resume();
      else if (message.ok === false) error = message.error;
      else heard.push(message);
    }),
  );
  const ended = new Promise<Refusal>((resume) =>
    socket.once('close', (number) => resume({ code: error?.code, number })),
  );
  socket.on('error', () => undefined);
  await once(socket, 'open');
  if (first !== null) socket.send(typeof first === 'string' ? first : JSON.stringify(first));
  const close = async () => {
    socket.terminate();
    await ended;
  };
  const listener = { socket, heard, ended, stall: () => socket.pause(), close };
  await Promise.race([
    ready,
    ended.then((refusal) => {
      throw new Refused(refusal);
    }),
  ]);
  return listener;
}

export const webSocketFace: Face = (url, { token, topics, outlet_id, from }) =>
  openWebSocket(url, '/ws/events', { type: 'auth', token, topics, outlet_id, from });

/** Opens a Socket.IO namespace and waits for its welcome. */
export async function openSocketIo(
  url: string,
  namespace: string,
  auth: object,
  query: Record<string, string> = {},
): Promise<Listener & { socket: Socket; welcome: { topics: Topic[]; rooms: string[] } }> {
  const socket = io(`${url}${namespace}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth,
    query,
  });
  const heard: EventEnvelope[] = [];
  socket.on('event', (envelope: EventEnvelope) => heard.push(envelope));
  const gone = new Promise<Refusal>((resume) => {
    let code: string | undefined;
    socket.on('refused', (refusal: { code: string }) => {
      code = refusal.code;
    });
    socket.on('connect_error', (error) => resume({ code: error.message, number: 0 }));
    socket.on('disconnect', (reason) => resume({ code: code ?? reason, number: 0 }));
  });
  const welcome = await new Promise<{ topics: Topic[]; rooms: string[] }>((resume, reject) => {
    socket.once('ready', resume);
    void gone.then((refusal) => {
      socket.close();
      reject(new Refused(refusal));
    });
  });
  const close = async () => {
    socket.close();
    await gone;
  };
  const stall = () => (socket.io.engine.transport as unknown as { ws: WebSocket }).ws.pause();
  return { socket, welcome, heard, ended: gone, stall, close };
}

/** The namespace for managers carries every topic, so the wish is met by leaving the others out. */
export const socketIoFace: Face = async (url, { token, topics: _all, outlet_id, from }) =>
  openSocketIo(url, '/managers', { token, outlet_id, from });

/** Opens an event stream; a refusal is an ordinary reply. */
export async function openStream(url: string, path: string, headers: Record<string, string>): Promise<Listener> {
  const asking = request(`${url}${path}`, { headers });
  asking.on('error', () => undefined);
  asking.end();
  const [reply] = (await once(asking, 'response')) as [IncomingMessage];
  if (reply.statusCode !== 200) {
    let body = '';
    for await (const chunk of reply) body += String(chunk);
    throw new Refused({ code: JSON.parse(body).error?.code, number: reply.statusCode! });
  }
  const heard: EventEnvelope[] = [];
  let text = '';
  reply.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (text + chunk).split('\n\n');
    text = messages.pop()!;
    for (const message of messages) {
      const data = /^data: (.*)$/m.exec(message)?.[1];
      if (data) heard.push(JSON.parse(data));
    }
  });
  reply.on('error', () => undefined);
  const ended = new Promise<Refusal>((resume) =>
    reply.once('close', () => resume({ code: undefined, number: reply.statusCode! })),
  );
  const close = async () => {
    asking.destroy();
    await ended;
  };
  return { heard, ended, stall: () => void reply.pause(), close };
}

export const streamFace: Face = (url, { token, topics, outlet_id, from }) =>
  openStream(url, `/api/v1/events?topics=${topics.join(',')}${outlet_id ? `&outlet_id=${outlet_id}` : ''}`, {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(from === null || from === undefined ? {} : { 'last-event-id': String(from) }),
  });
