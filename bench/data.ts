import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { readManifest } from '../scripts/data/manifest.ts';

const repository = fileURLToPath(new URL('..', import.meta.url));

/** The golden questions count from this moment, and the data ends the day before it. */
export const goldenNow = new Date('2026-07-01T00:00:00Z');
const until = '2026-06-30';
const seed = 1;

/** The data set of a scale in the ignored folder `data`, made unless it is there. */
export async function ensureBenchData(scale: number, say: (line: string) => void): Promise<string> {
  const directory = fileURLToPath(new URL(`../data/bench-${scale}`, import.meta.url));
  const known = await readManifest(directory);
  if (known?.scale === scale && known.seed === seed && known.until === until) return directory;
  say(`Making data of scale ${scale} …`);
  const flags = ['--scale', scale, '--seed', seed, '--until', until, '--out', directory].map(String);
  const child = spawn('npm', ['run', '--silent', 'data', '--', ...flags], { cwd: repository, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`npm run data -- ${flags.join(' ')} ended with ${code}.`);
  return directory;
}
