import type { ReportBug } from '../../platform/http/server.ts';

/** Sends bugs, and only bugs, to Sentry. Expected refusals never come here. */
export async function startSentry(dsn: string): Promise<ReportBug> {
  const sentry = await import('@sentry/node');
  sentry.init({ dsn, sendDefaultPii: false, tracesSampleRate: 0, defaultIntegrations: false });
  return (error, context) => void sentry.captureException(error, { tags: { ...context } });
}
