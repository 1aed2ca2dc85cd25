/** The one place that says how a status looks: its colour, its icon and, under `status:<kind>.<value>`, its words. */
import type { MantineColor } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBan,
  IconBed,
  IconCheck,
  IconChecks,
  IconChevronDown,
  IconChevronUp,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconClockExclamation,
  IconCloudOff,
  IconCoin,
  IconDoor,
  IconDoorEnter,
  IconDoorExit,
  IconEdit,
  IconFlame,
  IconHandStop,
  IconHourglass,
  IconPackage,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconQuestionMark,
  IconSend,
  IconSparkles,
  IconToolsKitchen2,
  IconTrash,
  IconUrgent,
  IconUserOff,
  IconWash,
  IconWifi,
  IconX,
  IconZzz,
  type Icon,
} from '@tabler/icons-react';

export interface StatusLook {
  color: MantineColor;
  icon: Icon;
}

const look = (color: MantineColor, icon: Icon): StatusLook => ({ color, icon });

export const STATUS = {
  business_day: {
    OPEN: look('green', IconCircleCheck),
    CLOSING: look('yellow', IconHourglass),
    CLOSED: look('gray', IconChecks),
  },
  folio: {
    OPEN: look('blue', IconCircle),
    CLOSED: look('gray', IconChecks),
  },
  debt: {
    CURRENT: look('blue', IconClock),
    OVERDUE: look('red', IconClockExclamation),
    SETTLED: look('green', IconCircleCheck),
  },
  table: {
    RED: look('red', IconClockExclamation),
    YELLOW: look('yellow', IconFlame),
    GREEN: look('green', IconCircleCheck),
    BLUE: look('blue', IconCircle),
  },
  order: {
    DRAFT: look('gray', IconPencil),
    PLACED: look('blue', IconSend),
    PREPARING: look('yellow', IconFlame),
    READY: look('teal', IconToolsKitchen2),
    SERVED: look('green', IconCheck),
    COMPLETED: look('gray', IconChecks),
    CANCELLED: look('red', IconX),
  },
  line: {
    NEW: look('gray', IconPencil),
    HELD: look('grape', IconPlayerPause),
    SENT: look('blue', IconSend),
    PREPARING: look('yellow', IconFlame),
    READY: look('teal', IconToolsKitchen2),
    SERVED: look('green', IconCheck),
    VOIDED: look('red', IconTrash),
  },
  reservation: {
    INQUIRED: look('gray', IconQuestionMark),
    WAITLISTED: look('grape', IconHourglass),
    OPTIONAL: look('yellow', IconClock),
    CONFIRMED: look('blue', IconCircleCheck),
    IN_HOUSE: look('green', IconBed),
    CHECKED_OUT: look('gray', IconDoorExit),
    CANCELLED: look('red', IconX),
    NO_SHOW: look('orange', IconUserOff),
  },
  room: {
    DIRTY: look('orange', IconWash),
    PICKUP: look('yellow', IconEdit),
    CLEAN: look('blue', IconSparkles),
    INSPECTED: look('green', IconChecks),
  },
  block: {
    INQUIRED: look('gray', IconQuestionMark),
    OPTIONAL: look('yellow', IconClock),
    CONFIRMED: look('blue', IconCircleCheck),
    RELEASED: look('gray', IconDoorExit),
    CANCELLED: look('red', IconX),
  },
  waitlist: {
    WAITING: look('grape', IconHourglass),
    OFFERED: look('yellow', IconClock),
    CONVERTED: look('green', IconCircleCheck),
    LEFT: look('gray', IconDoorExit),
  },
  task: {
    OPEN: look('gray', IconCircle),
    IN_PROGRESS: look('blue', IconPlayerPlay),
    PAUSED: look('yellow', IconPlayerPause),
    DONE: look('teal', IconCheck),
    INSPECTED: look('green', IconChecks),
    SKIPPED: look('grape', IconHandStop),
  },
  guest: {
    VACANT: look('gray', IconDoor),
    ARRIVAL: look('grape', IconDoorEnter),
    IN_HOUSE: look('green', IconBed),
    DUE_OUT: look('orange', IconDoorExit),
    DEPARTED: look('gray', IconDoorExit),
  },
  discrepancy: {
    SLEEP: look('red', IconZzz),
    SKIP: look('red', IconUserOff),
  },
  outage_kind: {
    OUT_OF_ORDER: look('red', IconBan),
    OUT_OF_SERVICE: look('yellow', IconAlertTriangle),
  },
  outage: {
    PLANNED: look('blue', IconClock),
    CURRENT: look('red', IconBan),
    ENDED: look('gray', IconCheck),
    CANCELLED: look('gray', IconX),
  },
  maintenance: {
    OPEN: look('orange', IconCircle),
    IN_PROGRESS: look('blue', IconPlayerPlay),
    DONE: look('teal', IconCheck),
    VERIFIED: look('green', IconChecks),
  },
  priority: {
    LOW: look('gray', IconChevronDown),
    NORMAL: look('blue', IconCircle),
    HIGH: look('orange', IconChevronUp),
    URGENT: look('red', IconUrgent),
  },
  found: {
    KEPT: look('blue', IconPackage),
    RETURNED: look('green', IconCheck),
    DISPOSED: look('gray', IconTrash),
  },
  payment: {
    CREATED: look('gray', IconCircleDashed),
    AUTHORIZED: look('blue', IconClock),
    CAPTURED: look('green', IconCoin),
    FAILED: look('red', IconAlertTriangle),
    VOIDED: look('gray', IconBan),
  },
  device: {
    PROVISIONED: look('blue', IconPlugConnected),
    ACTIVE: look('green', IconCircleCheck),
    SUSPENDED: look('yellow', IconPlayerPause),
    RETIRED: look('gray', IconBan),
  },
  channel: {
    ACTIVE: look('green', IconCircleCheck),
    PAUSED: look('yellow', IconPlayerPause),
  },
  webhook: {
    ACTIVE: look('green', IconCircleCheck),
    PAUSED: look('yellow', IconPlayerPause),
    DISABLED: look('red', IconBan),
  },
  delivery: {
    PENDING: look('blue', IconClock),
    DELIVERED: look('green', IconCheck),
    FAILED: look('red', IconX),
  },
  connection: {
    ONLINE: look('green', IconWifi),
    OFFLINE: look('red', IconCloudOff),
    UNKNOWN: look('gray', IconQuestionMark),
  },
  health: {
    UP: look('green', IconCircleCheck),
    DEGRADED: look('yellow', IconAlertTriangle),
    DOWN: look('red', IconX),
    OFF: look('gray', IconCircleDashed),
  },
  availability: {
    AVAILABLE: look('green', IconCheck),
    UNAVAILABLE: look('red', IconBan),
  },
  active: {
    ACTIVE: look('green', IconCircleCheck),
    INACTIVE: look('gray', IconBan),
  },
  flag: {
    ON: look('green', IconCircleCheck),
    OFF: look('gray', IconCircle),
  },
} as const satisfies Record<string, Record<string, StatusLook>>;

export type StatusKind = keyof typeof STATUS;

const UNKNOWN = look('gray', IconQuestionMark);

/** How a status looks. A value that this console does not know yet still shows, in grey with its own name. */
export function statusLook(kind: StatusKind, value: string): StatusLook {
  return (STATUS[kind] as Record<string, StatusLook>)[value] ?? UNKNOWN;
}
