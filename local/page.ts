import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const web = fileURLToPath(new URL('../dashboard/web', import.meta.url));
const sources = ['src', 'index.html', 'theme.js', 'vite.config.ts'];
const compressible = /\.(html|js|css|svg|json|txt|webmanifest)$/;

/** The folder of the built page; builds it when it is not there, or older than its sources. */
export async function ensurePage(say: (line: string) => void): Promise<string> {
  const directory = join(web, 'dist');
  const built = await changedAt(join(directory, 'index.html'));
  if (built > (await newest(sources.map(name => join(web, name))))) return directory;
  say('Building the page …');
  // Built aside and moved in whole: a server that runs beside this one never sees half a page.
  const aside = join(web, `dist-${process.pid}`);
  try {
    const { build } = await import('vite');
    await build({ root: web, logLevel: 'error', build: { outDir: aside, emptyOutDir: true } });
    await precompress(aside);
    await rm(directory, { recursive: true, force: true });
    await rename(aside, directory);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return directory;
}

/** When a file was last written; 0 when there is none. */
const changedAt = (path: string): Promise<number> =>
  stat(path).then(
    facts => facts.mtimeMs,
    () => 0,
  );

async function newest(paths: readonly string[]): Promise<number> {
  const times = await Promise.all(
    paths.map(async path => {
      const below = await readdir(path, { recursive: true }).catch(() => []);
      return Math.max(await changedAt(path), ...(await Promise.all(below.map(name => changedAt(join(path, name))))));
    }),
  );
  return Math.max(...times);
}

/** Compresses once what would be compressed for each visitor. */
async function precompress(directory: string): Promise<void> {
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  const texts = files.filter(file => file.isFile() && compressible.test(file.name));
  await Promise.all(
    texts.map(async file => {
      const path = join(file.parentPath, file.name);
      const bytes = await readFile(path);
      await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
      await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes));
    }),
  );
}
