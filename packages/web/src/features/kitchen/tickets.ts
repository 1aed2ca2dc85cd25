/** The kitchen board's decisions, pure: which tickets show, how urgent they are, what there is to cook in all. */
import type { KitchenTicket } from '@hostelry/contracts';

export type Urgency = 'calm' | 'soon' | 'late';

/** From this part of the outlet's waiting time on, a ticket asks for attention. */
const SOON = 0.6;

/** How long a ticket has been open. The server's age plus the time since it was told: clocks of screens are often wrong. */
export const ageSeconds = (ticket: Pick<KitchenTicket, 'age_seconds'>, told_at: number, now: number) =>
  ticket.age_seconds + Math.max(0, Math.floor((now - told_at) / 1000));

/** Whether a ticket is in time, due soon or late. */
export function urgencyOf(age_seconds: number, threshold_minutes: number): Urgency {
  const part = age_seconds / (threshold_minutes * 60);
  if (part > 1) return 'late';
  return part >= SOON ? 'soon' : 'calm';
}

/** “4:07”, or “1:02:45” once it has become embarrassing. */
export function formatAge(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Lines that somebody still has to cook. */
export const toCook = (ticket: KitchenTicket) =>
  ticket.lines.filter(({ status }) => status !== 'VOIDED' && status !== 'SERVED' && status !== 'READY');

export interface AllDay {
  name: string;
  quantity: number;
}

/** How many of each dish are open over all tickets, most first. */
export function allDay(tickets: readonly KitchenTicket[]): AllDay[] {
  const totals = new Map<string, number>();
  for (const { name, quantity } of tickets.flatMap(toCook)) totals.set(name, (totals.get(name) ?? 0) + quantity);
  return [...totals]
    .map(([name, quantity]) => ({ name, quantity }))
    .sort((a, b) => b.quantity - a.quantity || a.name.localeCompare(b.name));
}

export interface Station {
  /** Null holds what no station makes, such as bread from the pass. */
  id: string | null;
  name: string | null;
  count: number;
}

/** The stations with their open tickets: those of the menu, also idle ones, and the pass where something waits there. */
export function stationsOf(
  tickets: readonly KitchenTicket[],
  known: readonly { id: string; name: string }[],
): Station[] {
  const count = (id: string | null) => tickets.filter(({ station_id }) => station_id === id).length;
  const pass = count(null);
  return [
    ...known.map(({ id, name }) => ({ id, name, count: count(id) })),
    ...(pass > 0 ? [{ id: null, name: null, count: pass }] : []),
  ];
}
