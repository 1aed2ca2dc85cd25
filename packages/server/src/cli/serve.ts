import { Option, type Command } from 'commander';
import { openHouse, PROCESS_ROLES, type House, type ProcessRole } from '../house.ts';
import { readConfig } from '../platform/config.ts';
import { serve } from '../serve.ts';
import { startDemo } from '../demo/index.ts';

/** `hostelry serve`: the server, until it is told to stop. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('serve the API, the console, realtime, jobs and devices')
    .addOption(
      new Option('--role <role>', 'which part of the house this process is').choices(PROCESS_ROLES).default('all'),
    )
    .action(async ({ role }: { role: ProcessRole }) => {
      const started = performance.now();
      const house = await openHouse(readConfig());
      try {
        await serveUntilStopped(house, role, started);
      } finally {
        await house.stop();
      }
    });
}

async function serveUntilStopped(house: House, role: ProcessRole, started: number): Promise<void> {
  const running = await serve(house, role);
  try {
    const demo = role === 'all' || role === 'worker' ? await startDemo(house, running.mqtt_port) : null;
    announce(running.url, running.mqtt_port, started, demo?.accounts ?? []);
    await untilToldToStop();
    await demo?.stop();
  } finally {
    await running.stop();
  }
}

function announce(
  url: string,
  mqtt_port: number | null,
  started: number,
  accounts: readonly { role: string; email: string; password: string }[],
): void {
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  const lines = [`Hostelry is open at ${url} (ready in ${seconds} s)`];
  if (mqtt_port !== null) lines.push(`Machines connect by MQTT to port ${mqtt_port}`);
  lines.push(`API reference: ${url}/api/docs`);
  if (accounts.length > 0) {
    lines.push(
      '',
      'Demo sign-ins:',
      ...accounts.map(({ role, email, password }) => `  ${role.padEnd(15)} ${email.padEnd(28)} ${password}`),
    );
  }
  lines.push('', 'Press Ctrl-C to stop.');
  console.log(`\n${lines.join('\n')}\n`);
}

/** Waits for Ctrl-C or a stop from the service manager; a second signal stops at once. */
function untilToldToStop(): Promise<void> {
  return new Promise((resume) => {
    let asked = false;
    const stop = () => {
      if (asked) process.exit(130);
      asked = true;
      resume();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
