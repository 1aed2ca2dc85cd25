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
    more: [],
    company_id: null,
    arrival_time: '',
    notes: ' ',
    option_hours: null,
    override: false,
  };
  const NOW = new Date('2026-11-20T10:00:00Z');

  it('leaves out what was left empty and trims the rest', () => {
    const request = requestOf(values, NOW);
    expect(request.guest).toEqual({ name: 'Ada Lovelace', phone: '+44 20 7946 0000' });
    expect(request).not.toHaveProperty('rate_plan_id');
    for (const left_out of ['name', 'notes', 'rooms', 'option_expires_at', 'override_restrictions'])
      expect(request).not.toHaveProperty(left_out);
  });

  it('names rooms one by one once their types differ, and leaves no adult out', () => {
    const more = [{ room_type_id: 's', rate_plan_id: 'flex', quantity: 2, adults: 3, children: 1 }];
    const { rooms, ...request } = requestOf({ ...values, more }, NOW);
    expect(rooms).toEqual([
      { room_type_id: 't', adults: 1, children: 0 },
      { room_type_id: 's', rate_plan_id: 'flex', adults: 2, children: 1 },
      { room_type_id: 's', rate_plan_id: 'flex', adults: 1, children: 0 },
    ]);
    expect(request).not.toHaveProperty('room_type_id');
    expect(request).not.toHaveProperty('quantity');
  });

  it('holds an option for so many hours from now', () => {
    expect(requestOf({ ...values, option_hours: 24 }, NOW).option_expires_at).toBe('2026-11-21T10:00:00.000Z');
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
