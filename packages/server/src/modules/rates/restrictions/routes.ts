import { CivilDate, Id, Restriction, RestrictionsChange, RestrictionsChanged } from '@hostelry/contracts';
import { Type } from 'typebox';
import { authorize } from '../../../platform/actor.ts';
import { daysBetween } from '../../../platform/clock.ts';
import { badField, found } from '../../../platform/errors.ts';
import { act, read, type Route } from '../../../platform/http/route.ts';
import { findOutlet } from '../../outlets/index.ts';
import { restrictionsBetween } from './queries.ts';
import { setRestrictions } from './set-restrictions.ts';

const MOST_NIGHTS = 400;

export const restrictionRoutes: readonly Route[] = [
  read({
    path: '/restrictions',
    summary: 'The restrictions of a hotel',
    description:
      'From `from` up to, and without, `to`. A row without a room type, plan or channel counts for all of them; the most specific row of a rule wins.',
    permission: 'rooms.read',
    query: Type.Object({ outlet_id: Id, from: CivilDate, to: CivilDate }, { additionalProperties: false }),
    reply: Type.Array(Restriction),
    run: async ({ tx, query }) => {
      const nights = daysBetween(query.from, query.to);
      if (nights < 1) throw badField('to', 'must be after the first night');
      if (nights > MOST_NIGHTS) throw badField('to', `must be within ${MOST_NIGHTS} nights of the first`);
      const outlet = found(await findOutlet(tx, query.outlet_id));
      authorize(tx.actor, 'rooms.read', outlet.id);
      return restrictionsBetween(tx, outlet.id, query.from, query.to);
    },
  }),
  act({
    method: 'PUT',
    path: '/restrictions',
    summary: 'Set or clear restrictions over a range of dates',
    description:
      'From start_date up to, and without, end_date, on the weekdays given, for every pair of the types, plans and channels given. Value null takes a restriction away; 0 lifts what a broader one says.',
    permission: 'inventory.manage',
    body: RestrictionsChange,
    reply: RestrictionsChanged,
    run: async ({ tx, body }) => {
      const outlet = found(await findOutlet(tx, body.outlet_id));
      authorize(tx.actor, 'inventory.manage', outlet.id);
      return setRestrictions(tx, body);
    },
  }),
];
