import type { Module } from '../../platform/module.ts';
import { sendWebhookTask, tendWebhooksTask } from './jobs.ts';
import { tellOutside } from './reactions.ts';
import { webhookRoutes } from './routes.ts';

export { createEndpoint } from './commands/create-endpoint.ts';

/** Events, signed and sent to the systems of others. */
export const webhooksModule: Module = {
  name: 'webhooks',
  routes: webhookRoutes,
  reactions: [tellOutside],
  tasks: [sendWebhookTask, tendWebhooksTask],
};
