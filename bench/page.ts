import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensurePage } from '../local/page.ts';
import type { Bench } from './measurement.ts';

const goal = 120_000;

/** Scripts that the page's first paint waits for: those it names, and what they import other than on demand. */
export const page: Bench = {
  name: 'page',
  description: 'JavaScript before the first paint of the page, gzip',
  async run({ say }) {
    const directory = await ensurePage(say);
    const html = await readFile(join(directory, 'index.html'), 'utf8');
    const named = [...html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="([^"]+\.js)"/g)].map(match => match[1]!);
    const bytes = new Map<string, number>();
    const waiting = named.map(path => path.replace(/^\//, ''));
    for (const path of waiting) {
      if (bytes.has(path)) continue;
      const code = await readFile(join(directory, path));
      bytes.set(path, gzipSync(code, { level: 9 }).length);
      waiting.push(...staticImports(code.toString('utf8')).map(name => posix.join(posix.dirname(path), name)));
    }
    const total = [...bytes.values()].reduce((sum, size) => sum + size, 0);
    return [
      {
        what: `JavaScript before first paint, gzip, ${bytes.size} files`,
        ours: `${(total / 1000).toFixed(1)} kB`,
        goal: `< ${goal / 1000} kB`,
        reached: total < goal,
      },
    ];
  },
};

/** Relative modules that a built module imports at once; `import(…)` waits until it is wanted. */
const staticImports = (code: string): string[] =>
  [...code.matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[\w$*{][^"';()]*?from\s*)?["'](\.[^"']+\.js)["']/g)].map(
    match => match[1]!,
  );
