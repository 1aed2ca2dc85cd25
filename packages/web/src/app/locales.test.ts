import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const home = new URL('./locales/', import.meta.url);
const PLURALS = /_(zero|one|two|few|many|other)$/;

/** Every key of a file as a path; plural forms count as one, because languages have different ones. */
function keysOf(language: string, file: string): string[] {
  const walk = (tree: object, path: string): string[] =>
    Object.entries(tree).flatMap(([name, value]) =>
      typeof value === 'object' ? walk(value, `${path}${name}.`) : [`${path}${name}`.replace(PLURALS, '')],
    );
  const tree = JSON.parse(readFileSync(new URL(`${language}/${file}`, home), 'utf8')) as object;
  return [...new Set(walk(tree, ''))].sort();
}

describe('the words of the console', () => {
  const files = readdirSync(new URL('en/', home));

  it.each(['hi', 'es', 'fr', 'de', 'ar'])('has every word in %s that it has in English', (language) => {
    expect(readdirSync(new URL(`${language}/`, home)).sort()).toEqual(files.toSorted());
    for (const file of files) expect(keysOf(language, file), `${language}/${file}`).toEqual(keysOf('en', file));
  });

  it('has words for every refusal of the API', async () => {
    const { ERRORS } = await import('@hostelry/contracts/errors');
    expect(keysOf('en', 'errors.json')).toEqual([...Object.keys(ERRORS), 'OFFLINE'].sort());
  });

  it('has words for every status that the console can show', async () => {
    const { STATUS } = await import('../ui/status.ts');
    const shown = Object.entries(STATUS).flatMap(([kind, values]) =>
      Object.keys(values).map((value) => `${kind}.${value}`),
    );
    expect(keysOf('en', 'status.json')).toEqual(shown.sort());
  });
});
