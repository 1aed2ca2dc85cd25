import {
  Guest,
  GuestChange,
  GuestDuplicate,
  GuestErasure,
  GuestExport,
  GuestMerge,
  GuestRow,
  Id,
  IdParams,
  NewGuestProfile,
} from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { authorize, may } from '../../platform/actor.ts';
import { found, unknownReference } from '../../platform/errors.ts';
import { atLeast, equals, listRoute, type Filter } from '../../platform/http/list.ts';
import { act, read, type Route } from '../../platform/http/route.ts';
import type { Tx } from '../../platform/transaction.ts';
import { findOutlet } from '../outlets/index.ts';
import { addGuestProfile } from './commands/add-guest-profile.ts';
import { changeGuest } from './commands/change-guest.ts';
import { eraseGuest } from './commands/erase-guest.ts';
import { exportGuest } from './commands/export-guest.ts';
import { mergeGuests } from './commands/merge-guests.ts';
import {
  duplicatesOf,
  findGuest,
  GUEST_LIST_COLUMNS,
  GUESTS_WITH_COMPANIES,
  lockGuests,
  type GuestRow as Profile,
} from './queries.ts';
import { maskNumber } from './rules.ts';

/** Finds the words however they are accented or written small, all of them, in any order. */
const words: Filter = {
  schema: Type.String({
    maxLength: 200,
    description: 'Words of name, e-mail, telephone or code; accents do not matter',
  }),
  where: (asked: string) =>
    sql`g.search like all (select '%' || replace(replace(word, '%', ''), '_', '\\_') || '%'
        from unnest(string_to_array(guests.folded(${asked}), ' ')) as word)`,
};

export const guestRoutes: readonly Route[] = [
  listRoute({
    path: '/guests',
    summary: 'List and search guests',
    permission: 'guests.read',
    item: GuestRow,
    list: {
      select: GUEST_LIST_COLUMNS,
      // Ids grow with time, so the newest guest has the greatest id and its index gives the order.
      from: GUESTS_WITH_COMPANIES,
      id: 'g.id',
      outlet: 'g.outlet_id',
      search_beginnings: ['g.search_name', 'g.search_last_name', 'g.search_email', 'g.search_code'],
      search_digits: 'g.search',
      sort: { name: 'g.name', created_at: 'g.id', vip_level: 'g.vip_level' },
      default_sort: '-created_at',
      where: () => sql`g.merged_into_id is null and g.erased_at is null`,
      filters: {
        outlet_id: equals('g.outlet_id', Id, '::uuid'),
        email: equals('g.email'),
        words,
        company_id: equals('g.company_id', Id, '::uuid'),
        vip_level: atLeast('g.vip_level', Type.Integer({ minimum: 0, maximum: 5 })),
        is_blacklisted: equals('g.is_blacklisted', Type.Boolean()),
        tag: { schema: Type.String({ maxLength: 40 }), where: (tag: string) => sql`${tag} = any(g.tags)` },
      },
    },
  }),
  act({
    method: 'POST',
    path: '/guests',
    summary: 'Open a guest’s profile',
    permission: 'guests.manage',
    body: NewGuestProfile,
    reply: Guest,
    status: 201,
    run: async ({ tx, body }) => {
      const outlet = await findOutlet(tx, body.outlet_id);
      if (!outlet) throw unknownReference('outlet_id');
      authorize(tx.actor, 'guests.manage', outlet.id);
      return addGuestProfile(tx, body);
    },
  }),
  read({
    path: '/guests/:id',
    summary: 'Show a guest',
    description: 'The document’s number is whole only for those who may change profiles.',
    permission: 'guests.read',
    params: IdParams,
    reply: Guest,
    run: async ({ tx, params }) => shown(tx, await guestFor(tx, params.id, 'guests.read')),
  }),
  act({
    method: 'PATCH',
    path: '/guests/:id',
    summary: 'Correct a guest’s profile',
    permission: 'guests.manage',
    params: IdParams,
    body: GuestChange,
    reply: Guest,
    run: async ({ tx, params, body }) => changeGuest(tx, await guestFor(tx, params.id, 'guests.manage'), body),
  }),
  read({
    path: '/guests/:id/duplicates',
    summary: 'List profiles that may be the same person',
    permission: 'guests.read',
    params: IdParams,
    reply: Type.Array(GuestDuplicate),
    run: async ({ tx, params }) => duplicatesOf(tx, await guestFor(tx, params.id, 'guests.read')),
  }),
  act({
    method: 'POST',
    path: '/guests/:id/merge',
    summary: 'Merge another profile into this one',
    description: 'Its bookings and everything else that refers to it become this one’s. It cannot be undone.',
    permission: 'guests.manage',
    params: IdParams,
    body: GuestMerge,
    reply: Guest,
    run: async ({ tx, params, body }) => {
      const both = await lockGuests(tx, [params.id, body.guest_id]);
      const kept = found(both.get(params.id));
      authorize(tx.actor, 'guests.manage', kept.outlet_id);
      const other = both.get(body.guest_id);
      if (!other) throw unknownReference('guest_id');
      authorize(tx.actor, 'guests.manage', other.outlet_id);
      return mergeGuests(tx, kept, other, body.version);
    },
  }),
  act({
    method: 'POST',
    path: '/guests/:id/export',
    summary: 'Give everything the house knows of a guest',
    permission: 'guests.manage',
    params: IdParams,
    reply: GuestExport,
    run: async ({ tx, params }) => exportGuest(tx, await guestFor(tx, params.id, 'guests.manage')),
  }),
  act({
    method: 'POST',
    path: '/guests/:id/erase',
    summary: 'Erase a guest',
    description: 'Personal fields are replaced everywhere; bookings keep their figures. It cannot be undone.',
    permission: 'guests.erase',
    params: IdParams,
    body: GuestErasure,
    reply: Guest,
    run: async ({ tx, params, body }) => {
      const guest = found((await lockGuests(tx, [params.id])).get(params.id));
      authorize(tx.actor, 'guests.erase', guest.outlet_id);
      await eraseGuest(tx, guest, body.reason);
      return found(await findGuest(tx, params.id));
    },
  }),
];

async function guestFor(tx: Tx, id: string, permission: 'guests.read' | 'guests.manage'): Promise<Profile> {
  const guest = found(await findGuest(tx, id));
  authorize(tx.actor, permission, guest.outlet_id);
  return guest;
}

function shown(tx: Tx, guest: Profile): Profile {
  return may(tx.actor, 'guests.manage', guest.outlet_id)
    ? guest
    : { ...guest, document_number: maskNumber(guest.document_number) };
}
