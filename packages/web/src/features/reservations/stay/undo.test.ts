import { describe, expect, it } from 'vitest';
import { undoOf } from './undo.ts';

const stay = (room_id: string | null, room_type_id = 'double', is_room_locked = false) => ({
  room_id,
  room_type_id,
  is_room_locked,
});

describe('taking a step back', () => {
  it('gives back the room that a stay had, promised or not, or none', () => {
    expect(undoOf('assign-room', stay(null), stay('101'))).toEqual({ step: 'unassign-room' });
    expect(undoOf('assign-room', stay('101', 'double', true), stay('102'))).toEqual({
      step: 'assign-room',
      body: { room_id: '101', is_room_locked: true },
    });
    expect(undoOf('unassign-room', stay('101'), stay(null))).toMatchObject({ body: { room_id: '101' } });
  });

  it('moves back within a type only', () => {
    expect(undoOf('move-room', stay('101'), stay('102'))).toMatchObject({ step: 'assign-room' });
    expect(undoOf('move-room', stay('101'), stay('201', 'suite'))).toBeNull();
  });

  it('offers nothing for steps that move money', () => {
    for (const step of ['cancel', 'no-show', 'change', 'reinstate'] as const)
      expect(undoOf(step, stay('101'), stay('101'))).toBeNull();
  });
});
