import { cpus } from 'node:os';
import { benchColdStart } from './cold-start.ts';
import { benchDevices } from './devices.ts';
import { benchGrowth } from './growth.ts';
import { benchLatency } from './latency.ts';
import { benchOrders } from './orders.ts';
import { benchReads } from './reads.ts';
import { benchReservations } from './reservations.ts';
import { benchSignIn } from './sign-in.ts';
import { openBenchHouse, type BenchHouse, type Figure } from './support.ts';

/** Each part fills its own rows and measures its own ceiling, so any of them can run alone: `npm run bench -- reservations`. */
const PARTS: Record<string, (house: BenchHouse) => Promise<Figure[]>> = {
  reservations: benchReservations,
  orders: benchOrders,
  devices: benchDevices,
  reads: benchReads,
  'sign-in': benchSignIn,
  latency: benchLatency,
  growth: benchGrowth,
  'cold-start': benchColdStart,
};

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const unknown = wanted.filter((name) => !PARTS[name]);
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const house = await openBenchHouse();
try {
  const figures: Figure[] = [];
  for (const [name, part] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    process.stderr.write(`${name} …\n`);
    figures.push(...(await part(house)));
  }
  print(figures);
} finally {
  await house.stop();
}

function print(figures: readonly Figure[]): void {
  console.log(
    `\n${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'cores'}\n`,
  );
  console.log('| work | figure | ceiling of the same run | share | what the ceiling is | limited by |');
  console.log('| --- | ---: | ---: | ---: | --- | --- |');
  for (const { what, unit, figure, ceiling, ceiling_is, less_is_better, limited_by } of figures) {
    const share =
      ceiling === null ? '–' : `${Math.round((less_is_better ? ceiling / figure : figure / ceiling) * 100)} %`;
    console.log(
      `| ${what} | ${round(figure)} ${unit} | ${ceiling === null ? '–' : `${round(ceiling)} ${unit}`} | ${share} | ${ceiling_is} | ${limited_by} |`,
    );
  }
}

function round(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1);
}
