import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from 'vitest';

/** A server that Hostelry can be joined to, and that tests run for real where its program is installed. */
export interface OutsideSystem {
  name: string;
  available(): boolean;
}

/** What a test holds of a server that it started. `port` lets a test bring the server back at the same address. */
export interface RunningSystem {
  url: string;
  port: number;
  stop(): Promise<void>;
}

const advice = '`.ci/run` installs it on Debian';

/**
 * `describe` for tests that need an outside system. Where it is absent they are skipped and a line says so, except in
 * CI: there they run and fail, because a green run that left out the adapters would say something untrue.
 */
export function describeWith(system: OutsideSystem, title: string, body: () => void): void {
  const skipped = !system.available() && !process.env.CI;
  if (skipped) console.warn(`Skipped "${title}": ${system.name} is not on this machine (${advice}).`);
  describe.skipIf(skipped)(title, body);
}

/** The error of a server that is asked to start where its program is absent. */
export function absent(system: OutsideSystem): Error {
  return new Error(`${system.name} is not on this machine: ${advice}.`);
}

/** The full path of a program: from the variable that names it, else from PATH or the folders of system daemons. */
export function findProgram(variable: string, name: string): string | undefined {
  const named = process.env[variable];
  if (named) return existsSync(named) ? named : undefined;
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin'];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
