import path from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { isSophiaError, SophiaError } from '../core/errors.ts';
import { type Business, businesses, type GenerateOptions, generateData, type Progress } from './data/generate.ts';

const help = `Makes the data of two businesses as Parquet files, one a table: a wholesaler's supply chain, and a software company.

  npm run data -- [--scale N] [--out DIR] [--seed N] [--until YYYY-MM-DD] [--only NAME]

  --scale N   size, from 0.001 to 20; 1 (the default) is about a million sales order lines, 0.02 a demo
  --out DIR   folder to write to, made if missing (default: data); tables of an earlier run are replaced
  --seed N    whole number; the same seed, scale and last day give the same rows (default: 1)
  --until D   last day of the data (default: yesterday, UTC); it begins three years earlier
  --only NAME supply-chain or company (default: both)
  --help      this text
`;

const yesterday = (): string => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

/** Undefined when help was asked for. */
function readArguments(args: readonly string[]): GenerateOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scale: { type: 'string', default: '1' },
      out: { type: 'string', default: 'data' },
      seed: { type: 'string', default: '1' },
      until: { type: 'string', default: yesterday() },
      only: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  // An empty text would count as 0.
  const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
  return {
    directory: path.resolve(values.out),
    scale: number(values.scale),
    seed: number(values.seed),
    until: values.until,
    only: businessNamed(values.only),
  };
}

function businessNamed(name: string | undefined): Business | undefined {
  const found = businesses.find(one => one === name);
  if (name === undefined || found) return found;
  const expected = businesses.join(' or ');
  throw new SophiaError('dataset.option_invalid', ['only'], { option: 'only', found: name, expected });
}

interface ProgressPrinter {
  readonly report: (progress: Progress) => void;
  /** Gives the terminal back, also after a failure. */
  readonly stop: () => void;
}

/** A bar on a terminal, a line for each part elsewhere. */
function progressPrinter(): ProgressPrinter {
  if (!process.stderr.isTTY) {
    const print = ({ done, total, label }: Progress) => process.stderr.write(`[${done + 1}/${total}] ${label}\n`);
    return { report: progress => progress.done < progress.total && print(progress), stop: () => undefined };
  }
  const bar = new SingleBar({ format: '{bar} {value}/{total} {label}', hideCursor: true, clearOnComplete: true });
  bar.start(1, 0, { label: '' });
  return {
    report: ({ done, total, label }) => {
      bar.setTotal(total);
      bar.update(done, { label });
    },
    stop: () => bar.stop(),
  };
}

async function main(args: readonly string[]): Promise<void> {
  const options = readArguments(args);
  if (!options) {
    process.stdout.write(help);
    return;
  }
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(new Error('Stopped.')));
  const began = performance.now();
  const progress = progressPrinter();
  const manifest = await generateData({ ...options, onProgress: progress.report, signal: stop.signal }).finally(
    progress.stop,
  );
  const counts = Object.entries(manifest.tables).map(
    ([table, rows]) => `  ${table.padEnd(24)}${rows.toLocaleString('en').padStart(12)}\n`,
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const summary = `${manifest.start} to ${manifest.until}, seed ${manifest.seed}, in ${options.directory} (${seconds} s)`;
  process.stdout.write(`${counts.join('')}${summary}\n`);
}

/** Wrong arguments, ours or those that Node's parser refuses. */
const isUsageError = (error: unknown): boolean =>
  isSophiaError(error)
    ? error.code === 'dataset.option_invalid'
    : error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

try {
  await main(process.argv.slice(2));
} catch (error) {
  const usage = isUsageError(error);
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (usage) process.stderr.write('See npm run data -- --help\n');
  process.exitCode = usage ? 2 : 1;
}
