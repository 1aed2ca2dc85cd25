import type { Module } from '../../platform/module.ts';
import { forgetOldNewsTask, sendMailTask, sendSmsTask } from './jobs.ts';
import { tellNews } from './reactions.ts';
import { routes } from './routes.ts';

/** What people are told: in the console, by mail, by text message. */
export const notificationsModule: Module = {
  name: 'notifications',
  routes,
  reactions: [tellNews],
  tasks: [sendSmsTask, sendMailTask, forgetOldNewsTask],
};
