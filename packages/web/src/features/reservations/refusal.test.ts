import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { fieldOf, requestOf, type BookingValues } from './bookingValues.ts';
import { refusalText } from './refusal.ts';

const t = ((key: string, values: object) =>
  `${key} ${Object.values(values ?? {}).join(', ')}`.trim()) as unknown as TFunction<'reservations'>;
const wish = { room_type: 'Double', quantity: 2 };

describe('a refusal in words', () => {
  it('names the night', () => {
    expect(refusalText(t, 'en-GB', { code: 'SOLD_OUT', date: '2026-11-27', available: 0 }, wish)).toBe(
      'refusal.sold_out Double, Friday 27 November',
    );
    expect(refusalText(t, 'en-GB', { code: 'NIGHTS_NOT_LOADED', date: '2027-01-01', available: null }, wish)).toBe(
      'refusal.not_loaded Friday 1 January',
    );
  });

  it('says how many are left when it is only too few', () => {
    expect(refusalText(t, 'en-GB', { code: 'SOLD_OUT', date: '2026-11-27', available: 1 }, wish)).toBe(
      'refusal.short Double, Friday 27 November, 1, 2',
    );
  });

  it('still reads well when the server named no night', () => {
    expect(refusalText(t, 'en-GB', { code: 'SOLD_OUT', date: null, available: null }, wish)).toBe(
      'refusal.sold_out_any Double',
    );
  });
});

describe('the request of the form', () => {
  const values: BookingValues = {
    room_type_id: 't',
    start_date: '2026-11-21',
    end_date: '2026-11-22',
    quantity: 1,
    adults: 1,
    children: 0,
    rate_plan_id: null,
    name: '  Ada Lovelace ',
    email: '',
    phone: ' +44 20 7946 0000 ',
  };

  it('leaves out what was left empty and trims the rest', () => {
    const request = requestOf(values);
    expect(request.guest).toEqual({ name: 'Ada Lovelace', phone: '+44 20 7946 0000' });
    expect(request).not.toHaveProperty('rate_plan_id');
    expect(request).not.toHaveProperty('name');
  });

  it('finds the field that a complaint of the server is about', () => {
    expect(['guest.email', '/guest/email', 'end_date', 'guest.name'].map(fieldOf)).toEqual([
      'email',
      'email',
      'end_date',
      'name',
    ]);
  });
});
