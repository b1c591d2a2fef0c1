import { parseArgs } from 'node:util';
import { faultLines } from './ask/faults.ts';
import { openForCommand, UsageError } from './ask/platform.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { readGolden } from './evaluate/golden.ts';
import { printReport } from './evaluate/report.ts';

const help = `Measures answers against a golden set: right, wrong or refused.

  npm run evaluate -- [flags] --questions FILE

  --questions FILE  JSON Lines: {"question", "sql", "ordered"?, "alternatives"?: [sql]}, {"question", "refuse": true},
                    or a dialog {"turns": [those]}; "id" is optional. May be given more than once
  --data DIR        folder of Parquet or CSV files (default: a small generated supply chain)
  --model FILE      semantic model, YAML
  --personas FILE   personas, YAML
  --persona P       who asks (default: the first that may see everything)
  --now ISO         the moment that relative times count from (default: the clock)
  --max-wrong N     wrong answers to put up with (default: 0)
  --quiet           no details of wrong answers
  --help            this text

Exit code: 0, or 1 when more than --max-wrong are wrong.
`;

const maxRows = 100_000;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      questions: { type: 'string', multiple: true },
      data: { type: 'string' },
      model: { type: 'string' },
      personas: { type: 'string' },
      persona: { type: 'string' },
      now: { type: 'string' },
      'max-wrong': { type: 'string', default: '0' },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const maxWrong = Number(values['max-wrong']);
  if (!values.questions) throw new UsageError('--questions FILE is missing');
  if (!Number.isInteger(maxWrong) || maxWrong < 0) throw new UsageError('--max-wrong: give a whole number');
  const golden = (await Promise.all(values.questions.map(readGolden))).flat();
  const { platform, persona } = await openForCommand({ ...values, maxRows });
  try {
    const verdicts = await evaluate(platform, persona, golden);
    printReport(verdicts, values.quiet);
    return verdicts.filter(each => each.verdict === 'wrong').length > maxWrong ? 1 : 0;
  } finally {
    await platform.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${faultLines(error).join('\n')}\n`);
  process.exitCode = 1;
}
