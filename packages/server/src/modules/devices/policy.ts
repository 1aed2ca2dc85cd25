import type { Actor } from '../../platform/actor.ts';
import { DomainError } from '../../platform/errors.ts';

/** Refuses everybody but a machine; and a machine that names another one finds nothing there (D15). */
export function expectDevice(actor: Actor, device_id?: string): void {
  if (actor.kind !== 'device')
    throw new DomainError('FORBIDDEN', { reason: 'only a machine with its X-Device-Token may do this' });
  if (device_id !== undefined && device_id !== actor.id) throw new DomainError('NOT_FOUND');
}
