import { createTransport, type Transporter } from 'nodemailer';
import { DeliveryRefused } from '../delivery.ts';

export interface Mail {
  /** The same message keeps its id over every attempt, and a mailbox that gets it twice can tell. */
  message_id: string;
  to: string;
  subject: string;
  text: string;
  html?: string | undefined;
  /** A calendar file to attach. */
  calendar?: string | undefined;
  attachments?: readonly { filename: string; content_type: string; content_base64: string }[] | undefined;
}

const transports = new Map<string, Transporter>();

/** One pool of connections per server, opened by the first mail. */
function transportTo(smtp_url: string): Transporter {
  const known = transports.get(smtp_url);
  if (known) return known;
  const transport = createTransport({
    url: smtp_url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  } as never) as Transporter;
  transports.set(smtp_url, transport);
  return transport;
}

/**
 * Sends one mail and gives its message id. Fails when the server cannot be reached or is busy, which a later attempt
 * may cure, and with `DeliveryRefused` when it says no for good.
 */
export async function sendMail(smtp_url: string, from: string, mail: Mail): Promise<string> {
  try {
    const sent = await transportTo(smtp_url).sendMail({
      from,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      ...(mail.html ? { html: mail.html } : {}),
      ...(mail.calendar ? { icalEvent: { filename: 'stay.ics', method: 'PUBLISH', content: mail.calendar } } : {}),
      ...(mail.attachments
        ? {
            attachments: mail.attachments.map(({ filename, content_type, content_base64 }) => ({
              filename,
              contentType: content_type,
              content: Buffer.from(content_base64, 'base64'),
            })),
          }
        : {}),
      messageId: `<${mail.message_id}@hostelry>`,
    });
    return String(sent.messageId);
  } catch (error) {
    const { responseCode, message } = error as { responseCode?: number; message: string };
    // 535 is a wrong password of ours, which an operator can set right.
    if (responseCode !== undefined && responseCode >= 500 && responseCode !== 535) throw new DeliveryRefused(message);
    throw error;
  }
}

/** Closes the connections to a mail server. */
export function closeTransport(smtp_url: string): void {
  transports.get(smtp_url)?.close();
  transports.delete(smtp_url);
}
