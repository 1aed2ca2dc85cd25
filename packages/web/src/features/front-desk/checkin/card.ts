/** What the check-in writes down, and which of its steps are answered already. */
import type { Signature } from '@hostelry/contracts/front-desk';
import type { DeskStayData } from '../queries.ts';

export interface CardValues {
  guest_name: string;
  nationality: string;
  birth_date: string | null;
  document_type: string | null;
  document_number: string;
  document_country: string;
  document_expires_on: string | null;
  address: string;
  signature: Signature | null;
  key_packets: number;
  note: string;
}

export const STEPS = ['guest', 'room', 'card', 'deposit', 'keys'] as const;
export type StepName = (typeof STEPS)[number];

/** From the card that was taken, else from the profile, else empty. */
export function startingValues({ stay, guest, card }: DeskStayData): CardValues {
  const known = card ?? guest;
  return {
    guest_name: card?.guest_name ?? stay.guest_name ?? guest?.name ?? '',
    nationality: known?.nationality ?? '',
    birth_date: known?.birth_date ?? null,
    document_type: known?.document_type ?? null,
    document_number: known?.document_number ?? '',
    document_country: known?.document_country ?? '',
    document_expires_on: known?.document_expires_on ?? null,
    address: known?.address ?? '',
    signature: card?.signature ?? null,
    key_packets: card?.key_packets ?? Math.max(1, stay.adults),
    note: card?.note ?? '',
  };
}

/** The card as the server takes it: what was left empty is not said. */
export function cardOf(values: CardValues) {
  const said = Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== ''),
  ) as Partial<CardValues>;
  return { ...said, guest_name: values.guest_name.trim(), key_packets: values.key_packets };
}

/** The room that is to be given: the one it has, else the first that is free and clean. */
export function likelyRoom({ stay, rooms }: DeskStayData): string | null {
  if (stay.room_id && stay.readiness !== 'OCCUPIED') return stay.room_id;
  return rooms.find((room) => room.is_free && isClean(room))?.id ?? null;
}

export const isClean = ({ housekeeping_status }: { housekeeping_status: string }) =>
  housekeeping_status === 'CLEAN' || housekeeping_status === 'INSPECTED';

/** Whether a step has nothing left to ask. */
export function isKnown(step: StepName, data: DeskStayData, values: CardValues, room_id: string | null): boolean {
  switch (step) {
    case 'guest':
      return values.guest_name.trim() !== '' && values.document_number !== '' && values.nationality !== '';
    case 'room':
      return room_id !== null && data.rooms.some((room) => room.id === room_id && room.is_free && isClean(room));
    case 'card':
      return values.signature !== null;
    case 'deposit':
      return data.stay.guarantee !== 'NONE' || data.stay.balance_minor < 0;
    default:
      return data.card !== null;
  }
}

/** The first step that still asks something; the last one where none does. */
export function firstOpen(
  data: DeskStayData,
  values: CardValues,
  room_id: string | null,
  steps: readonly StepName[],
): number {
  const open = steps.findIndex((step) => !isKnown(step, data, values, room_id));
  return open === -1 ? steps.length - 1 : open;
}
