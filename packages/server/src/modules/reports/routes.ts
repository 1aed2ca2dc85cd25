import { Body, CivilDate, Id } from '@hostelry/contracts';
import { Type } from 'typebox';
import { found } from '../../platform/errors.ts';
import { FileReply, read, type Route } from '../../platform/http/route.ts';
import { authorizeAt } from '../outlets/index.ts';
import { findPack } from './queries.ts';

export const routes: readonly Route[] = [
  read({
    path: '/reports/packs/:date',
    summary: 'The report pack of a closed business day, as PDF',
    permission: 'business_day.read',
    params: Type.Object({ date: CivilDate }),
    query: Body({ outlet_id: Id }),
    run: async ({ tx, params, query }) => {
      await authorizeAt(tx, 'business_day.read', query.outlet_id);
      const content = found(await findPack(tx, query.outlet_id, params.date));
      return new FileReply(content, 'application/pdf', `business-day-${params.date}.pdf`);
    },
  }),
];
