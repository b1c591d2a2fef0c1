import { parseArgs } from 'node:util';

const help = `Asks a question in the terminal.

  npm run --silent ask -- [flags] "question"
  npm run --silent ask -- [flags] --batch FILE

  --data DIR       folder of Parquet or CSV files (default: a small generated supply chain)
  --model FILE     semantic model, YAML (default: model.yaml in the data folder, else a draft made from the files)
  --personas FILE  personas, YAML
  --persona P      who asks, by name or title (default: the first that may see everything)
  --now ISO        the moment that relative times count from (default: the clock)
  --json           the answer as JSON
  --batch FILE     JSON Lines {"id", "question", "conversation"?}; writes one JSON answer a line
  --help           this text

Exit code: 0 answered, 2 refused or asked back, 1 an error.
`;

const answered = 0;
const failed = 1;
const refused = 2;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      model: { type: 'string' },
      personas: { type: 'string' },
      persona: { type: 'string' },
      now: { type: 'string' },
      json: { type: 'boolean', default: false },
      batch: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const question = positionals.join(' ');
  if (values.help) {
    process.stdout.write(help);
    return answered;
  }
  if ((question === '') === (values.batch === undefined)) {
    process.stderr.write('Give one question, or --batch FILE. See --help.\n');
    return failed;
  }
  const { openForCommand } = await import('./ask/platform.ts');
  const { platform, persona } = await openForCommand(values);
  try {
    const { readBatch, batchAnswer } = await import('./ask/batch.ts');
    if (values.batch === undefined) {
      if (values.json) {
        const answer = await batchAnswer(platform, persona, { question, conversation: [], choices: {} });
        process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
        return exitCode((answer as { status: string }).status);
      }
      const { printAnswer } = await import('./ask/print.ts');
      return exitCode(await printAnswer(platform, persona, question));
    }
    for await (const line of readBatch(values.batch)) {
      await written(`${JSON.stringify(await batchAnswer(platform, persona, line))}\n`);
    }
    return answered;
  } finally {
    await platform.close();
  }
}

const exitCode = (status: string) =>
  status === 'answered' ? answered : status === 'refused' || status === 'clarify' ? refused : failed;

/** Waits for a slow reader, so that a long batch does not pile up in memory. */
const written = (text: string): Promise<void> =>
  new Promise(resolve => (process.stdout.write(text) ? resolve() : process.stdout.once('drain', resolve)));

// Whoever reads has seen enough: `… | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(answered);
});

try {
  process.exitCode = await main();
} catch (error) {
  const { faultLines } = await import('./ask/faults.ts');
  process.stderr.write(`${faultLines(error).join('\n')}\n`);
  process.exitCode = failed;
}
