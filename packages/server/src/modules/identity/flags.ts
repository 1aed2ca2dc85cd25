import {
  OpenFeature,
  StandardResolutionReasons,
  type EvaluationContext,
  type JsonValue,
  type Provider,
  type ResolutionDetails,
} from '@openfeature/server-sdk';
import type { Tx } from '../../platform/transaction.ts';
import { BoundedCache } from './cache.ts';

interface Flag {
  key: string;
  is_enabled: boolean;
  outlet_ids: string[] | null;
}

/** Flags by tenant. A change drops them here at once and, by its event, in every other process. */
const flagsOf = new BoundedCache<ReadonlyMap<string, Flag>>(1_000, 30_000);

/** Answers OpenFeature from the tenant's own table, read before by `isFlagOn`. */
class TableProvider implements Provider {
  readonly metadata = { name: 'hostelry' };
  readonly runsOn = 'server' as const;

  async resolveBooleanEvaluation(
    key: string,
    fallback: boolean,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<boolean>> {
    const flag = flagsOf.get(context.targetingKey ?? '')?.get(key);
    if (!flag) return { value: fallback, reason: StandardResolutionReasons.DEFAULT };
    const here = flag.outlet_ids === null || flag.outlet_ids.includes(String(context.outlet_id));
    return { value: flag.is_enabled && here, reason: StandardResolutionReasons.TARGETING_MATCH };
  }

  // Flags here are switches; the other kinds of the interface have nothing to say.
  resolveStringEvaluation = async (_key: string, fallback: string) => ({
    value: fallback,
    reason: StandardResolutionReasons.DEFAULT,
  });
  resolveNumberEvaluation = async (_key: string, fallback: number) => ({
    value: fallback,
    reason: StandardResolutionReasons.DEFAULT,
  });
  resolveObjectEvaluation = async <T extends JsonValue>(_key: string, fallback: T) => ({
    value: fallback,
    reason: StandardResolutionReasons.DEFAULT,
  });
}

const DOMAIN = 'hostelry';
OpenFeature.setProvider(DOMAIN, new TableProvider());
const client = OpenFeature.getClient(DOMAIN);

/** Whether a feature is on for the tenant, or in one of its outlets. A flag that nobody has set is off. */
export async function isFlagOn(tx: Tx, key: string, outlet_id: string | null = null): Promise<boolean> {
  await readFlags(tx);
  return client.getBooleanValue(key, false, { targetingKey: tx.tenant_id, ...(outlet_id ? { outlet_id } : {}) });
}

/** Every flag of the tenant as it stands for the tenant, or in one of its outlets. */
export async function evaluateFlags(tx: Tx, outlet_id: string | null): Promise<Record<string, boolean>> {
  const keys = [...(await readFlags(tx)).keys()];
  return Object.fromEntries(
    await Promise.all(keys.map(async (key) => [key, await isFlagOn(tx, key, outlet_id)] as const)),
  );
}

async function readFlags(tx: Tx): Promise<ReadonlyMap<string, Flag>> {
  const flags = await flagsOf.getOrLoad(tx.tenant_id, async () => {
    const rows: Flag[] = await tx.db
      .selectFrom('identity.feature_flags')
      .select(['key', 'is_enabled', 'outlet_ids'])
      .orderBy('key')
      .execute();
    return new Map(rows.map((flag) => [flag.key, flag]));
  });
  return flags!;
}

/** Forgets a tenant's flags, so that the next question reads them again. */
export function forgetFlags(tenant_id: string): void {
  flagsOf.delete(tenant_id);
}
