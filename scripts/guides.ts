import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openVisitor } from './guides/browser.ts';
import { startDemo } from './guides/demo.ts';
import { walks } from './guides/walks.ts';

const help = `Makes the screenshots of docs/guides: starts the platform on its demo data and walks through it in Chromium.

  npm run docs:guides -- [flags]

  --out DIR     folder of the pictures (default: docs/guides/images)
  --only NAME   one picture alone: ${Object.keys(walks).join(', ')}
  --help        this text

Chromium is looked for where systems put it; CHROMIUM names another. Exit code: 0 all were made, 1 one could not be.
`;

const say = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { out: { type: 'string' }, only: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const wanted = Object.entries(walks).filter(([name]) => values.only === undefined || name === values.only);
  if (wanted.length === 0) throw new Error(`--only ${values.only}: there are ${Object.keys(walks).join(', ')}.`);
  const out = resolve(values.out ?? 'docs/guides/images');
  await mkdir(out, { recursive: true });
  const state = await mkdtemp(join(tmpdir(), 'sophia-guides-'));
  const demo = await startDemo(state, say);
  try {
    const visitor = await openVisitor(demo);
    for (const [name, walk] of wanted) {
      const page = await walk(visitor);
      await page.screenshot({ path: join(out, `${name}.png`), animations: 'disabled' });
      say(`${name}.png`);
    }
    await visitor.close();
    return 0;
  } finally {
    await demo.stop();
    await rm(state, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
