/** What can be done with one room's stay now, as data: an act that is not possible says why instead of hiding. */
import type { ReservationStatus } from '@hostelry/contracts/lifecycles';
import type { Permission } from '@hostelry/contracts/permissions';
import { nightsBetween } from '../../rooms/nights.ts';
import type { StayDetails } from '../queries.ts';

export type StayActName =
  | 'check_in'
  | 'check_out'
  | 'assign_room'
  | 'unassign_room'
  | 'move_room'
  | 'change'
  | 'no_show'
  | 'cancel'
  | 'reinstate'
  | 'undo_check_in'
  | 'undo_check_out';

export type WhyNot =
  'permission' | 'too_early' | 'over' | 'no_room' | 'one_night' | 'not_due' | 'other_day' | 'option' | 'day_over';

export interface StayAct {
  name: StayActName;
  /** A key of `reservations:stay.why_not`; absent when the act is possible. */
  why_not?: WhyNot;
}

/** The acts that belong to each status, those done most often first. */
const ACTS: Record<ReservationStatus, readonly StayActName[]> = {
  INQUIRED: ['cancel'],
  WAITLISTED: ['cancel'],
  OPTIONAL: ['assign_room', 'change', 'cancel', 'unassign_room'],
  CONFIRMED: ['check_in', 'assign_room', 'change', 'move_room', 'unassign_room', 'no_show', 'cancel'],
  IN_HOUSE: ['check_out', 'move_room', 'change', 'undo_check_in'],
  CHECKED_OUT: ['undo_check_out'],
  CANCELLED: ['reinstate'],
  NO_SHOW: ['reinstate'],
};

const WITHOUT_ROOM: readonly StayActName[] = ['check_out', 'assign_room', 'change', 'undo_check_in'];

const PERMISSION: Record<StayActName, Permission> = {
  check_in: 'reservations.check_in',
  check_out: 'reservations.check_in',
  undo_check_in: 'reservations.check_in',
  undo_check_out: 'reservations.check_in',
  no_show: 'reservations.check_in',
  assign_room: 'reservations.change',
  unassign_room: 'reservations.change',
  move_room: 'reservations.change',
  change: 'reservations.change',
  reinstate: 'reservations.change',
  cancel: 'reservations.cancel',
};

type ActedOn = Pick<StayDetails, 'status' | 'start_date' | 'end_date' | 'room_id' | 'checked_in_on' | 'checked_out_on'>;

/** Everything that belongs to the stay's status, in the order of the buttons. */
export function stayActs(stay: ActedOn, business_date: string, may: (permission: Permission) => boolean): StayAct[] {
  // An imported guest may be in house without a room; then one is given before anybody moves.
  const here = stay.status === 'IN_HOUSE' && !stay.room_id ? WITHOUT_ROOM : ACTS[stay.status];
  return here.map((name) => {
    const why_not = may(PERMISSION[name]) ? whyNot(name, stay, business_date) : 'permission';
    return why_not ? { name, why_not } : { name };
  });
}

function whyNot(name: StayActName, stay: ActedOn, business_date: string): WhyNot | false {
  const { start_date, end_date } = stay;
  switch (name) {
    case 'check_in':
      return start_date > business_date ? 'too_early' : end_date < business_date && 'over';
    case 'no_show':
      return start_date > business_date && 'not_due';
    case 'move_room':
      return !stay.room_id ? 'no_room' : whyNotMove(stay, business_date);
    case 'unassign_room':
      return !stay.room_id && 'no_room';
    case 'change':
      return stay.status === 'OPTIONAL' && 'option';
    case 'reinstate':
      return end_date <= business_date && 'over';
    case 'undo_check_in':
      return stay.checked_in_on !== business_date && 'other_day';
    case 'undo_check_out':
      return stay.checked_out_on !== business_date && 'other_day';
    default:
      return false;
  }
}

/** Before arrival only a part of the nights is moved; all of them is another room. In house a night must be left. */
function whyNotMove({ status, start_date, end_date }: ActedOn, business_date: string): WhyNot | false {
  if (status === 'IN_HOUSE') return end_date <= business_date && 'day_over';
  return nightsBetween(start_date, end_date) < 2 && 'one_night';
}

/** The first night that a move can begin with. */
export const firstMove = ({ status, start_date }: ActedOn, business_date: string): string =>
  status === 'IN_HOUSE' && business_date > start_date ? business_date : start_date;
