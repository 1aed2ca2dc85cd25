import type { Module } from '../../platform/module.ts';
import { forgetOldNewsTask, sendMailTask, sendSmsTask } from './jobs.ts';
import { provideGuestReferences } from '../guests/index.ts';
import { remindOfOptionsTask } from './guest-letters/jobs.ts';
import { writeToGuests } from './guest-letters/reactions.ts';
import { letterReferences } from './guest-letters/references.ts';
import { letterRoutes } from './guest-letters/routes.ts';
import { tellNews } from './reactions.ts';
import { routes } from './routes.ts';

provideGuestReferences(letterReferences);

/** What people are told: in the console, by mail, by text message. */
export const notificationsModule: Module = {
  name: 'notifications',
  routes: [...routes, ...letterRoutes],
  reactions: [tellNews, writeToGuests],
  tasks: [sendSmsTask, sendMailTask, forgetOldNewsTask, remindOfOptionsTask],
};
