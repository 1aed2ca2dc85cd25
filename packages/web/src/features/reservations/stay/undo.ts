/** How a step of a stay is taken back. Steps that move money are not: those are reinstated with open eyes. */
import type { StayDetails } from '../queries.ts';

export type StepName =
  | 'assign-room'
  | 'unassign-room'
  | 'move-room'
  | 'change'
  | 'check-in'
  | 'undo-check-in'
  | 'check-out'
  | 'undo-check-out'
  | 'no-show'
  | 'reinstate'
  | 'cancel';

export interface StayStep {
  step: StepName;
  body?: object;
}

type Roomed = Pick<StayDetails, 'room_id' | 'is_room_locked' | 'room_type_id'>;

/** The step that takes another back; null where none does. */
export function undoOf(step: StepName, before: Roomed, after: Roomed): StayStep | null {
  switch (step) {
    case 'check-in':
      return { step: 'undo-check-in' };
    case 'check-out':
      return { step: 'undo-check-out' };
    case 'assign-room':
    case 'unassign-room':
      return backTo(before);
    case 'move-room':
      // Into a room of another type, nights and prices went along; back is a move of its own.
      return before.room_id && before.room_type_id === after.room_type_id ? backTo(before) : null;
    default:
      return null;
  }
}

const backTo = ({ room_id, is_room_locked }: Roomed): StayStep =>
  room_id ? { step: 'assign-room', body: { room_id, is_room_locked } } : { step: 'unassign-room' };
