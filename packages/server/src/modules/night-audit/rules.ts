import { AUDIT_STEPS, type AuditStep, type DayObstacle } from '@hostelry/contracts';

/** What the person who closes the day has decided about those who stand in its way. */
export interface Allowed {
  mark_no_shows?: boolean | undefined;
  keep_overstays?: boolean | undefined;
}

/** What no longer stands in the way, because it was decided. */
export function allowedObstacles({ mark_no_shows, keep_overstays }: Allowed): DayObstacle[] {
  return [...(mark_no_shows ? ['ARRIVALS_DUE' as const] : []), ...(keep_overstays ? ['DEPARTURES_DUE' as const] : [])];
}

/** The step that comes after those that are done; null when all are. */
export function nextStep(done: readonly { step: AuditStep }[]): AuditStep | null {
  return AUDIT_STEPS.find((step) => !done.some((one) => one.step === step)) ?? null;
}
