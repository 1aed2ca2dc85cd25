import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { absent, findProgram, type OutsideSystem, type RunningSystem } from './outside-system.ts';
import { startServer } from './server-process.ts';

const program = () => findProgram('HOSTELRY_TEST_MOSQUITTO', 'mosquitto');

export const mosquitto: OutsideSystem = { name: 'mosquitto', available: () => program() !== undefined };

export interface MosquittoOptions {
  port?: number;
  /** User names with their passwords. Without them everyone may connect; with them no one else. */
  users?: Record<string, string>;
}

/** Starts a Mosquitto broker that keeps nothing on disk. The url carries no user: clients give their own. */
export async function startMosquitto(options: MosquittoOptions = {}): Promise<RunningSystem> {
  const found = program();
  if (!found) throw absent(mosquitto);
  const { port, stop } = await startServer(options.port, async (chosen, folder) => {
    const configuration = join(folder, 'mosquitto.conf');
    const lines = [`listener ${chosen} 127.0.0.1`, 'persistence false', 'log_dest stderr', 'log_type all'];
    // Started as root it would become the user mosquitto, who may not read the test's folder.
    if (process.getuid?.() === 0) lines.push('user root');
    if (options.users) {
      const passwords = join(folder, 'passwords');
      await writeFile(passwords, passwordLines(options.users), { mode: 0o600 });
      lines.push('allow_anonymous false', `password_file ${passwords}`);
    } else lines.push('allow_anonymous true');
    await writeFile(configuration, `${lines.join('\n')}\n`);
    return { program: found, args: ['-c', configuration], ready: /mosquitto version \S+ running/ };
  });
  return { url: `mqtt://127.0.0.1:${port}`, port, stop };
}

/** The format that mosquitto_passwd writes: `user:$7$iterations$salt$hash`, PBKDF2 with SHA-512. */
function passwordLines(users: Record<string, string>): string {
  const iterations = 101;
  return Object.entries(users)
    .map(([user, password]) => {
      const salt = randomBytes(12);
      const hash = pbkdf2Sync(password, salt, iterations, 64, 'sha512');
      return `${user}:$7$${iterations}$${salt.toString('base64')}$${hash.toString('base64')}\n`;
    })
    .join('');
}
