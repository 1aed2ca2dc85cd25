import { DEVICE_MESSAGE_KINDS, DeviceEnvelope, MachineSale, type DeviceMessageKind } from '@hostelry/contracts';
import { Compile } from 'typebox/compile';

/** One thing that a machine said or that happened to its connection, in the order in which the house heard of it. */
export type Incoming = Message | Flawed | ConnectionChange;

export interface Message {
  what: 'message';
  device_id: string;
  kind: DeviceMessageKind;
  envelope: DeviceEnvelope;
  /** The sale inside, when it is one. */
  sale: MachineSale | null;
  /** The connection that brought it; null by HTTP and through an outside broker. */
  connection_id: string | null;
}

/** A message that cannot be understood, and why. */
export interface Flawed {
  what: 'flawed';
  device_id: string;
  kind: string;
  payload: string;
  reason: string;
}

export interface ConnectionChange {
  what: 'connection';
  device_id: string;
  connection_id: string;
  open: boolean;
}

export const LARGEST_MESSAGE_BYTES = 65_536;
const LONGEST_KEPT_PAYLOAD = 4_096;

const envelopeShape = Compile(DeviceEnvelope);
const saleShape = Compile(MachineSale);

/** Reads a message as it came over the wire. */
export function readMessage(
  device_id: string,
  kind: string,
  payload: Buffer,
  connection_id: string | null,
): Message | Flawed {
  const flawed = (reason: string): Flawed => ({
    what: 'flawed',
    device_id,
    kind,
    payload: keepable(payload.toString('utf8', 0, LONGEST_KEPT_PAYLOAD)),
    reason,
  });
  if (payload.length > LARGEST_MESSAGE_BYTES) return flawed(`longer than ${LARGEST_MESSAGE_BYTES} bytes`);
  let content: unknown;
  try {
    content = JSON.parse(payload.toString('utf8'));
  } catch (error) {
    return flawed(`not JSON: ${(error as Error).message}`);
  }
  return checkMessage(device_id, kind, content, connection_id);
}

/** Checks a message that was already parsed, such as one of an HTTP request. */
export function checkMessage(
  device_id: string,
  kind: string,
  content: unknown,
  connection_id: string | null,
): Message | Flawed {
  const flawed = (reason: string): Flawed => ({
    what: 'flawed',
    device_id,
    kind,
    payload: keepable(JSON.stringify(content) ?? 'null'),
    reason,
  });
  if (!isKind(kind)) return flawed(`"${kind}" is not a kind of message (${DEVICE_MESSAGE_KINDS.join(', ')})`);
  if (!envelopeShape.Check(content)) return flawed(complaintOf(envelopeShape.Errors(content)));
  if (kind !== 'sale') return { what: 'message', device_id, kind, envelope: content, sale: null, connection_id };
  if (!saleShape.Check(content.data)) return flawed(`data: ${complaintOf(saleShape.Errors(content.data))}`);
  return { what: 'message', device_id, kind, envelope: content, sale: content.data, connection_id };
}

/** A message as a person may look at it later: bounded, and without the one character that PostgreSQL cannot keep. */
export function keepable(payload: string): string {
  return payload.slice(0, LONGEST_KEPT_PAYLOAD).replaceAll('\0', '␀');
}

function isKind(kind: string): kind is DeviceMessageKind {
  return (DEVICE_MESSAGE_KINDS as readonly string[]).includes(kind);
}

function complaintOf(errors: readonly { instancePath: string; message?: string }[]): string {
  return errors
    .slice(0, 3)
    .map(
      ({ instancePath, message }) =>
        `${instancePath.slice(1).replaceAll('/', '.') || 'message'} ${message ?? 'is not valid'}`,
    )
    .join('; ');
}

/** What a run of messages and connection changes says about a machine's presence, read in order. */
export interface Sign {
  device_id: string;
  boot: number | null;
  firmware: string | null;
  /** True: it is there. False: its connection or it itself said it is gone. Null: only something kept from before. */
  online: boolean | null;
  connection_id: string | null;
  /** Its birth was among the messages, so it should be told the time. */
  born: boolean;
}

/** Folds what was heard into one sign per machine; the last word on presence wins. */
export function signsOf(items: readonly Incoming[]): Sign[] {
  const signs = new Map<string, Sign>();
  for (const item of items) {
    if (item.what === 'flawed') continue;
    const sign = signs.get(item.device_id) ?? {
      device_id: item.device_id,
      boot: null,
      firmware: null,
      online: null,
      connection_id: null,
      born: false,
    };
    signs.set(item.device_id, sign);
    if (item.what === 'connection') foldConnection(sign, item);
    else foldMessage(sign, item);
  }
  return [...signs.values()];
}

function foldConnection(sign: Sign, { open, connection_id }: ConnectionChange): void {
  // The end of an older connection says nothing about the one that replaced it.
  if (!open && sign.online === true && sign.connection_id !== connection_id) return;
  sign.online = open;
  sign.connection_id = connection_id;
}

function foldMessage(sign: Sign, { kind, envelope, connection_id }: Message): void {
  sign.boot = Math.max(sign.boot ?? 0, envelope.boot);
  if (kind === 'birth') {
    sign.born = true;
    if (typeof envelope.data.firmware === 'string')
      sign.firmware = envelope.data.firmware.slice(0, 64).replaceAll('\0', '');
  }
  if (kind === 'state' && envelope.data.online === false) {
    if (connection_id === null || sign.connection_id === null || sign.connection_id === connection_id)
      sign.online = false;
    sign.connection_id ??= connection_id;
  } else if (!envelope.historical) {
    sign.online = true;
    sign.connection_id = connection_id ?? sign.connection_id;
  }
}
