import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import type { RunningSystem } from './outside-system.ts';

/** A mail as the server took it: the envelope, and the message with its headers, undecoded. */
export interface CapturedMail {
  from: string;
  to: string[];
  raw: string;
}

export interface RunningSmtp extends RunningSystem {
  mails: CapturedMail[];
  /** The first mail to this address, waiting for it if need be. */
  mailTo(address: string, patience_ms?: number): Promise<CapturedMail>;
}

export interface SmtpOptions {
  port?: number;
  /** User names with their passwords. With them a client must sign in before it may send. */
  users?: Record<string, string>;
}

/** Starts a mail server that keeps what it is given and sends nothing on. It is part of every installation. */
export async function startSmtp(options: SmtpOptions = {}): Promise<RunningSmtp> {
  const { users } = options;
  const mails: CapturedMail[] = [];
  const arrivals = new Set<() => void>();
  const server = new SMTPServer({
    logger: false,
    authOptional: users === undefined,
    // The connection stays on the loopback interface, so there is nothing to encrypt.
    disabledCommands: users ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      const known = username !== undefined && users?.[username] === password;
      done(known ? null : new Error('Unknown user or wrong password'), known ? { user: username } : undefined);
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString() });
        done();
        for (const arrived of arrivals) arrived();
      });
    },
  });
  // A client that breaks off mid-mail is the client's test, not a failure of this server.
  server.on('error', () => {});
  const listener = server.listen(options.port ?? 0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server listened on no port.');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    port: address.port,
    mails,
    mailTo: (recipient, patience_ms = 5_000) => firstMail(mails, arrivals, recipient, patience_ms),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function firstMail(
  mails: CapturedMail[],
  arrivals: Set<() => void>,
  recipient: string,
  patience_ms: number,
): Promise<CapturedMail> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      arrivals.delete(look);
      reject(new Error(`No mail to ${recipient} came within ${patience_ms} ms; ${mails.length} came to others.`));
    }, patience_ms);
    const look = () => {
      const mail = mails.find(({ to }) => to.includes(recipient));
      if (!mail) return;
      clearTimeout(timer);
      arrivals.delete(look);
      resolve(mail);
    };
    arrivals.add(look);
    look();
  });
}
