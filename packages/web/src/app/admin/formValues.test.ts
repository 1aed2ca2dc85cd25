import { describe, expect, it } from 'vitest';
import type { AdminField, Row } from './entity.ts';
import { bodyOf, valuesOf } from './formValues.ts';

const fields: AdminField[] = [
  { name: 'name', required: true },
  { name: 'username', nullable: true },
  { name: 'contact_email', as: 'email' },
  { name: 'price_minor', as: 'money' },
  { name: 'password', as: 'password' },
  { name: 'outlet_ids', as: 'choices' },
];

const row: Row = {
  id: '1',
  name: 'Bica',
  username: 'bica',
  contact_email: 'a@b.pt',
  price_minor: 1990,
  outlet_ids: ['x'],
};

const after = (change: Record<string, unknown>, currency = 'EUR') =>
  bodyOf(fields, { ...valuesOf(fields, row, {}, currency), ...change }, row, currency);

describe('what a form sends', () => {
  it('sends nothing of a row that was not touched', () => {
    expect(after({})).toEqual({});
  });

  it('sends only what changed', () => {
    expect(after({ name: 'Bica 2' })).toEqual({ name: 'Bica 2' });
  });

  it('writes money in minor units without a rounding error, whatever the currency', () => {
    expect(after({ price_minor: 19.99 })).toEqual({ price_minor: 1999 });
    expect(after({ price_minor: 1.1 })).toEqual({ price_minor: 110 });
    expect(after({ price_minor: 450 }, 'JPY')).toEqual({ price_minor: 450 });
    expect(after({ price_minor: 1.234 }, 'KWD')).toEqual({ price_minor: 1234 });
  });

  it('empties text as text, and what may be absent as null', () => {
    expect(after({ name: '', username: '', contact_email: '', outlet_ids: [] })).toEqual({
      name: '',
      username: null,
      contact_email: null,
      outlet_ids: null,
    });
  });

  it('keeps a password that was left empty', () => {
    expect(after({ password: '' })).toEqual({});
    expect(after({ password: 'longenough' })).toEqual({ password: 'longenough' });
  });

  it('leaves empty fields out of a new row', () => {
    const values = valuesOf(fields, null, {}, 'EUR');
    expect(bodyOf(fields, { ...values, name: 'New' }, null, 'EUR')).toEqual({ name: 'New' });
  });
});
