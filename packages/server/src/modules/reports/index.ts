import type { Module } from '../../platform/module.ts';
import { PACK_TASK } from '../night-audit/index.ts';
import { makePack } from './make-pack.ts';
import { routes } from './routes.ts';

/** What is printed: the report pack of a business day, made as soon as the day is closed. */
export const reportsModule: Module = {
  name: 'reports',
  routes,
  tasks: [
    {
      name: PACK_TASK,
      run: async (payload, { inTenant }) => {
        const { tenant_id, outlet_id, date } = payload as { tenant_id: string; outlet_id: string; date: string };
        await inTenant(tenant_id, (tx) => makePack(tx, outlet_id, date));
      },
    },
  ],
};
