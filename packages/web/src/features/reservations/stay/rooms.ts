/** Which of a hotel's rooms a stay is shown, and in which order. */
import type { RoomChoice } from '@hostelry/contracts/stays';

export type RoomOption = RoomChoice;

interface Wish {
  room_type_id: string;
  /** Whether rooms of other types are shown too. */
  otherTypes: boolean;
  /** The beginning of a number that somebody typed. */
  number: string;
}

/** Whether a guest can go in now. */
export const isReady = ({ housekeeping_status }: RoomOption): boolean =>
  housekeeping_status === 'CLEAN' || housekeeping_status === 'INSPECTED';

/** The rooms that fit, free ones first and clean ones first among them; otherwise in the hotel's order. */
export function offered(rooms: readonly RoomOption[], { room_type_id, otherTypes, number }: Wish): RoomOption[] {
  const rank = (room: RoomOption) =>
    (room.taken_on ? 4 : 0) + (room.room_type_id === room_type_id ? 0 : 2) + (isReady(room) ? 0 : 1);
  return rooms
    .filter((room) => otherTypes || room.room_type_id === room_type_id)
    .filter((room) => room.number.toLowerCase().startsWith(number.trim().toLowerCase()))
    .toSorted((a, b) => rank(a) - rank(b));
}
