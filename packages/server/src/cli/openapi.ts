import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { createApp } from '../house.ts';
import type { WithHouse } from './context.ts';

/** `hostelry openapi`: the API's contract as a file, from the routes' own schemas. */
export function addOpenapiCommand(program: Command, withHouse: WithHouse): void {
  program
    .command('openapi')
    .description('write the OpenAPI 3.1 document')
    .option('--out <file>', 'a file; standard output if left out')
    .action(({ out }: { out?: string }) =>
      withHouse(async (house) => {
        const app = await createApp(house);
        await app.ready();
        const text = `${JSON.stringify(app.swagger(), null, 2)}\n`;
        await app.close();
        if (out) await writeFile(out, text);
        else process.stdout.write(text);
      }),
    );
}
