import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { partsOf } from './stack/diagram/parts.ts';
import { svgOf } from './stack/diagram/svg.ts';
import { recordWhole } from './stack/whole.ts';

const help = `Draws docs/architecture.svg from the resources that the stack's program registers.

  npm run --silent docs:architecture [-- --check]

  --check   changes nothing; exit code 1 where the picture is not that of the program
  --help    this text
`;

const root = path.join(import.meta.dirname, '..');
const file = path.join(root, 'docs/architecture.svg');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { check: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const { recording } = await recordWhole(root, 'production');
  const svg = svgOf(partsOf(recording), recording.stack);
  if (!values.check) writeFileSync(file, svg);
  else if (readFileSync(file, 'utf8') !== svg) {
    throw new Error(
      'docs/architecture.svg is not what the program registers. Draw it again: npm run docs:architecture.',
    );
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
