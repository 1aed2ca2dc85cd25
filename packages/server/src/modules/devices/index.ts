import type { Module } from '../../platform/module.ts';
import { authenticateDevice } from './authenticate.ts';
import { deviceRoutes } from './device-routes.ts';
import { tasks } from './jobs.ts';
import { staffRoutes } from './routes.ts';

export { createProvisioningKey, revokeProvisioningKey } from './commands/provisioning-keys.ts';
export { registerDevice, rotateToken } from './commands/register-device.ts';
export { takeMessages } from './commands/take-messages.ts';
export type { Incoming } from './messages.ts';
export { listDevices } from './queries.ts';
export { startMachine } from './simulator/connection.ts';
export { DRINKS } from './simulator/machine.ts';
export { startDeviceGateway, type DeviceGateway } from './gateway.ts';

/** Coffee machines: who they are, what they say, whether they are there, and what they sell. */
export const devicesModule: Module = {
  name: 'devices',
  routes: [...deviceRoutes, ...staffRoutes],
  authenticators: [authenticateDevice],
  tasks,
};
