import path from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { generateData, type Progress } from './data/generate.ts';

const help = `Makes the supply chain data set as Parquet files, one a table.

  npm run data -- [--scale N] [--out DIR] [--seed N] [--until YYYY-MM-DD]

  --scale N   size; 1 (the default) is about a million sales order lines, 0.02 a demo
  --out DIR   folder to write to, made if missing (default: data)
  --seed N    whole number; the same seed, scale and last day give the same rows (default: 1)
  --until D   last day of the data (default: yesterday, UTC); it begins three years earlier
  --help      this text
`;

/** A wrong argument: told in one line, with exit code 2. */
class UsageError extends Error {}

function readArguments(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scale: { type: 'string', default: '1' },
      out: { type: 'string', default: 'data' },
      seed: { type: 'string', default: '1' },
      until: { type: 'string', default: yesterday() },
      help: { type: 'boolean', default: false },
    },
  });
  const scale = Number(values.scale);
  if (!(scale >= 0.001 && scale <= 20))
    throw new UsageError(`--scale ${values.scale}: give a number from 0.001 to 20.`);
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new UsageError(`--seed ${values.seed}: give a whole number of 0 or more.`);
  if (!isDay(values.until))
    throw new UsageError(`--until ${values.until}: give a day such as 2026-03-31, from 2003 on.`);
  if (values.out.trim() === '') throw new UsageError('--out: give the name of a folder.');
  return { scale, seed, until: values.until, directory: path.resolve(values.out), help: values.help };
}

const yesterday = (): string => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

/** The calendar's own days only: 2026-02-30 is none. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(day.getTime()) &&
    day.toISOString().startsWith(text) &&
    text >= '2003'
  );
}

/** A bar on a terminal, a line for each part elsewhere. */
function progressPrinter(): (progress: Progress) => void {
  if (!process.stderr.isTTY) {
    return ({ done, total, label }) => process.stderr.write(done < total ? `[${done + 1}/${total}] ${label}\n` : '');
  }
  const bar = new SingleBar({ format: '{bar} {value}/{total} {label}', hideCursor: true, clearOnComplete: true });
  bar.start(1, 0, { label: '' });
  return ({ done, total, label }) => {
    bar.setTotal(total);
    bar.update(done, { label });
    if (done === total) bar.stop();
  };
}

async function main(args: readonly string[]): Promise<void> {
  const { help: wantsHelp, ...options } = readArguments(args);
  if (wantsHelp) {
    process.stdout.write(help);
    return;
  }
  const began = performance.now();
  const manifest = await generateData({ ...options, onProgress: progressPrinter() });
  const counts = Object.entries(manifest.tables).map(
    ([table, rows]) => `  ${table.padEnd(24)}${rows.toLocaleString('en').padStart(12)}`,
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    `${counts.join('\n')}\n${manifest.start} to ${manifest.until}, seed ${manifest.seed}, in ${options.directory} (${seconds} s)\n`,
  );
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const usage = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n${usage ? 'Try: npm run data -- --help\n' : ''}`,
  );
  process.exitCode = usage ? 2 : 1;
}
