import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isSource, moduleBeside } from '../beside.ts';

/** The program that reads a file, and the folders that it needs of the disk: our own code and the packages. */
export interface ReaderPlace {
  readonly module: string;
  readonly readable: readonly string[];
}

let place: ReaderPlace | undefined;

export function readerPlace(): ReaderPlace {
  place ??= find(import.meta.url);
  return place;
}

function find(from: string): ReaderPlace {
  const module = fileURLToPath(moduleBeside('reader', from));
  // A bundle lies in a folder with all that is needed; packages of sources may lie elsewhere behind a link.
  const bundle = [dirname(module)];
  const root = fileURLToPath(new URL('../..', from)).replace(/[\\/]$/, '');
  const folders = isSource(from) ? [root, join(root, 'node_modules')] : bundle;
  return { module, readable: [...new Set(folders.flatMap(folder => [folder, realpathSync(folder)]))] };
}
