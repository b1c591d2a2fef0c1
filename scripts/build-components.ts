/** Compiles components/ to JavaScript with declarations, for the package that `npm pack` makes. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help) {
  console.log(
    'Usage: npm run build:components\n\nCompiles components/ into dist/components; `npm pack` does it by itself.',
  );
} else {
  const root = path.resolve(import.meta.dirname, '..');
  rmSync(path.join(root, 'dist/components'), { recursive: true, force: true });
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', path.join(root, 'components')], { cwd: root, stdio: 'inherit' });
}
