import type { OrderRow, OrderStatus } from '@hostelry/contracts';
import { ROLE_PERMISSIONS, type Role } from '@hostelry/contracts/permissions';
import { describe, expect, it } from 'vitest';
import { orderActs } from './actions.ts';

const as = (role: Role) => (permission: (typeof ROLE_PERMISSIONS)[Role][number]) =>
  ROLE_PERMISSIONS[role].includes(permission);
const order = (status: OrderStatus, money: Partial<OrderRow> = {}) =>
  ({ status, due_minor: 1000, paid_minor: 0, ...money }) as OrderRow;
const refusals = (role: Role, ...args: Parameters<typeof order>) =>
  Object.fromEntries(orderActs(order(...args), as(role)).map(({ name, refused }) => [name, refused ?? 'ok']));

describe('orderActs', () => {
  it('lets a waiter do everything with a placed order', () => {
    expect(refusals('STAFF', 'PLACED')).toEqual({ serve: 'ok', round: 'ok', cash: 'ok', cancel: 'ok' });
  });

  it('keeps the cancelling of started food for a manager', () => {
    expect(refusals('STAFF', 'PREPARING').cancel).toBe('needs_manager');
    expect(refusals('MANAGER', 'PREPARING').cancel).toBe('ok');
  });

  it('never cancels what was served or partly paid', () => {
    expect(refusals('SUPER_ADMIN', 'SERVED').cancel).toBe('already_served');
    expect(refusals('SUPER_ADMIN', 'PLACED', { paid_minor: 1 }).cancel).toBe('part_paid');
  });

  it('takes money only where some is due, and only from those who may', () => {
    expect(refusals('STAFF', 'SERVED', { due_minor: 0 }).cash).toBe('nothing_due');
    expect(refusals('CHEF', 'SERVED').cash).toBe('permission');
  });

  it.each(['COMPLETED', 'CANCELLED'] as const)('closes every door of a %s order', (status) => {
    expect(new Set(Object.values(refusals('SUPER_ADMIN', status)))).toEqual(new Set(['closed']));
  });

  it('lets nobody serve twice', () => expect(refusals('MANAGER', 'SERVED').serve).toBe('status'));
});
