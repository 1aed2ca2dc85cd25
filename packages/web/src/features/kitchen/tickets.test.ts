import type { KitchenTicket } from '@hostelry/contracts';
import { describe, expect, it } from 'vitest';
import { ageSeconds, allDay, formatAge, stationsOf, urgencyOf } from './tickets.ts';

type Line = KitchenTicket['lines'][number];
const line = (name: string, quantity: number, status: Line['status'] = 'SENT') => ({ name, quantity, status }) as Line;
const ticket = (station_id: string | null, ...lines: Line[]) => ({ station_id, lines }) as KitchenTicket;

describe('the age of a ticket', () => {
  it('goes on from what the server said, whatever this clock shows', () => {
    expect(ageSeconds({ age_seconds: 90 }, 1_000_000, 1_030_500)).toBe(120);
    expect(ageSeconds({ age_seconds: 90 }, 1_000_000, 999_000)).toBe(90);
  });

  it('is late only after the outlet’s waiting time', () => {
    expect(urgencyOf(8 * 60, 15)).toBe('calm');
    expect(urgencyOf(9 * 60, 15)).toBe('soon');
    expect(urgencyOf(15 * 60, 15)).toBe('soon');
    expect(urgencyOf(15 * 60 + 1, 15)).toBe('late');
  });

  it.each([
    [0, '0:00'],
    [247, '4:07'],
    [3765, '1:02:45'],
  ])('shows %i seconds as %s', (seconds, text) => expect(formatAge(seconds)).toBe(text));
});

describe('allDay', () => {
  it('sums what is still to cook over all tickets, most first', () => {
    const tickets = [
      ticket('grill', line('Steak', 2), line('Soup', 1)),
      ticket('grill', line('Steak', 1), line('Cod', 3, 'VOIDED'), line('Soup', 4, 'READY')),
    ];
    expect(allDay(tickets)).toEqual([
      { name: 'Steak', quantity: 3 },
      { name: 'Soup', quantity: 1 },
    ]);
  });
});

describe('stationsOf', () => {
  const known = [
    { id: 'grill', name: 'Grill' },
    { id: 'bar', name: 'Bar' },
  ];

  it('keeps idle stations and adds the pass only where something waits there', () => {
    expect(stationsOf([ticket('grill')], known).map(({ id, count }) => [id, count])).toEqual([
      ['grill', 1],
      ['bar', 0],
    ]);
    expect(stationsOf([ticket(null)], known).at(-1)).toEqual({ id: null, name: null, count: 1 });
  });
});
