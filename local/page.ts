import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const web = fileURLToPath(new URL('../dashboard/web', import.meta.url));
const compressible = /\.(html|js|css|svg|json|txt|webmanifest)$/;

/** The folder of the built page; builds it when it is not there. */
export async function ensurePage(say: (line: string) => void): Promise<string> {
  const directory = join(web, 'dist');
  if (existsSync(join(directory, 'index.html'))) return directory;
  say('Building the page …');
  const { build } = await import('vite');
  await build({ root: web, logLevel: 'error' });
  await precompress(directory);
  return directory;
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
