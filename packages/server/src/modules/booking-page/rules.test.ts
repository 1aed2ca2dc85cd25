import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancellationFee } from '../rates/index.ts';
import { chosenExtra, dialable, dueNow, lateFee, pageTerms, pictureType, wallClock } from './rules.ts';

const extra = { id: 'x', name: 'Breakfast', charge_code: 'BREAKFAST', price_minor: 1_500 };

describe('an extra', () => {
  it.each([
    ['STAY', 1_500],
    ['NIGHT', 4_500],
    ['PERSON', 3_000],
    ['PERSON_NIGHT', 9_000],
  ] as const)('is charged per %s', (per, amount_minor) => {
    expect(chosenExtra({ ...extra, per }, 1, { nights: 3, people: 2 }).amount_minor).toBe(amount_minor);
  });
});

describe('cancelling', () => {
  const stay = { start_date: '2026-07-10', nightly_minor: [10_000, 20_001] };
  it('is free up to the last free day and costs the agreed share afterwards', () => {
    const terms = pageTerms({ free_cancel_days: 2, late_cancel_bp: 5_000 });
    expect(cancellationFee(terms, stay, '2026-07-08T22:00')).toBe(0);
    expect(cancellationFee(terms, stay, '2026-07-09T00:00')).toBe(15_001);
  });
  it('M6 never costs more than the rooms', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.integer({ min: 0, max: 10_000 }), (night, late_cancel_bp) => {
        const fee = lateFee(pageTerms({ free_cancel_days: 0, late_cancel_bp }), { ...stay, nightly_minor: [night] });
        expect(fee).toBeGreaterThanOrEqual(0);
        expect(fee).toBeLessThanOrEqual(night);
      }),
    );
  });
  it('R16 is decided by the clock on the property’s wall', () => {
    expect(wallClock('Asia/Kolkata', new Date('2026-06-15T20:00:00Z'))).toBe('2026-06-16T01:30');
  });
});

describe('what is due now', () => {
  it('is part of the total, and something wherever there is a total', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 10_000 }), (total, share) => {
        const due = dueNow(total, share);
        expect(due).toBeGreaterThan(0);
        expect(due).toBeLessThanOrEqual(total);
      }),
    );
    expect(dueNow(0, 10_000)).toBe(0);
  });
});

describe('a telephone number', () => {
  it('is written as it is dialled', () => expect(dialable('+351 912 345 678')).toBe('+351912345678'));
  it.each(['912 345 678', 'call me', '+1 2'])('is refused as %s', (phone) => expect(() => dialable(phone)).toThrow());
});

describe('a picture', () => {
  it('is what its bytes say, not its name', () => {
    expect(pictureType(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
    expect(pictureType(Buffer.from('RIFF0000WEBPVP8 '))).toBe('image/webp');
    expect(pictureType(Buffer.from('<svg onload="alert(1)"/>'))).toBeNull();
    expect(pictureType(Buffer.alloc(0))).toBeNull();
  });
});
