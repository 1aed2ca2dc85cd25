import { sql } from 'kysely';
import type { LoggedEvent } from '../../../platform/events/log.ts';
import { newId } from '../../../platform/ids.ts';
import { addJob, emit, type Tx } from '../../../platform/transaction.ts';
import { peopleWith } from '../../identity/index.ts';
import { findOutlet } from '../../outlets/index.ts';
import type { News } from '../rules.ts';

interface Recipient {
  user_id: string;
  email_address: string;
  in_app: boolean;
  email: boolean;
}

/** Tells everybody whom the news concerns, the way they want to be told, except the one who did it. */
export async function tellPeople(tx: Tx, event: LoggedEvent, news: News): Promise<void> {
  const recipients = await recipientsOf(tx, event, news);
  const in_app = recipients.filter((recipient) => recipient.in_app).map((recipient) => recipient.user_id);
  if (in_app.length > 0) await notify(tx, event, news, in_app);
  for (const { email_address, email } of recipients) {
    if (email)
      addJob(tx, 'send_mail', {
        message_id: newId(),
        to: email_address,
        subject: news.text,
        text: news.text,
        link: news.link,
      });
  }
}

async function recipientsOf(tx: Tx, event: LoggedEvent, news: News): Promise<Recipient[]> {
  const audience = await audienceOf(tx, event.outlet_id, news);
  const others = audience.filter((recipient) => recipient.user_id !== event.actor.id);
  if (news.after === undefined || others.length === 0) return others;
  const told = await peopleTold(tx, event.aggregate_id, news.after);
  return others.filter((recipient) => told.has(recipient.user_id));
}

/** Events come in runs that share a transaction, and mostly concern the same people; these are looked up once a run. */
const audiences = new WeakMap<Tx, Map<string, Recipient[]>>();

async function audienceOf(tx: Tx, outlet_id: string | null, news: News): Promise<Recipient[]> {
  const known = audiences.get(tx) ?? new Map<string, Recipient[]>();
  audiences.set(tx, known);
  const key = `${news.kind} ${news.permission} ${outlet_id}`;
  const audience = known.get(key) ?? (await findAudience(tx, outlet_id, news));
  known.set(key, audience);
  return audience;
}

async function findAudience(tx: Tx, outlet_id: string | null, news: News): Promise<Recipient[]> {
  const outlet = outlet_id ? await findOutlet(tx, outlet_id) : undefined;
  if (outlet_id && !outlet) return [];
  const { rows } = await sql<Recipient>`
    select who.user_id, who.email as email_address,
           coalesce(p.in_app, true) as in_app, coalesce(p.email, false) as email
    from ${peopleWith(news.permission, outlet ?? null)} who
    left join notifications.preferences p on p.user_id = who.user_id and p.kind = ${news.kind}
    order by who.user_id`.execute(tx.db);
  return rows;
}

/** Who was told of an earlier kind of news about the same subject. */
async function peopleTold(tx: Tx, subject_id: string, kind: string): Promise<Set<string>> {
  const { rows } = await sql<{ user_id: string }>`
    select user_id from notifications.notifications where subject_id = ${subject_id} and kind = ${kind}`.execute(tx.db);
  return new Set(rows.map((row) => row.user_id));
}

async function notify(tx: Tx, event: LoggedEvent, news: News, user_ids: readonly string[]): Promise<void> {
  const { kind, params, text, link } = news;
  const title_key = `kinds.${kind}.text`;
  const { rows } = await sql<{ id: string; user_id: string }>`
    insert into notifications.notifications
      (tenant_id, id, user_id, kind, title_key, params, text, link, outlet_id, subject_id, created_at)
    select ${tx.tenant_id}::uuid, t.id, t.user_id, ${kind}, ${title_key}, ${JSON.stringify(params)}::jsonb, ${text}, ${link},
           ${event.outlet_id}::uuid, ${event.aggregate_id}::uuid, ${event.occurred_at}::timestamptz
    from unnest(${user_ids.map(newId)}::uuid[], ${[...user_ids]}::uuid[]) as t (id, user_id)
    on conflict (tenant_id, user_id, kind, subject_id) where read_at is null
    do update set params = excluded.params, text = excluded.text, created_at = excluded.created_at
    returning id, user_id`.execute(tx.db);
  for (const { id, user_id } of rows) {
    emit(tx, {
      type: 'notification.created',
      aggregate_type: 'notification',
      aggregate_id: id,
      outlet_id: event.outlet_id,
      data: { id, user_id, kind, title_key, params, text, link },
    });
  }
}
