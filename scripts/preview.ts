import path from 'node:path';
import { parseArgs } from 'node:util';

const help = `Shows what a deployment would do, without an account: nothing is deployed, no credentials are needed.

  npm run --silent preview -- STACK [flags]

Runs the program of the stack as Pulumi does, and prints its resources, what the policies say, what it costs a month by
component, and what changed against a recording.

  STACK            the stack, such as development: Pulumi.STACK.yaml must be there
  --against FILE   compares with a recording that --save made
  --save FILE      keeps this recording, for --against
  --markdown       as Markdown, for a comment on a pull request
  --help           this text

Exit code: 0 it may be deployed, 1 a mandatory policy is violated, the program fails, or an error.
`;

const pack = path.join(import.meta.dirname, '../policies');

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      against: { type: 'string' },
      save: { type: 'string' },
      markdown: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [stack, ...more] = positionals;
  if (stack === undefined || more.length > 0) throw new Error('Name one stack. See --help.');
  const { readSaved, save } = await import('./stack/preview/saved.ts');
  const against = values.against === undefined ? undefined : readSaved(values.against);
  const { preview, isRefused } = await import('./stack/preview/report.ts');
  const result = await preview({ root: process.cwd(), stack, pack, against });
  const { previewText } = await import('./stack/preview/text.ts');
  const { previewMarkdown } = await import('./stack/preview/markdown.ts');
  process.stdout.write(values.markdown ? previewMarkdown(result) : previewText(result));
  // Of a program that fails only a part is known.
  if (values.save !== undefined && result.result) save(values.save, result.recording);
  return isRefused(result) ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
