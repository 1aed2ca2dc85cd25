import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepable, LARGEST_MESSAGE_BYTES, readMessage, signsOf, type Incoming } from './messages.ts';
import { testEnvelope, testMessage, testSale } from './testing.ts';

const read = (kind: string, content: unknown) =>
  readMessage('d', kind, Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)), null);

describe('reading a message', () => {
  it('takes a well-formed one', () => {
    expect(read('telemetry', testEnvelope(1, 2, { t: 3 }))).toMatchObject({
      what: 'message',
      kind: 'telemetry',
      envelope: { boot: 1, seq: 2, data: { t: 3 } },
    });
    expect(read('sale', testEnvelope(1, 2, testSale('A')))).toMatchObject({
      what: 'message',
      sale: { device_order_id: 'A' },
    });
  });

  it.each([
    ['telemetry', '{"id":', 'not JSON'],
    ['telemetry', { ...testEnvelope(1, 2), seq: -1 }, 'seq'],
    ['telemetry', { ...testEnvelope(1, 2), ts: 'yesterday' }, 'ts'],
    ['telemetry', { ...testEnvelope(1, 2), data: [1] }, 'data'],
    ['gossip', testEnvelope(1, 2), 'gossip'],
    ['sale', testEnvelope(1, 2, { ...testSale('A'), amount_minor: 1.5 }), 'data: amount_minor'],
    ['telemetry', ' '.repeat(LARGEST_MESSAGE_BYTES + 1), 'longer than'],
  ])('D14 says what is wrong with a flawed %s', (kind, content, reason) => {
    expect(read(kind, content)).toMatchObject({ what: 'flawed', reason: expect.stringContaining(reason) });
  });

  it('D14 never throws, whatever arrives, and keeps what PostgreSQL can keep', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, kind) => {
        const message = readMessage('d', kind, Buffer.from(bytes), null);
        return message.what === 'flawed' && !message.payload.includes('\0');
      }),
    );
    expect(keepable('a\0b')).toBe('a␀b');
  });
});

describe('signs of presence', () => {
  const open = (connection_id: string): Incoming => ({ what: 'connection', device_id: 'd', connection_id, open: true });
  const close = (connection_id: string): Incoming => ({
    what: 'connection',
    device_id: 'd',
    connection_id,
    open: false,
  });
  const said = (
    kind: 'telemetry' | 'state',
    data: Record<string, unknown>,
    connection_id: string | null = null,
  ): Incoming => ({ ...testMessage('d', 1, 1, data, kind), connection_id });

  it('the last word counts', () => {
    expect(signsOf([open('a'), close('a')])).toMatchObject([{ online: false, connection_id: 'a' }]);
    expect(signsOf([close('a'), open('b')])).toMatchObject([{ online: true, connection_id: 'b' }]);
    expect(signsOf([said('telemetry', {}, 'a'), said('state', { online: false }, 'a')])).toMatchObject([
      { online: false },
    ]);
  });

  it('the late end or last will of an older connection says nothing about its successor', () => {
    expect(signsOf([open('b'), close('a')])).toMatchObject([{ online: true, connection_id: 'b' }]);
    expect(signsOf([open('b'), said('state', { online: false }, 'a')])).toMatchObject([
      { online: true, connection_id: 'b' },
    ]);
  });

  it('what was kept from before is no sign of life', () => {
    const kept = { ...testMessage('d', 4, 1), envelope: { ...testEnvelope(4, 1), historical: true } };
    expect(signsOf([kept])).toMatchObject([{ online: null, boot: 4 }]);
  });
});
