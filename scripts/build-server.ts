/** Builds what the image of the server has: dist/server, with the page and an index.mjs that is run by Node alone. */
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { ensurePage } from '../local/page.ts';

const root = path.resolve(import.meta.dirname, '..');

/** Writes the bundle of the server into a folder, which is emptied before. */
export async function bundleServer(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  await build({
    entryPoints: {
      index: 'dashboard/server/main.ts',
      // What is run by itself: found beside the code that starts it.
      reader: 'adapters/extraction/reader.ts',
      'knowledge-index-worker': 'adapters/sqlite/knowledge-index-worker.ts',
    },
    absWorkingDir: root,
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    outExtension: { '.js': '.mjs' },
    loader: { '.data.json': 'copy' },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'error',
    tsconfigRaw: {},
    // Packages that are CommonJS call require, which modules lack.
    banner: {
      js: `import{createRequire as createRequireHere}from'node:module';const require=createRequireHere(import.meta.url);`,
    },
  });
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    console.log(
      'Usage: npm run build:server\n\nBuilds the page, and bundles dashboard/server/main.ts, into dist/server.',
    );
  } else {
    const folder = path.join(root, 'dist/server');
    await bundleServer(folder);
    cpSync(await ensurePage(console.log), path.join(folder, 'page'), { recursive: true });
  }
}
