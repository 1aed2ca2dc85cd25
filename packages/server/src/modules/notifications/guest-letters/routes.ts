import { IdParams, LETTER_KINDS, LetterSetting, LetterSettings } from '@hostelry/contracts';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { authorize } from '../../../platform/actor.ts';
import { found } from '../../../platform/errors.ts';
import { act, read, type Route } from '../../../platform/http/route.ts';
import { audit, type Tx } from '../../../platform/transaction.ts';
import { findOutlet } from '../../outlets/index.ts';

export const letterRoutes: readonly Route[] = [
  read({
    path: '/outlets/:id/letters',
    summary: 'Which mails a hotel sends to its guests',
    permission: 'guests.read',
    params: IdParams,
    reply: Type.Array(LetterSetting),
    run: async ({ tx, params }) => {
      const outlet = found(await findOutlet(tx, params.id));
      authorize(tx.actor, 'guests.read', outlet.id);
      return settingsOf(tx, outlet.id);
    },
  }),
  act({
    method: 'PUT',
    path: '/outlets/:id/letters',
    summary: 'Switch mails to guests on or off',
    permission: 'booking_page.manage',
    params: IdParams,
    body: LetterSettings,
    reply: Type.Array(LetterSetting),
    run: async ({ tx, params, body }) => {
      const outlet = found(await findOutlet(tx, params.id));
      authorize(tx.actor, 'booking_page.manage', outlet.id);
      const before = await settingsOf(tx, outlet.id);
      await sql`
        insert into notifications.letter_settings (tenant_id, outlet_id, kind, is_on)
        select distinct on (kind) ${tx.tenant_id}, ${outlet.id}::uuid, kind, is_on
        from jsonb_to_recordset(${JSON.stringify(body.settings)}::jsonb) as s(kind text, is_on boolean)
        on conflict (tenant_id, outlet_id, kind) do update set is_on = excluded.is_on`.execute(tx.db);
      const after = await settingsOf(tx, outlet.id);
      audit(tx, {
        action: 'letters.set',
        entity_type: 'outlet',
        entity_id: outlet.id,
        outlet_id: outlet.id,
        before,
        after,
      });
      return after;
    },
  }),
];

async function settingsOf(tx: Tx, outlet_id: string) {
  const { rows } = await sql<{ kind: string; is_on: boolean }>`
    select kind, is_on from notifications.letter_settings where outlet_id = ${outlet_id}`.execute(tx.db);
  return LETTER_KINDS.map((kind) => ({ kind, is_on: rows.find((row) => row.kind === kind)?.is_on ?? true }));
}
