/** The notes that guests hand over, in major units; a currency without minor units counts in hundreds. */
const NOTES = [5, 10, 20, 50, 100, 200, 500];
const MOST_CHOICES = 4;

/** The likely sums handed over for a bill: the next round ones above it, smallest first. The exact sum is not among them. */
export function tenderChoices(due_minor: number, digits: number): number[] {
  const scale = digits === 0 ? 100 : 10 ** digits;
  const sums = NOTES.map((note) => Math.ceil(due_minor / (note * scale)) * note * scale).filter(
    (sum) => sum > due_minor,
  );
  return [...new Set(sums)].sort((a, b) => a - b).slice(0, MOST_CHOICES);
}

/** What a tendered sum comes to: the change, or what is missing. Exactly one of them is positive, or both are 0. */
export function changeFor(due_minor: number, tendered_minor: number) {
  return {
    change_minor: Math.max(0, tendered_minor - due_minor),
    missing_minor: Math.max(0, due_minor - tendered_minor),
  };
}

/** A typed amount in minor units, or null while it is not an amount. Works on digits, so 0.1 + 0.2 can do no harm. */
export function minorOf(typed: string | number, digits: number): number | null {
  const match = /^(\d{1,9})(?:\.(\d*))?$/.exec(String(typed).trim());
  if (!match) return null;
  const fraction = (match[2] ?? '').padEnd(digits, '0');
  if (fraction.length > digits && /[1-9]/.test(fraction.slice(digits))) return null;
  return Number(match[1]) * 10 ** digits + Number(fraction.slice(0, digits) || 0);
}
