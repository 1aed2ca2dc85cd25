import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cruiser = `${root}node_modules/dependency-cruiser/bin/dependency-cruise.mjs`;

interface Cruise {
  summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
}

/** Cruises a folder with the house's own rules; the exit code is the number of errors, so it is not the answer. */
function cruise(cwd: string): Cruise['summary'] {
  const args = [
    cruiser,
    '--config',
    `${root}.dependency-cruiser.cjs`,
    '--output-type',
    'json',
    'packages/server/src',
    ...(cwd === root ? ['packages/contracts/src', 'packages/web/src'] : []),
  ];
  let text: string;
  try {
    text = execFileSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 100_000_000 });
  } catch (error) {
    text = (error as { stdout: string }).stdout;
  }
  return (JSON.parse(text) as Cruise).summary;
}

describe('the ranks of the house', () => {
  it('hold in the whole code base, and the check really looked at it', () => {
    const { totalCruised, violations } = cruise(root);
    expect(totalCruised).toBeGreaterThan(100);
    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });

  it('are really checked: the deliberately illegal fixture is rejected', () => {
    const { violations } = cruise(`${root}test/architecture/illegal`);
    expect(violations.map(({ rule }) => rule.name)).toContain('rank-1-identity');
  });
});
