import type { Module } from '../../platform/module.ts';
import { authenticateDevice } from './authenticate.ts';
import { deviceRoutes } from './device-routes.ts';
import { tasks } from './jobs.ts';
import { staffRoutes } from './routes.ts';

export { createProvisioningKey, revokeProvisioningKey } from './commands/provisioning-keys.ts';
export { startDeviceGateway, type DeviceGateway } from './gateway.ts';

/** Coffee machines: who they are, what they say, whether they are there, and what they sell. */
export const devicesModule: Module = {
  name: 'devices',
  routes: [...deviceRoutes, ...staffRoutes],
  authenticators: [authenticateDevice],
  tasks,
};
