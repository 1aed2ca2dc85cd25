import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../../platform/events/log.ts';
import { newsOf } from './rules.ts';

const event = (type: LoggedEvent['type'], data: LoggedEvent['data'], actor = 'Ana'): LoggedEvent => ({
  position: 1,
  type,
  outlet_id: 'o1',
  occurred_at: '2026-06-15T10:00:00.000Z',
  aggregate_id: 'a1',
  aggregate_type: 'thing',
  data,
  tenant_id: 't1',
  actor: { kind: 'user', id: 'u1', name: actor },
});
const booking = {
  confirmation_code: 'AB12',
  guest_name: 'Bo',
  rooms: 2,
  start_date: '2026-07-01',
  end_date: '2026-07-03',
};

describe('what is news', () => {
  it('is a table that turns red, and no other colour', () => {
    expect(newsOf(event('floor.table_status_changed', { name: 'T4', to: 'RED' }))).toMatchObject({
      kind: 'order_waiting',
      permission: 'floor.operate',
      text: 'T4 has been waiting too long.',
      link: '/floor?outlet=o1',
    });
    expect(newsOf(event('floor.table_status_changed', { name: 'T4', to: 'GREEN' }))).toBeNull();
  });

  it('is a machine that goes, and its return for those who heard that it went', () => {
    const gone = newsOf(event('device.went_offline', { name: 'Bica 1' }));
    expect(gone).toMatchObject({ kind: 'device_offline', params: { device: 'Bica 1' } });
    expect(gone!.after).toBeUndefined();
    expect(newsOf(event('device.went_online', { name: 'Bica 1' }))).toMatchObject({
      kind: 'device_online',
      after: 'device_offline',
    });
  });

  it('is a booking made or cancelled by somebody, but not each of an import', () => {
    expect(newsOf(event('reservation.created', booking))).toMatchObject({
      kind: 'reservation_created',
      text: 'New reservation AB12 for Bo: 2 rooms, 2026-07-01 to 2026-07-03.',
    });
    expect(newsOf(event('reservation.cancelled', { ...booking, rooms: 1 }))!.text).toBe(
      'Reservation AB12 was cancelled: 1 room, 2026-07-01 to 2026-07-03.',
    );
    expect(newsOf(event('reservation.created', booking, 'import'))).toBeNull();
  });

  it('is one word at the end of an import', () => {
    expect(
      newsOf(
        event(
          'reservations.import_finished',
          { file_name: 'stays.csv', rows_read: 10, stays: 8, refused: 2 },
          'import',
        ),
      ),
    ).toMatchObject({
      kind: 'import_finished',
      permission: 'imports.run',
      text: 'The import of stays.csv has finished: 10 rows, 8 stays, 2 refused.',
    });
  });

  it('is nothing else', () => {
    expect(newsOf(event('order.placed', {}))).toBeNull();
  });
});
