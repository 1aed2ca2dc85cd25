import { RESERVATION_STATUSES, type ReservationStatus } from '@hostelry/contracts/lifecycles';
import { describe, expect, it } from 'vitest';
import { stayActs } from './stayActs.ts';

const TODAY = '2026-06-15';
const stay = {
  start_date: TODAY,
  end_date: '2026-06-18',
  room_id: 'r',
  checked_in_on: null,
  checked_out_on: null,
};
const acts = (status: ReservationStatus, change: object = {}, may = true) =>
  Object.fromEntries(
    stayActs({ ...stay, status, ...change }, TODAY, () => may).map(({ name, why_not }) => [
      name,
      why_not ?? 'possible',
    ]),
  );

describe('the acts on a stay', () => {
  it('lets a guest in on the day of arrival, not before, and not after the stay', () => {
    expect(acts('CONFIRMED').check_in).toBe('possible');
    expect(acts('CONFIRMED', { start_date: '2026-06-16' }).check_in).toBe('too_early');
    expect(acts('CONFIRMED', { start_date: '2026-06-10', end_date: '2026-06-14' }).check_in).toBe('over');
  });

  it('takes a step back on its own business day only', () => {
    expect(acts('IN_HOUSE', { checked_in_on: TODAY }).undo_check_in).toBe('possible');
    expect(acts('IN_HOUSE', { checked_in_on: '2026-06-14' }).undo_check_in).toBe('other_day');
    expect(acts('CHECKED_OUT', { checked_out_on: '2026-06-14' }).undo_check_out).toBe('other_day');
  });

  it('moves a stay that has a room and nights left to move', () => {
    expect(acts('CONFIRMED').move_room).toBe('possible');
    expect(acts('CONFIRMED', { room_id: null }).move_room).toBe('no_room');
    expect(acts('CONFIRMED', { end_date: '2026-06-16' }).move_room).toBe('one_night');
    expect(acts('IN_HOUSE', { end_date: TODAY }).move_room).toBe('day_over');
  });

  it('gives a room to a guest who is in house without one', () => {
    expect(acts('IN_HOUSE', { room_id: null })).toHaveProperty('assign_room', 'possible');
    expect(acts('IN_HOUSE')).not.toHaveProperty('assign_room');
  });

  it('offers nothing but a way back once a stay is over', () => {
    expect(acts('CANCELLED')).toEqual({ reinstate: 'possible' });
    expect(acts('NO_SHOW', { end_date: TODAY })).toEqual({ reinstate: 'over' });
    expect(acts('CHECKED_OUT', { checked_out_on: TODAY })).toEqual({ undo_check_out: 'possible' });
  });

  it('refuses every act, and hides none, where the role does not allow it', () => {
    for (const status of RESERVATION_STATUSES)
      expect(new Set(Object.values(acts(status, {}, false)))).toEqual(new Set(['permission']));
  });
});
