/** The terms under which every outlet trades, as a subquery for a higher module to join in its own statement. */
export const OUTLET_TERMS =
  '(select id, name, kind, currency, timezone, business_date, wait_threshold_minutes from outlets.outlets)';
