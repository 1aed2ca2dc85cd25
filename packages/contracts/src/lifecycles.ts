/** Each lifecycle, stated once: the server enforces it and the console offers only what is legal. */

export type Lifecycle<S extends string> = Readonly<Record<S, readonly S[]>>;

export const RESERVATION_STATUSES = [
  'INQUIRED',
  'WAITLISTED',
  'OPTIONAL',
  'CONFIRMED',
  'IN_HOUSE',
  'CHECKED_OUT',
  'CANCELLED',
  'NO_SHOW',
] as const;
export type ReservationStatus = (typeof RESERVATION_STATUSES)[number];
export const RESERVATION: Lifecycle<ReservationStatus> = {
  INQUIRED: ['OPTIONAL', 'CONFIRMED', 'CANCELLED'],
  WAITLISTED: ['OPTIONAL', 'CONFIRMED', 'CANCELLED'],
  OPTIONAL: ['CONFIRMED', 'CANCELLED'],
  CONFIRMED: ['IN_HOUSE', 'CANCELLED', 'NO_SHOW'],
  IN_HOUSE: ['CHECKED_OUT', 'CONFIRMED'],
  CHECKED_OUT: ['IN_HOUSE'],
  CANCELLED: ['CONFIRMED'],
  NO_SHOW: ['CONFIRMED'],
};

export const BLOCK_STATUSES = ['INQUIRED', 'OPTIONAL', 'CONFIRMED', 'RELEASED', 'CANCELLED'] as const;
export type BlockStatus = (typeof BLOCK_STATUSES)[number];
export const BLOCK: Lifecycle<BlockStatus> = {
  INQUIRED: ['OPTIONAL', 'CONFIRMED', 'CANCELLED'],
  OPTIONAL: ['CONFIRMED', 'CANCELLED'],
  CONFIRMED: ['RELEASED', 'CANCELLED'],
  RELEASED: [],
  CANCELLED: [],
};

export const HOUSEKEEPING_STATUSES = ['DIRTY', 'PICKUP', 'CLEAN', 'INSPECTED'] as const;
export type HousekeepingStatus = (typeof HOUSEKEEPING_STATUSES)[number];
/** A guest leaving, or a look that finds something, makes any room dirty again. */
export const ROOM_CLEANING: Lifecycle<HousekeepingStatus> = {
  DIRTY: ['PICKUP', 'CLEAN'],
  PICKUP: ['CLEAN', 'DIRTY'],
  CLEAN: ['INSPECTED', 'PICKUP', 'DIRTY'],
  INSPECTED: ['CLEAN', 'PICKUP', 'DIRTY'],
};

export const TASK_STATUSES = ['OPEN', 'IN_PROGRESS', 'PAUSED', 'DONE', 'INSPECTED', 'SKIPPED'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];
/** Back to OPEN: taken back by mistake, or a look that found something. */
export const TASK: Lifecycle<TaskStatus> = {
  OPEN: ['IN_PROGRESS', 'DONE', 'SKIPPED'],
  IN_PROGRESS: ['PAUSED', 'DONE', 'SKIPPED', 'OPEN'],
  PAUSED: ['IN_PROGRESS', 'DONE', 'SKIPPED', 'OPEN'],
  DONE: ['INSPECTED', 'OPEN'],
  INSPECTED: ['OPEN'],
  SKIPPED: ['OPEN'],
};

export const MAINTENANCE_STATUSES = ['OPEN', 'IN_PROGRESS', 'DONE', 'VERIFIED'] as const;
export type MaintenanceStatus = (typeof MAINTENANCE_STATUSES)[number];
export const MAINTENANCE: Lifecycle<MaintenanceStatus> = {
  OPEN: ['IN_PROGRESS', 'DONE'],
  IN_PROGRESS: ['OPEN', 'DONE'],
  DONE: ['VERIFIED', 'IN_PROGRESS'],
  VERIFIED: [],
};

export const FOUND_ITEM_STATUSES = ['KEPT', 'RETURNED', 'DISPOSED'] as const;
export type FoundItemStatus = (typeof FOUND_ITEM_STATUSES)[number];
export const FOUND_ITEM: Lifecycle<FoundItemStatus> = {
  KEPT: ['RETURNED', 'DISPOSED'],
  RETURNED: [],
  DISPOSED: [],
};

export const FOLIO_STATUSES = ['OPEN', 'CLOSED'] as const;
export type FolioStatus = (typeof FOLIO_STATUSES)[number];
/** A closed folio is corrected by invoices only, never opened again. */
export const FOLIO: Lifecycle<FolioStatus> = { OPEN: ['CLOSED'], CLOSED: [] };

export const BUSINESS_DAY_STATUSES = ['OPEN', 'CLOSING', 'CLOSED'] as const;
export type BusinessDayStatus = (typeof BUSINESS_DAY_STATUSES)[number];
export const BUSINESS_DAY: Lifecycle<BusinessDayStatus> = { OPEN: ['CLOSING'], CLOSING: ['CLOSED'], CLOSED: [] };

export const ORDER_STATUSES = ['DRAFT', 'PLACED', 'PREPARING', 'READY', 'SERVED', 'COMPLETED', 'CANCELLED'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];
export const ORDER: Lifecycle<OrderStatus> = {
  DRAFT: ['PLACED', 'CANCELLED'],
  PLACED: ['PREPARING', 'READY', 'SERVED', 'CANCELLED'],
  PREPARING: ['READY', 'SERVED', 'CANCELLED'],
  READY: ['PREPARING', 'SERVED', 'CANCELLED'],
  SERVED: ['PLACED', 'COMPLETED'],
  COMPLETED: [],
  CANCELLED: [],
};

export const ORDER_LINE_STATUSES = ['NEW', 'HELD', 'SENT', 'PREPARING', 'READY', 'SERVED', 'VOIDED'] as const;
export type OrderLineStatus = (typeof ORDER_LINE_STATUSES)[number];
export const ORDER_LINE: Lifecycle<OrderLineStatus> = {
  NEW: ['SENT', 'HELD', 'VOIDED'],
  HELD: ['SENT', 'VOIDED'],
  SENT: ['PREPARING', 'READY', 'SERVED', 'VOIDED'],
  PREPARING: ['READY', 'SERVED', 'VOIDED'],
  READY: ['SERVED', 'PREPARING', 'VOIDED'],
  SERVED: ['VOIDED'],
  VOIDED: [],
};

export const PAYMENT_STATUSES = ['CREATED', 'AUTHORIZED', 'CAPTURED', 'FAILED', 'VOIDED'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const DEVICE_STATUSES = ['PROVISIONED', 'ACTIVE', 'SUSPENDED', 'RETIRED'] as const;
export type DeviceStatus = (typeof DEVICE_STATUSES)[number];
export const DEVICE: Lifecycle<DeviceStatus> = {
  PROVISIONED: ['ACTIVE', 'RETIRED'],
  ACTIVE: ['SUSPENDED', 'RETIRED'],
  SUSPENDED: ['ACTIVE', 'RETIRED'],
  RETIRED: [],
};

/** The statuses that may follow `from`. */
export function nextStatuses<S extends string>(lifecycle: Lifecycle<S>, from: S): readonly S[] {
  return lifecycle[from];
}

/** Whether a thing may go from one status to another. */
export function mayBecome<S extends string>(lifecycle: Lifecycle<S>, from: S, to: S): boolean {
  return lifecycle[from].includes(to);
}
