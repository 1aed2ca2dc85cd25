import { sendMail } from '../../adapters/mail/smtp.ts';
import { sendSms } from '../../adapters/sms/gateway.ts';
import type { Task } from '../../platform/jobs.ts';
import { deliver, keepInDevInbox } from './deliveries.ts';

interface SmsPayload {
  tenant_id: string;
  message_id: string;
  to: string;
  text: string;
}

interface MailPayload extends SmsPayload {
  subject: string;
  /** A place in the console that the mail leads to. */
  link?: string | null;
  html?: string;
  /** The stay for the guest's calendar. */
  calendar?: string;
  attachments?: { filename: string; content_type: string; content_base64: string }[];
}

/** Sends a text message: through the gateway where there is one, else into the development inbox. */
export const sendSmsTask: Task = {
  name: 'send_sms',
  run: async (payload, context) => {
    const { tenant_id, message_id, to, text } = payload as unknown as SmsPayload;
    const { sms_gateway_url: url, sms_account: account, sms_token: token, sms_from: from } = context.config;
    if (!url) {
      await context.inTenant(tenant_id, (tx) =>
        keepInDevInbox(tx, { message_id, channel: 'sms', recipient: to, subject: null, body: text }),
      );
      return;
    }
    await deliver(context, { tenant_id, message_id, channel: 'sms', recipient: to }, () =>
      sendSms({ url, account: account!, token: token!, from: from! }, { message_id, to, text }),
    );
  },
};

/** Sends a mail: over SMTP where there is a server, else into the development inbox. */
export const sendMailTask: Task = {
  name: 'send_mail',
  run: async (payload, context) => {
    const { tenant_id, message_id, to, subject, link, calendar, attachments, ...words } =
      payload as unknown as MailPayload;
    const { smtp_url, mail_from } = context.config;
    const public_url = context.config.public_url.replace(/\/$/, '');
    const text = words.text.replaceAll('{public_url}', public_url);
    const html = words.html?.replaceAll('{public_url}', public_url);
    const body = link ? `${text}\n\n${public_url}${link}\n` : text;
    if (!smtp_url) {
      await context.inTenant(tenant_id, (tx) =>
        keepInDevInbox(tx, { message_id, channel: 'mail', recipient: to, subject, body }),
      );
      return;
    }
    await deliver(context, { tenant_id, message_id, channel: 'mail', recipient: to }, () =>
      sendMail(smtp_url, mail_from, { message_id, to, subject, text: body, html, calendar, attachments }),
    );
  },
};

const KEPT_DAYS = 60;

/** Throws away what nobody reads any more, every night. */
export const forgetOldNewsTask: Task = {
  name: 'forget_old_news',
  cron: '17 3 * * *',
  run: async (_payload, context) => {
    for (const tenant_id of await context.tenantIds()) {
      await context.inTenant(tenant_id, async (tx) => {
        const before = new Date(tx.now.getTime() - KEPT_DAYS * 86_400_000).toISOString();
        for (const table of [
          'notifications.notifications',
          'notifications.deliveries',
          'platform.dev_inbox',
        ] as const) {
          await tx.db.deleteFrom(table).where('created_at', '<', before).execute();
        }
      });
    }
  },
};
