import { TASK_KINDS, TASK_STATUSES } from '@hostelry/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StayOfTheDay } from '../reservations/index.ts';
import {
  allCredits,
  discrepancyOf,
  guestStateOf,
  isMorning,
  minutesFor,
  outageStatusOf,
  planChanges,
  servicesOf,
  type KnownTask,
  type RoomToday,
  type Service,
} from './rules.ts';

const TODAY = '2026-06-15';
const stay = (
  status: StayOfTheDay['status'],
  start_date: string,
  end_date: string,
  preferences: string[] = [],
): StayOfTheDay => ({
  reservation_id: 'r',
  room_id: 'room',
  status,
  guest_name: null,
  start_date,
  end_date,
  adults: 1,
  children: 0,
  arrival_time: null,
  departure_time: null,
  preferences,
});
const room = (stays: StayOfTheDay[], more: Partial<RoomToday> = {}): RoomToday => ({
  housekeeping_status: 'CLEAN',
  is_out_of_order: false,
  stays,
  ...more,
});
const rules = { linen_every_nights: 3, turn_down_for: 'ON_REQUEST' } as const;
const kinds = (found: Service[]) => found.map((service) => service.kind);

describe('what a room needs on a day', () => {
  const dirty = { housekeeping_status: 'DIRTY' } as const;
  it.each([
    ['a guest due out: a departure', room([stay('IN_HOUSE', '2026-06-12', TODAY)]), ['DEPARTURE']],
    ['a guest who overstays: a departure', room([stay('IN_HOUSE', '2026-06-12', '2026-06-14')]), ['DEPARTURE']],
    ['a guest who stays on: a stayover', room([stay('IN_HOUSE', '2026-06-14', '2026-06-17')]), ['STAYOVER']],
    ['after three nights: linen', room([stay('IN_HOUSE', '2026-06-12', '2026-06-17')]), ['LINEN']],
    ['after six nights: linen again', room([stay('IN_HOUSE', '2026-06-09', '2026-06-17')]), ['LINEN']],
    ['a guest who came today: nothing', room([stay('IN_HOUSE', TODAY, '2026-06-17')]), []],
    [
      'a guest who came today into a dirty room: it is made up',
      room([stay('IN_HOUSE', TODAY, '2026-06-17')], dirty),
      ['STAYOVER'],
    ],
    ['a guest who left, dirty: a departure', room([stay('CHECKED_OUT', '2026-06-12', TODAY)], dirty), ['DEPARTURE']],
    ['a guest who left, cleaned: nothing', room([stay('CHECKED_OUT', '2026-06-12', TODAY)]), []],
    ['nobody, dirty: a vacant cleaning', room([], dirty), ['VACANT']],
    ['nobody, to touch up: a vacant cleaning', room([], { housekeeping_status: 'PICKUP' }), ['VACANT']],
    ['nobody, clean: nothing', room([]), []],
    ['out of order: nothing', room([], { ...dirty, is_out_of_order: true }), []],
    ['asked for a turn-down', room([stay('CONFIRMED', TODAY, '2026-06-17', ['VIP'])]), ['TURN_DOWN']],
  ])('%s', (_, state, wanted) => {
    expect(kinds(servicesOf(state, rules, TODAY))).toEqual(wanted);
  });

  it('is a rush when a guest arrives into it today', () => {
    const state = room([stay('IN_HOUSE', '2026-06-12', TODAY), stay('CONFIRMED', TODAY, '2026-06-16')]);
    expect(servicesOf(state, rules, TODAY)).toMatchObject([{ kind: 'DEPARTURE', is_rush: true }]);
  });

  it('turns every bed down, or none, where the house says so', () => {
    const state = room([stay('IN_HOUSE', '2026-06-14', '2026-06-17')]);
    expect(kinds(servicesOf(state, { ...rules, turn_down_for: 'ALL' }, TODAY))).toEqual(['STAYOVER', 'TURN_DOWN']);
    const vip = room([stay('IN_HOUSE', '2026-06-14', '2026-06-17', ['VIP'])]);
    expect(kinds(servicesOf(vip, { ...rules, turn_down_for: 'NONE' }, TODAY))).toEqual(['STAYOVER']);
  });

  it('knows the guests’ side of a room', () => {
    expect(guestStateOf([], TODAY)).toBe('VACANT');
    expect(guestStateOf([stay('CONFIRMED', TODAY, '2026-06-16')], TODAY)).toBe('ARRIVAL');
    expect(guestStateOf([stay('IN_HOUSE', '2026-06-14', '2026-06-16')], TODAY)).toBe('IN_HOUSE');
    expect(guestStateOf([stay('IN_HOUSE', '2026-06-14', TODAY), stay('CONFIRMED', TODAY, '2026-06-16')], TODAY)).toBe(
      'DUE_OUT',
    );
    expect(guestStateOf([stay('CHECKED_OUT', '2026-06-14', TODAY)], TODAY)).toBe('DEPARTED');
  });
});

describe('planning a day again', () => {
  const service: fc.Arbitrary<Service> = fc.record({
    kind: fc.constantFrom(...TASK_KINDS),
    is_rush: fc.boolean(),
    is_due_again: fc.constant(false),
  });
  const rooms = ['a', 'b', 'c', 'd'];
  const wantedPlan = fc
    .tuple(...rooms.map(() => fc.uniqueArray(service, { selector: (one) => one.kind === 'TURN_DOWN', maxLength: 2 })))
    .map((lists) => new Map(rooms.map((id, index) => [id, lists[index]!])));
  const knownTasks = fc
    .uniqueArray(
      fc.record({
        room_id: fc.constantFrom(...rooms),
        kind: fc.constantFrom(...TASK_KINDS),
        status: fc.constantFrom(...TASK_STATUSES),
        is_rush: fc.boolean(),
        is_planned: fc.boolean(),
      }),
      { selector: (task) => `${task.room_id} ${task.kind}`, maxLength: 20 },
    )
    .map((tasks): KnownTask[] => tasks.map((task, index) => ({ id: `t${index}`, ...task })));

  const apply = (known: readonly KnownTask[], changes: ReturnType<typeof planChanges>): KnownTask[] => [
    ...known
      .filter((task) => !changes.remove.includes(task.id))
      .map((task) => {
        const change = changes.change.find((one) => one.id === task.id);
        return change ? { ...task, kind: change.kind, is_rush: change.is_rush } : task;
      }),
    ...changes.add.map((task, index) => ({ ...task, id: `n${index}`, status: 'OPEN' as const, is_planned: true })),
  ];

  it('gives every room what it wants once, never touches work that was begun or made by hand, and settles at once', () => {
    fc.assert(
      fc.property(wantedPlan, knownTasks, (wanted, known) => {
        const changes = planChanges(wanted, known);
        const after = apply(known, changes);
        for (const [room_id, services] of wanted)
          for (const one of services)
            expect(after.filter((task) => task.room_id === room_id && task.kind === one.kind)).toHaveLength(1);
        for (const task of known) if (task.status !== 'OPEN' || !task.is_planned) expect(after).toContainEqual(task);
        expect(planChanges(wanted, after)).toEqual({ add: [], change: [], reopen: [], remove: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('lets a stayover become a departure with its attendant, and opens finished work on a room left dirty since', () => {
    const known: KnownTask[] = [
      { id: '1', room_id: 'a', kind: 'STAYOVER', status: 'OPEN', is_rush: false, is_planned: true },
      { id: '2', room_id: 'b', kind: 'DEPARTURE', status: 'DONE', is_rush: false, is_planned: true },
    ];
    const departure = { kind: 'DEPARTURE', is_rush: true, is_due_again: true } as const;
    expect(
      planChanges(
        new Map([
          ['a', [departure]],
          ['b', [departure]],
        ]),
        known,
      ),
    ).toEqual({
      add: [],
      change: [{ ...departure, id: '1', room_id: 'a' }],
      reopen: ['2'],
      remove: [],
    });
  });
});

describe('small rules', () => {
  it('count a type’s own minutes, else the house’s, else what is usual', () => {
    const credits = [
      { room_type_id: 'suite', kind: 'DEPARTURE', minutes: 60 },
      { room_type_id: null, kind: 'DEPARTURE', minutes: 40 },
    ] as const;
    expect(minutesFor(credits, 'suite', 'DEPARTURE')).toBe(60);
    expect(minutesFor(credits, 'double', 'DEPARTURE')).toBe(40);
    expect(minutesFor(credits, 'double', 'STAYOVER')).toBe(20);
    expect(allCredits(credits)).toHaveLength(TASK_KINDS.length + 1);
  });

  it('tell a sleep from a skip', () => {
    expect(discrepancyOf('VACANT', 'OCCUPIED')).toBe('SLEEP');
    expect(discrepancyOf('OCCUPIED', 'VACANT')).toBe('SKIP');
    expect(discrepancyOf('VACANT', 'VACANT')).toBeNull();
  });

  it('know where an outage stands', () => {
    const outage = { start_date: '2026-06-15', end_date: '2026-06-18', returned_at: null };
    expect(outageStatusOf(outage, '2026-06-14')).toBe('PLANNED');
    expect(outageStatusOf(outage, '2026-06-15')).toBe('CURRENT');
    expect(outageStatusOf(outage, '2026-06-18')).toBe('ENDED');
    expect(outageStatusOf({ ...outage, end_date: '2026-06-15' }, '2026-06-14')).toBe('CANCELLED');
  });

  it('R16 plan at six in each house’s own morning, also on the days the clocks change', () => {
    expect(isMorning('Europe/Lisbon', new Date('2026-03-29T05:30:00Z'))).toBe(true);
    expect(isMorning('Europe/Lisbon', new Date('2026-03-28T05:30:00Z'))).toBe(false);
    expect(isMorning('Asia/Kolkata', new Date('2026-06-15T00:30:00Z'))).toBe(true);
  });
});
