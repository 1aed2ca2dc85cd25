import {
  Body,
  BusinessDay,
  BusinessDayDetails,
  BUSINESS_DAY_STATUSES,
  CivilDate,
  CloseDay,
  Id,
  OneOf,
} from '@hostelry/contracts';
import { Type } from 'typebox';
import { DomainError, found } from '../../platform/errors.ts';
import { atLeast, atMost, equals, listRoute } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import { authorizeAt, findOutlet } from '../outlets/index.ts';
import { startAudit } from './commands/start-audit.ts';
import { dayList, findDay } from './queries.ts';

export const routes: readonly Route[] = [
  listRoute({
    path: '/business-days',
    summary: 'Business days with what they came to, newest first',
    permission: 'business_day.read',
    item: BusinessDay,
    list: {
      ...dayList,
      filters: {
        outlet_id: equals('d.outlet_id', Id, '::uuid'),
        status: equals('d.status', OneOf(BUSINESS_DAY_STATUSES)),
        from: atLeast('d.date', CivilDate, '::date'),
        to: atMost('d.date', CivilDate, '::date'),
      },
    },
  }),
  read({
    path: '/business-days/:date',
    summary: 'One business day: its audit, what stands in the way of closing it, what it came to',
    permission: 'business_day.read',
    params: Type.Object({ date: CivilDate }),
    query: Body({ outlet_id: Id }),
    reply: BusinessDayDetails,
    run: async ({ tx, params, query }) => {
      await authorizeAt(tx, 'business_day.read', query.outlet_id);
      return findDay(tx, query.outlet_id, params.date);
    },
  }),
  act({
    method: 'POST',
    path: '/business-days/close',
    summary: 'Close the open business day: the night audit runs, step by step, and the next day opens',
    permission: 'business_day.close',
    body: CloseDay,
    reply: BusinessDayDetails,
    status: 202,
    run: async ({ tx, body }) => {
      await authorizeAt(tx, 'business_day.close', body.outlet_id);
      const outlet = found(await findOutlet(tx, body.outlet_id));
      const date = body.date ?? outlet.business_date;
      if (date < outlet.business_date) throw new DomainError('DAY_CLOSED', { date });
      await startAudit(tx, outlet.id, date, body);
      return findDay(tx, outlet.id, date);
    },
  }),
];
