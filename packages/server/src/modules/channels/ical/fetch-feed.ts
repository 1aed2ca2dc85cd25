import { requestOutside } from '../../../adapters/outbound/request.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { TaskContext } from '../../../platform/jobs.ts';
import { lockFeed, noteFetch, takeCalendar } from './take-calendar.ts';
import { NotACalendar } from './read-calendar.ts';

const LONGEST_ERROR = 500;

/**
 * Fetches a feed's calendar, with no transaction open meanwhile, and takes it in. Whatever goes wrong on the way is written
 * down and frees nothing (R15).
 */
export async function fetchFeed(context: TaskContext, tenant_id: string, feed_id: string): Promise<void> {
  const feed = await context.inTenant(tenant_id, (tx) => lockFeed(tx, feed_id));
  if (!feed?.import_url || feed.channel_status !== 'ACTIVE') return;
  const note = (error: string | null) =>
    context.inTenant(tenant_id, async (tx) => {
      const locked = await lockFeed(tx, feed_id);
      if (locked) await noteFetch(tx, locked, error?.slice(0, LONGEST_ERROR) ?? null);
    });
  try {
    const reply = await requestOutside({
      method: 'GET',
      url: feed.import_url,
      headers: {
        accept: 'text/calendar',
        ...(feed.etag ? { 'if-none-match': feed.etag } : {}),
        ...(feed.last_modified ? { 'if-modified-since': feed.last_modified } : {}),
      },
      allow_internal: context.config.allow_internal_addresses,
    });
    if (reply.status === 304) return await note(null);
    if (reply.status !== 200) return await note(`It answered ${reply.status}.`);
    await context.inTenant(tenant_id, async (tx) => {
      const locked = await lockFeed(tx, feed_id);
      if (!locked) return;
      await takeCalendar(tx, locked, reply.text, {
        etag: reply.headers.etag ?? null,
        last_modified: reply.headers['last-modified'] ?? null,
        certain: false,
      });
    });
  } catch (failure) {
    if (failure instanceof DomainError && failure.code === 'BUSY') throw failure;
    if (!(failure instanceof NotACalendar)) context.log.warn({ err: failure, feed_id }, 'a calendar was not fetched');
    await note((failure as Error).message);
  }
}
