import { Type } from 'typebox';
import { Body, CivilDate, Id, Instant, Name, Nullable, OneOf } from './envelope.ts';
import { FOUND_ITEM_STATUSES, HOUSEKEEPING_STATUSES, TASK_STATUSES, MAINTENANCE_STATUSES } from './lifecycles.ts';

/** Clean rooms: tasks and the board, discrepancies, outages, maintenance, lost and found. */

export const TASK_KINDS = ['DEPARTURE', 'STAYOVER', 'LINEN', 'VACANT', 'TURN_DOWN', 'DEEP_CLEAN'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
export const SKIP_REASONS = ['DO_NOT_DISTURB', 'REFUSED'] as const;
export const TURN_DOWN_FOR = ['NONE', 'ON_REQUEST', 'ALL'] as const;
export const GUEST_STATES = ['VACANT', 'ARRIVAL', 'IN_HOUSE', 'DUE_OUT', 'DEPARTED'] as const;
export type GuestState = (typeof GUEST_STATES)[number];
export const DISCREPANCY_KINDS = ['SLEEP', 'SKIP'] as const;
export const OCCUPATIONS = ['OCCUPIED', 'VACANT'] as const;
export const OUTAGE_KINDS = ['OUT_OF_ORDER', 'OUT_OF_SERVICE'] as const;
export type OutageKind = (typeof OUTAGE_KINDS)[number];
export const OUTAGE_STATUSES = ['PLANNED', 'CURRENT', 'ENDED', 'CANCELLED'] as const;
export type OutageStatus = (typeof OUTAGE_STATUSES)[number];
export const TICKET_PRIORITIES = ['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const;
export const TICKET_CATEGORIES = [
  'PLUMBING',
  'ELECTRICAL',
  'HEATING',
  'FURNITURE',
  'APPLIANCE',
  'LOCK',
  'CLEANING',
  'OTHER',
] as const;

const Version = Type.Optional(Type.Integer({ minimum: 1, description: 'The version this change is based on' }));
const Note = Type.String({ maxLength: 1_000 });
const Minutes = Type.Integer({ minimum: 0, maximum: 600 });
const Place = Type.String({ maxLength: 120, description: 'Where it is, if not in a room' });

export const HousekeepingTask = Type.Object({
  id: Id,
  outlet_id: Id,
  business_date: CivilDate,
  room_id: Id,
  room_number: Type.String(),
  floor: Type.Integer(),
  room_type_code: Type.String(),
  kind: OneOf(TASK_KINDS),
  status: OneOf(TASK_STATUSES),
  minutes: Type.Integer({ description: 'What the work counts when it is shared out' }),
  is_rush: Type.Boolean({ description: 'A guest arrives into this room today' }),
  is_planned: Type.Boolean({ description: 'Made from the house’s state, not by hand' }),
  attendant_id: Nullable(Id),
  attendant_name: Nullable(Type.String()),
  note: Type.String(),
  started_at: Nullable(Instant),
  running_since: Nullable(Instant),
  worked_seconds: Type.Integer(),
  finished_at: Nullable(Instant),
  skip_reason: Nullable(OneOf(SKIP_REASONS)),
  inspected_by_name: Nullable(Type.String()),
  fail_reason: Nullable(Type.String()),
  version: Type.Integer(),
});

export const NewTask = Body({
  room_id: Id,
  kind: OneOf(TASK_KINDS),
  minutes: Type.Optional(Minutes),
  attendant_id: Type.Optional(Nullable(Id)),
  note: Type.Optional(Note),
});
export const TaskChange = Body({
  attendant_id: Type.Optional(Nullable(Id)),
  minutes: Type.Optional(Minutes),
  is_rush: Type.Optional(Type.Boolean()),
  note: Type.Optional(Note),
  version: Version,
});
/** The body of an act on a task that needs nothing but perhaps the version it is based on. */
export const TaskStep = Body({ version: Version });
export const TaskSkip = Body({ reason: OneOf(SKIP_REASONS), version: Version });
export const TaskFail = Body({
  reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
  version: Version,
});

export const DayPlan = Body({ outlet_id: Id });
export const DayPlanned = Type.Object({
  business_date: CivilDate,
  added: Type.Integer(),
  changed: Type.Integer(),
  removed: Type.Integer(),
});
export const TaskAssignment = Body({
  outlet_id: Id,
  attendant_ids: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
  reassign: Type.Optional(
    Type.Boolean({ default: false, description: 'Also tasks that somebody has but has not begun' }),
  ),
});
export const TasksAssigned = Type.Object({
  assigned: Type.Integer(),
  attendants: Type.Array(Type.Object({ id: Id, name: Type.String(), tasks: Type.Integer(), minutes: Type.Integer() })),
});
export const Inspections = Body({
  outlet_id: Id,
  room_ids: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }),
});
export const InspectionsDone = Type.Object({ inspected: Type.Integer() });

export const Attendant = Type.Object({
  id: Id,
  name: Type.String(),
  tasks: Type.Integer({ description: 'Of the business day' }),
  open_tasks: Type.Integer(),
  minutes: Type.Integer(),
  open_minutes: Type.Integer(),
});

const BoardStay = Type.Object({
  reservation_id: Id,
  guest_name: Nullable(Type.String({ description: 'Only for those who may read reservations' })),
  start_date: CivilDate,
  end_date: CivilDate,
  adults: Type.Integer(),
  children: Type.Integer(),
  arrival_time: Nullable(Type.String()),
  departure_time: Nullable(Type.String()),
  preferences: Type.Array(Type.String()),
});
export const BoardRoom = Type.Object({
  id: Id,
  number: Type.String(),
  floor: Type.Integer(),
  room_type_code: Type.String(),
  housekeeping_status: OneOf(HOUSEKEEPING_STATUSES),
  version: Type.Integer(),
  guest_state: OneOf(GUEST_STATES),
  stay: Nullable(BoardStay),
  arrival: Nullable(BoardStay),
  tasks: Type.Array(Type.Omit(HousekeepingTask, ['room_number', 'floor', 'room_type_code', 'room_id', 'outlet_id'])),
  outage: Nullable(
    Type.Object({
      id: Id,
      kind: OneOf(OUTAGE_KINDS),
      start_date: CivilDate,
      end_date: CivilDate,
      reason: Type.String(),
    }),
  ),
  open_tickets: Type.Integer(),
  discrepancy: Nullable(OneOf(DISCREPANCY_KINDS)),
});
export const HousekeepingBoard = Type.Object({
  outlet_id: Id,
  business_date: CivilDate,
  inspects: Type.Boolean(),
  attendants: Type.Array(Attendant),
  rooms: Type.Array(BoardRoom),
});

const Credits = Type.Array(Body({ room_type_id: Nullable(Id), kind: OneOf(TASK_KINDS), minutes: Minutes }), {
  maxItems: 2_000,
  description: 'Minutes per kind; `room_type_id` null is what counts where a type has none of its own',
});
export const HousekeepingSettings = Type.Object({
  outlet_id: Id,
  linen_every_nights: Type.Integer(),
  inspects: Type.Boolean(),
  turn_down_for: OneOf(TURN_DOWN_FOR),
  keep_found_days: Type.Integer(),
  credits: Credits,
  version: Type.Integer({ description: '0 until they were first saved' }),
});
export const HousekeepingSettingsChange = Body({
  linen_every_nights: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })),
  inspects: Type.Optional(Type.Boolean()),
  turn_down_for: Type.Optional(OneOf(TURN_DOWN_FOR)),
  keep_found_days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3_650 })),
  credits: Type.Optional(Credits),
  version: Type.Optional(Type.Integer({ minimum: 0 })),
});

export const Discrepancy = Type.Object({
  id: Id,
  outlet_id: Id,
  business_date: CivilDate,
  room_id: Id,
  room_number: Type.String(),
  kind: OneOf(DISCREPANCY_KINDS),
  desk_says: OneOf(OCCUPATIONS),
  seen: OneOf(OCCUPATIONS),
  note: Type.String(),
  reported_by_name: Type.String(),
  reported_at: Instant,
  resolved_at: Nullable(Instant),
  resolved_by_name: Nullable(Type.String()),
  resolution: Nullable(Type.String()),
  version: Type.Integer(),
});
export const OccupationReport = Body({
  room_id: Id,
  seen: OneOf(OCCUPATIONS),
  note: Type.Optional(Note),
});
export const OccupationReported = Type.Object({
  desk_says: OneOf(OCCUPATIONS),
  discrepancy: Nullable(Discrepancy),
});
export const DiscrepancyResolution = Body({
  resolution: Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' }),
  version: Version,
});

export const DisplacedStay = Type.Object({
  reservation_id: Id,
  booking_id: Id,
  confirmation_code: Type.String(),
  guest_name: Nullable(Type.String()),
  status: Type.String(),
  start_date: CivilDate,
  end_date: CivilDate,
  is_room_locked: Type.Boolean(),
});
export const Outage = Type.Object({
  id: Id,
  outlet_id: Id,
  room_id: Id,
  room_number: Type.String(),
  room_type_code: Type.String(),
  kind: OneOf(OUTAGE_KINDS),
  status: OneOf(OUTAGE_STATUSES),
  start_date: CivilDate,
  end_date: CivilDate,
  planned_end_date: CivilDate,
  reason: Type.String(),
  ticket_id: Nullable(Id),
  displaced: Type.Array(
    Type.Interface([DisplacedStay], {
      room_number: Nullable(Type.String({ description: 'The room they have been given since' })),
    }),
    { description: 'Stays that had to leave the room for it' },
  ),
  created_by_name: Type.String(),
  returned_at: Nullable(Instant),
  returned_by_name: Nullable(Type.String()),
  version: Type.Integer(),
  created_at: Instant,
});
const OutageNights = { start_date: CivilDate, end_date: CivilDate };
const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' });
export const NewOutage = Body({
  room_id: Id,
  kind: OneOf(OUTAGE_KINDS),
  ...OutageNights,
  reason: Reason,
  displace: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Take stays out of the room; they stay booked and wait for another room',
    }),
  ),
});
export const OutageChange = Body({
  end_date: Type.Optional(CivilDate),
  reason: Type.Optional(Reason),
  displace: Type.Optional(Type.Boolean({ default: false })),
  version: Version,
});
export const OutageCheck = Body({ room_id: Id, kind: OneOf(OUTAGE_KINDS), ...OutageNights });
export const OutageChecked = Type.Object({
  displaced: Type.Array(DisplacedStay),
  oversold_dates: Type.Array(CivilDate, { description: 'Nights on which every unit of the type is taken' }),
});
export const OutageReturn = Body({ version: Version });

export const MaintenanceTicket = Type.Object({
  id: Id,
  outlet_id: Id,
  room_id: Nullable(Id),
  room_number: Nullable(Type.String()),
  place: Type.String(),
  category: OneOf(TICKET_CATEGORIES),
  priority: OneOf(TICKET_PRIORITIES),
  title: Type.String(),
  description: Type.String(),
  status: OneOf(MAINTENANCE_STATUSES),
  assignee_id: Nullable(Id),
  assignee_name: Nullable(Type.String()),
  outage_id: Nullable(Id),
  outage_kind: Nullable(OneOf(OUTAGE_KINDS)),
  outage_end_date: Nullable(CivilDate),
  reported_by_name: Type.String(),
  resolution: Type.String(),
  done_at: Nullable(Instant),
  verified_at: Nullable(Instant),
  version: Type.Integer(),
  created_at: Instant,
});
export const TicketOutage = Body({
  kind: OneOf(OUTAGE_KINDS),
  ...OutageNights,
  displace: Type.Optional(Type.Boolean({ default: false })),
});
export const NewMaintenanceTicket = Body({
  outlet_id: Id,
  room_id: Type.Optional(Nullable(Id)),
  place: Type.Optional(Place),
  category: OneOf(TICKET_CATEGORIES),
  priority: Type.Optional(OneOf(TICKET_PRIORITIES)),
  title: Name,
  description: Type.Optional(Type.String({ maxLength: 4_000 })),
  assignee_id: Type.Optional(Nullable(Id)),
  outage: Type.Optional(TicketOutage),
});
export const MaintenanceTicketChange = Body({
  category: Type.Optional(OneOf(TICKET_CATEGORIES)),
  priority: Type.Optional(OneOf(TICKET_PRIORITIES)),
  title: Type.Optional(Name),
  description: Type.Optional(Type.String({ maxLength: 4_000 })),
  place: Type.Optional(Place),
  assignee_id: Type.Optional(Nullable(Id)),
  version: Version,
});
export const MaintenanceTicketMove = Body({
  status: OneOf(MAINTENANCE_STATUSES),
  resolution: Type.Optional(Note),
  version: Version,
});

export const FoundItem = Type.Object({
  id: Id,
  outlet_id: Id,
  room_id: Nullable(Id),
  room_number: Nullable(Type.String()),
  place: Type.String(),
  description: Type.String(),
  found_on: CivilDate,
  found_by_name: Type.String(),
  stored_at: Type.String(),
  status: OneOf(FOUND_ITEM_STATUSES),
  keep_until: CivilDate,
  reservation_id: Nullable(Id),
  guest_name: Nullable(Type.String({ description: 'Whose it probably is: the guest of that reservation' })),
  handed_to: Nullable(Type.String()),
  closed_at: Nullable(Instant),
  closed_by_name: Nullable(Type.String()),
  note: Type.String(),
  version: Type.Integer(),
  created_at: Instant,
});
export const NewFoundItem = Body({
  outlet_id: Id,
  room_id: Type.Optional(Nullable(Id)),
  place: Type.Optional(Place),
  description: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
  stored_at: Type.Optional(Type.String({ maxLength: 120 })),
  note: Type.Optional(Note),
});
export const FoundItemChange = Body({
  description: Type.Optional(Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })),
  stored_at: Type.Optional(Type.String({ maxLength: 120 })),
  keep_until: Type.Optional(CivilDate),
  note: Type.Optional(Note),
  reservation_id: Type.Optional(Nullable(Id)),
  version: Version,
});
export const FoundItemReturn = Body({
  handed_to: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  version: Version,
});
export const FoundItemDisposal = Body({ version: Version });
