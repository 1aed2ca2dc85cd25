import { describe, expect, it } from 'vitest';
import { seal, unseal } from './sealing.ts';

const KEY = 'a key of the house that is long enough';

describe('a sealed secret', () => {
  it('opens with the same key, looks different each time, and shows nothing', () => {
    const [one, two] = [seal(KEY, 'whsec_ä'), seal(KEY, 'whsec_ä')];
    expect(one).not.toBe(two);
    expect(one).not.toContain('whsec');
    expect([unseal(KEY, one), unseal(KEY, two)]).toEqual(['whsec_ä', 'whsec_ä']);
  });

  it('stays shut under another key, and when it was touched', () => {
    const sealed = seal(KEY, 'secret');
    expect(() => unseal('another key of the house, long enough', sealed)).toThrow();
    const touched = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    expect(() => unseal(KEY, touched)).toThrow();
  });
});
