import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareWork, type Worker, type WorkToShare } from './assignment.ts';

const idle = (id: string): Worker => ({ id, load_minutes: 0, floors: [] });
const task = fc.record({
  floor: fc.integer({ min: 1, max: 6 }),
  number: fc.integer({ min: 1, max: 30 }),
  minutes: fc.integer({ min: 0, max: 90 }),
});
const tasks = fc
  .array(task, { maxLength: 70 })
  .map((list): WorkToShare[] =>
    list.map((one, index) => ({ ...one, id: `t${index}`, number: `${one.floor}${one.number}` })),
  );
const workers = (most: number) =>
  fc.integer({ min: 1, max: most }).map((n) => Array.from({ length: n }, (_, i) => idle(`w${i}`)));
const loadsOf = (list: readonly WorkToShare[], people: readonly Worker[], shared: Map<string, string>) =>
  people.map((person) =>
    list.filter((one) => shared.get(one.id) === person.id).reduce((sum, one) => sum + one.minutes, person.load_minutes),
  );

describe('sharing work out', () => {
  it('gives every task to exactly one person, and no two loads differ by more than the largest task', () => {
    fc.assert(
      fc.property(tasks, workers(9), (list, people) => {
        const shared = shareWork(list, people);
        expect([...shared.keys()].sort()).toEqual(list.map((one) => one.id).sort());
        expect([...shared.values()].every((id) => people.some((person) => person.id === id))).toBe(true);
        const loads = loadsOf(list, people, shared);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(
          Math.max(0, ...list.map((one) => one.minutes)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('is the same whatever the order in which tasks and people come', () => {
    fc.assert(
      fc.property(tasks, workers(5), (list, people) => {
        expect(shareWork([...list].reverse(), [...people].reverse())).toEqual(shareWork(list, people));
      }),
    );
  });

  it('keeps floors together: equal rooms are cut into as few stretches of floors as there can be', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 12 }),
        workers(6),
        (floors, rooms, people) => {
          const list = Array.from({ length: floors * rooms }, (_, index): WorkToShare => {
            const floor = 1 + Math.floor(index / rooms);
            return { id: `t${index}`, floor, number: `${floor}${String(index % rooms).padStart(2, '0')}`, minutes: 30 };
          });
          const shared = shareWork(list, people);
          const stretches = new Set(list.map((one) => `${shared.get(one.id)} ${one.floor}`));
          expect(stretches.size).toBeLessThanOrEqual(floors + people.length - 1);
        },
      ),
    );
  });

  it('counts the work that people keep, so who has much already gets less, and the gap is never made wider', () => {
    fc.assert(
      fc.property(tasks, fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 6 }), (list, kept) => {
        const people = kept.map((load_minutes, index): Worker => ({ id: `w${index}`, load_minutes, floors: [] }));
        const loads = loadsOf(list, people, shareWork(list, people));
        const largest = Math.max(0, ...list.map((one) => one.minutes));
        const spread = (numbers: number[]) => Math.max(...numbers) - Math.min(...numbers);
        expect(spread(loads)).toBeLessThanOrEqual(Math.max(largest, spread(kept)));
      }),
      { numRuns: 500 },
    );
  });

  it('lets somebody go on where they are: three floors, three people, one floor each', () => {
    const list = [1, 2, 3].flatMap((floor) =>
      [1, 2, 3, 4].map((number): WorkToShare => ({
        id: `${floor}0${number}`,
        floor,
        number: `${floor}0${number}`,
        minutes: 30,
      })),
    );
    const people: Worker[] = [
      { id: 'ana', load_minutes: 30, floors: [3] },
      { id: 'bea', load_minutes: 30, floors: [1] },
      { id: 'cristina', load_minutes: 30, floors: [2] },
    ];
    const shared = shareWork(list, people);
    for (const [floor, who] of [
      [1, 'bea'],
      [2, 'cristina'],
      [3, 'ana'],
    ] as const)
      for (const one of list.filter((task) => task.floor === floor)) expect(shared.get(one.id)).toBe(who);
  });

  it('gives nothing to nobody', () => {
    expect(shareWork([{ id: 't', floor: 1, number: '1', minutes: 10 }], []).size).toBe(0);
    expect(shareWork([], [idle('w')]).size).toBe(0);
  });
});
