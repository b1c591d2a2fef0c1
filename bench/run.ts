import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundles } from './bundles.ts';
import { cached } from './cached.ts';
import { crowds } from './crowds.ts';
import { dashboardGenerate } from './dashboards-generate.ts';
import { dashboardLive } from './dashboards-live.ts';
import { dashboardPaint } from './dashboards-paint.ts';
import { dashboardTable } from './dashboards-table.ts';
import { dashboardViewers } from './dashboards-viewers.ts';
import { ensureBenchData } from './data.ts';
import { eventLoop } from './event-loop.ts';
import { identical } from './identical.ts';
import { machineFacts, machineLine } from './machine.ts';
import type { Bench, Row } from './measurement.ts';
import { memory } from './memory.ts';
import { overhead } from './overhead.ts';
import { page } from './page.ts';
import { planning } from './planning.ts';
import { start } from './start.ts';
import { table } from './table.ts';

const benches: readonly Bench[] = [
  planning,
  overhead,
  cached,
  eventLoop,
  identical,
  crowds,
  start,
  memory,
  page,
  bundles,
  dashboardPaint,
  dashboardTable,
  dashboardViewers,
  dashboardLive,
  dashboardGenerate,
];

const help = `Measures the platform on this machine and prints a table.

  npm run bench -- [flags]

  --only NAME   one measurement alone; may be given more than once
  --scale N     size of the data (default: 1, about a million sales order lines); made in data/ when missing
  --live N      seconds that live viewers are watched for (default: 300)
  --json FILE   writes machine and rows as JSON too
  --help        this text

${benches.map(({ name, description }) => `  ${name.padEnd(18)}${description}`).join('\n')}

Everything runs on 127.0.0.1. Exit code: 0 also when a goal is missed, 1 when something could not be measured.
`;

const say = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      scale: { type: 'string', default: '1' },
      json: { type: 'string' },
      live: { type: 'string', default: '300' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const unknown = values.only.find(name => !benches.some(bench => bench.name === name));
  if (unknown !== undefined) throw new Error(`--only ${unknown}: there are ${benches.map(b => b.name).join(', ')}.`);
  const scale = Number(values.scale);
  if (!(scale >= 0.001 && scale <= 20)) throw new Error(`--scale ${values.scale}: give a number from 0.001 to 20.`);
  const liveSeconds = Number(values.live);
  if (!(liveSeconds >= 1 && liveSeconds <= 86_400)) throw new Error(`--live ${values.live}: give 1 to 86400 seconds.`);
  const chosen = benches.filter(({ name }) => values.only.length === 0 || values.only.includes(name));
  return measure(chosen, { scale, liveSeconds, json: values.json });
}

interface Wanted {
  readonly scale: number;
  readonly liveSeconds: number;
  readonly json: string | undefined;
}

async function measure(chosen: readonly Bench[], { scale, liveSeconds, json }: Wanted): Promise<number> {
  const temporary = await mkdtemp(join(tmpdir(), 'sophia-bench-'));
  const machine = machineFacts();
  const rows: Row[] = [];
  let failures = 0;
  try {
    const dataDirectory = await ensureBenchData(scale, say);
    for (const bench of chosen) {
      const began = performance.now();
      say(`${bench.name}: ${bench.description}`);
      try {
        rows.push(...(await bench.run({ dataDirectory, temporary, liveSeconds, say: line => say(`  ${line}`) })));
      } catch (error) {
        failures += 1;
        rows.push({ what: bench.description, ours: `not measured: ${String(error)}`, reached: false });
      }
      say(`  ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  process.stdout.write(`\nScale ${scale}. ${machineLine(machine)}\n\n${table(rows)}\n`);
  if (json !== undefined) await writeFile(json, `${JSON.stringify({ scale, machine, rows }, null, 2)}\n`);
  return failures === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
