/**
 * Sizes of the functions' bundles, and how long a cold start reads them: the import of each in a new process, beside an
 * empty handler that imports one client of AWS. Run: node bench/bundles.ts [--runs N] [ENTRY …]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { unzipSync } from 'fflate';
import { build } from '../components/internal/bundle.ts';

const root = path.resolve(import.meta.dirname, '..');
const work = mkdtempSync(path.join(root, '.sophia/bench-'));

/** Prints how long it takes until the module is there. */
const timed = `const from = performance.now(); await import(process.argv[1]); console.log(performance.now() - from); process.exit(0);`;

/** Bundles a module, as a stack would, into a folder of its own. */
function unpacked(entry: string): { module: string; megabytes: number; startMegabytes: number } {
  const folder = path.relative(root, mkdtempSync(path.join(work, 'bundle-')));
  const outcome = build({ entry, root, folder });
  if (outcome.kind === 'faults')
    throw new Error(outcome.faults.map(({ path: at, reason }) => `${at}: ${reason}`).join('\n'));
  const { archive, scriptBytes, startBytes } = outcome.bundle;
  for (const [name, contents] of Object.entries(unzipSync(readFileSync(path.join(root, archive))))) {
    mkdirSync(path.dirname(path.join(root, folder, name)), { recursive: true });
    writeFileSync(path.join(root, folder, name), contents);
  }
  return {
    module: path.join(root, folder, 'index.mjs'),
    megabytes: scriptBytes / 1e6,
    startMegabytes: startBytes / 1e6,
  };
}

/** The middle of several imports, each in a process of its own, in milliseconds. */
function importTime(module: string, runs: number): number {
  const times = Array.from({ length: runs }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '-e', timed, module], { encoding: 'utf8' })),
  ).toSorted((a, b) => a - b);
  return times[Math.floor(times.length / 2)]!;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '9' }, help: { type: 'boolean', short: 'h' } },
});
if (values.help) {
  console.log(
    'Usage: node bench/bundles.ts [--runs N] [ENTRY …]\n\nDefault: every lambdas/*/handler.ts, nine runs each.',
  );
} else {
  try {
    const found = readdirSync(path.join(root, 'lambdas')).map(name => `lambdas/${name}/handler.ts`);
    const entries = positionals.length > 0 ? positionals : found.filter(entry => existsSync(path.join(root, entry)));
    const empty = path.join(work, 'empty.ts');
    const client = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';`;
    writeFileSync(
      empty,
      `${client}\nconst client = new DynamoDBClient({ region: 'us-east-1' });\nexport const handler = () => client;\n`,
    );
    const runs = Number(values.runs);
    const base = importTime(unpacked(path.relative(root, empty)).module, runs);
    console.log(`an empty handler with one client: ${base.toFixed(0)} ms`);
    for (const entry of entries) {
      const { module, megabytes, startMegabytes } = unpacked(entry);
      const time = importTime(module, runs);
      const size = `${megabytes.toFixed(2)} MB, ${startMegabytes.toFixed(2)} MB read at start`;
      console.log(`${entry}: ${size}; import ${time.toFixed(0)} ms, ${(time / base).toFixed(1)} x`);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
