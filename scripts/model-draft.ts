import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDuckDb } from '../adapters/duckdb.ts';
import { isSophiaError } from '../core/errors.ts';
import { draftModelText } from '../core/semantic/model/draft.ts';

const help = `Proposes a semantic model for a folder of Parquet or CSV files, to be edited by you.

  npm run model:draft -- --data DIR [--out FILE] [--force]

  --data DIR   folder with one file, or one folder of files, a table
  --out FILE   where to write the model; without it the model is printed
  --force      write over a file that is there already
  --help       this text
`;

/** A wrong argument: told in one line, with exit code 2. */
class UsageError extends Error {}

function readArguments(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      out: { type: 'string' },
      force: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (!values.help && !values.data) throw new UsageError('--data: give the folder of your files.');
  if (values.out && !values.force && existsSync(values.out)) {
    throw new UsageError(`--out ${values.out}: the file is there already; add --force to write over it.`);
  }
  return { data: values.data ?? '', out: values.out, help: values.help };
}

async function main(args: readonly string[]): Promise<void> {
  const { data, out, help: wantsHelp } = readArguments(args);
  if (wantsHelp) {
    process.stdout.write(help);
    return;
  }
  const engine = await openDuckDb({ dataDirectory: data });
  try {
    for (const { name, reason, mend } of await engine.faults())
      process.stderr.write(`Left out ${name}: ${reason} ${mend}\n`);
    const text = await draftModelText(engine, {
      name: path.basename(path.resolve(data)),
      leaveOut: ({ message }) => process.stderr.write(`Left out: ${message}\n`),
    });
    if (!out) {
      process.stdout.write(text);
      return;
    }
    await writeFile(out, text);
    process.stderr.write(`Wrote ${out}. Edit it, then: npm start -- --data ${data} --model ${out}\n`);
  } finally {
    await engine.close();
  }
}

/** What went wrong through the caller, in a line; anything else keeps its stack. */
function explain(error: unknown): string | undefined {
  if (error instanceof UsageError || isSophiaError(error)) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return error instanceof Error && /^(?:ERR_PARSE_ARGS|ENOENT|EACCES|EISDIR|ENOSPC|EROFS)/.test(code)
    ? error.message
    : undefined;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const line = explain(error);
  if (line === undefined) throw error;
  process.stderr.write(`${line}\n`);
  process.exitCode = 2;
}
