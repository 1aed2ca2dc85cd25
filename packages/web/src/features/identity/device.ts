/** A browser's long name made short enough to recognise one's own device. */

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

const named = (agent: string, names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(agent))?.[1];

export function deviceOf(agent: string | null): { name: string | null; isPhone: boolean } {
  if (!agent) return { name: null, isPhone: false };
  const parts = [named(agent, BROWSERS), named(agent, SYSTEMS)].filter(Boolean);
  // A program that is no browser names itself first: `curl/8.5.0`.
  return { name: parts.join(' · ') || agent.slice(0, 40), isPhone: /Mobi|iPhone|Android/.test(agent) };
}
