import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Never let a secret reach the log, whatever object carries it. */
const SECRETS = [
  'password',
  'new_password',
  'current_password',
  'access',
  'refresh',
  'token',
  'code',
  'provisioning_key',
  'req.headers.authorization',
  'req.headers.cookie',
  'req.headers["x-device-token"]',
  'req.headers["x-api-key"]',
];

/** JSON lines in production and pipes; readable lines on a terminal. */
export function createLog(level: string, pretty: boolean): Log {
  return pino({
    level,
    redact: {
      paths: [...SECRETS, ...SECRETS.filter((path) => !path.startsWith('req.')).map((path) => `*.${path}`)],
      censor: '…',
    },
    ...(pretty
      ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'HH:MM:ss' } } }
      : {}),
  });
}
