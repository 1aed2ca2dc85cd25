/** Machines name their readings with the unit last (`boiler_c`), as all of Hostelry does; here the unit becomes a symbol. */
const UNITS: Record<string, string> = { c: '°C', bar: 'bar', g: 'g', ml: 'ml', l: 'l', kwh: 'kWh' };

export interface Reading {
  name: string;
  value: number | string;
  unit: string | null;
}

export interface Bin {
  name: string;
  /** From 0 to 1. */
  share: number;
}

/** The readings in a telemetry message that a person can read: numbers, words, yes and no. */
export function readingsIn(data: unknown): Reading[] {
  return Object.entries(fieldsOf(data)).flatMap(([name, value]): Reading[] => {
    if (typeof value !== 'number' && typeof value !== 'string' && typeof value !== 'boolean') return [];
    const unit = UNITS[name.slice(name.lastIndexOf('_') + 1)] ?? null;
    return [{ name, value: typeof value === 'boolean' ? String(value) : value, unit }];
  });
}

/** The bins in a message about them; a bin without a capacity has no level to show. */
export function binsIn(data: unknown): Bin[] {
  return Object.entries(fieldsOf(data)).flatMap(([name, bin]): Bin[] => {
    const { level, capacity } = fieldsOf(bin);
    if (typeof level !== 'number' || typeof capacity !== 'number' || capacity <= 0) return [];
    return [{ name, share: Math.min(1, Math.max(0, level / capacity)) }];
  });
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
