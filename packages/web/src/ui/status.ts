/** The one place that says how a status looks: its colour, its icon and, under `status:<kind>.<value>`, its words. */
import type { MantineColor } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBan,
  IconBed,
  IconCheck,
  IconChecks,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconClockExclamation,
  IconCloudOff,
  IconCoin,
  IconDoorExit,
  IconEdit,
  IconFlame,
  IconHourglass,
  IconPencil,
  IconPlayerPause,
  IconPlugConnected,
  IconQuestionMark,
  IconSend,
  IconSparkles,
  IconToolsKitchen2,
  IconTrash,
  IconUserOff,
  IconWash,
  IconWifi,
  IconX,
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
