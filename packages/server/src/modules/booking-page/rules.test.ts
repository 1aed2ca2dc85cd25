import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancellationFee, chosenExtra, dialable, dueNow, freeUntil, pictureType } from './rules.ts';

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
  const terms = { free_cancel_days: 2, late_cancel_bp: 5_000 };
  const stay = { start_date: '2026-07-10', total_minor: 30_001 };
  it('is free up to the last free day and costs the agreed share afterwards', () => {
    expect(freeUntil(terms, stay.start_date)).toBe('2026-07-08');
    expect(cancellationFee(terms, stay, '2026-07-08')).toBe(0);
    expect(cancellationFee(terms, stay, '2026-07-09')).toBe(15_001);
  });
  it('M6 never costs more than the stay', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.integer({ min: 0, max: 10_000 }), (total_minor, late_cancel_bp) => {
        const fee = cancellationFee({ free_cancel_days: 0, late_cancel_bp }, { ...stay, total_minor }, '2026-07-11');
        expect(fee).toBeGreaterThanOrEqual(0);
        expect(fee).toBeLessThanOrEqual(total_minor);
      }),
    );
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
