import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { build } from '../components/internal/bundle.ts';
import type { Bench, Row } from './measurement.ts';
import { median } from './statistics.ts';

const root = path.resolve(import.meta.dirname, '..');
const runs = 9;

/** Prints how long it takes until the module is there, in milliseconds. */
const timed =
  'const from = performance.now(); await import(process.argv[1]); console.log(performance.now() - from); process.exit(0);';

/** What a cold start is compared with: a handler that does nothing, and imports one client of AWS. */
const empty = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({ region: 'us-east-1' });
export const handler = () => client;
`;

interface Unpacked {
  readonly name: string;
  readonly module: string;
  /** Bytes of minified JavaScript, all of it and what the import reads; of JSON. */
  readonly script: number;
  readonly start: number;
  readonly data: number;
}

/** Bundles a module, as a stack would, and unpacks it into a folder of its own. */
function unpacked(name: string, entry: string, temporary: string): Unpacked {
  const folder = path.relative(root, mkdtempSync(path.join(temporary, 'bundle-')));
  const outcome = build({ entry, root, folder });
  if (outcome.kind === 'faults') throw new Error(outcome.faults.map(each => `${each.path}: ${each.reason}`).join('\n'));
  const { archive, scriptBytes: script, startBytes: start } = outcome.bundle;
  let data = 0;
  for (const [file, contents] of Object.entries(unzipSync(readFileSync(path.join(root, archive))))) {
    mkdirSync(path.dirname(path.join(root, folder, file)), { recursive: true });
    writeFileSync(path.join(root, folder, file), contents);
    if (file.endsWith('.json')) data += contents.length;
  }
  return { name, module: path.join(root, folder, 'index.mjs'), script, start, data };
}

/** Written beside the packages that it imports. */
function unpackedEmpty(temporary: string): Unpacked {
  mkdirSync(path.join(root, '.sophia'), { recursive: true });
  const folder = mkdtempSync(path.join(root, '.sophia/bench-'));
  try {
    writeFileSync(path.join(folder, 'empty.ts'), empty);
    return unpacked('empty', path.relative(root, path.join(folder, 'empty.ts')), temporary);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const importTime = (module: string): number =>
  Number(execFileSync(process.execPath, ['--input-type=module', '-e', timed, module], { encoding: 'utf8' }));

/** Medians of imports, each in a process of its own, all modules by turns. */
function importTimes(modules: readonly string[]): number[] {
  const times = modules.map((): number[] => []);
  for (let run = 0; run < runs; run += 1) {
    for (const [index, module] of modules.entries()) times[index]!.push(importTime(module));
  }
  return times.map(median);
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

const rowsOf = ({ name, script, start, data }: Unpacked, time: number, base: number): Row[] => [
  {
    what: `Function ${name}: minified JavaScript`,
    ours: `${megabytes(script)}, ${megabytes(start)} of it read at start; ${megabytes(data)} of JSON`,
    goal: '< 1.5 MB',
    reached: script < 1_500_000,
  },
  {
    what: `Function ${name}: cold import, median of ${runs}`,
    ours: `${time.toFixed(0)} ms (${(time / base).toFixed(1)} x)`,
    beside: `${base.toFixed(0)} ms (empty handler with one client of AWS)`,
    goal: '< 3 x',
    reached: time < 3 * base,
  },
];

export const bundles: Bench = {
  name: 'bundles',
  description: 'sizes of the functions, and how long a cold start reads them',
  async run({ temporary }) {
    const base = unpackedEmpty(temporary);
    const functions = readdirSync(path.join(root, 'lambdas'))
      .map(name => ({ name, entry: `lambdas/${name}/handler.ts` }))
      .filter(({ entry }) => existsSync(path.join(root, entry)))
      .map(({ name, entry }) => unpacked(name, entry, temporary));
    const [baseTime, ...times] = importTimes([base, ...functions].map(({ module }) => module)) as [number, ...number[]];
    return functions.flatMap((each, index) => rowsOf(each, times[index]!, baseTime));
  },
};
