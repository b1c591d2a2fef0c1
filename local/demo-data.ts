import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SingleBar } from 'cli-progress';

/** The data that a first start makes: a small supply chain, so that there is something to ask about. */
const demoScale = 0.05;

const repository = fileURLToPath(new URL('..', import.meta.url));
const ofModels = (name: string) => join(repository, 'models', name);

export const demoModelFile = ofModels('supply-chain.yaml');
export const demoPersonasFile = ofModels('personas.yaml');
/** The wholesaler's and the company's, over the same folder of tables. */
export const demoModelFiles: readonly string[] = [demoModelFile];
export const demoPersonasFiles: readonly string[] = [demoPersonasFile];

export const demoDataDirectory = (stateDirectory: string): string => join(stateDirectory, 'data');

/** Makes the demo data up to the day before `today` unless it is there; tells how far it is on `output`. */
export async function ensureDemoData(stateDirectory: string, today: Date, output: NodeJS.WriteStream): Promise<string> {
  const directory = demoDataDirectory(stateDirectory);
  const { readManifest } = await import('../scripts/data/manifest.ts');
  if (await readManifest(directory)) return directory;
  const { generateData } = await import('../scripts/data/generate.ts');
  const until = new Date(today.getTime() - 86_400_000).toISOString().slice(0, 10);
  const bar = new SingleBar({
    format: 'Making a small data set {bar} {value}/{total} {label}',
    stream: output,
    hideCursor: true,
    clearOnComplete: true,
    noTTYOutput: false,
  });
  output.write(output.isTTY ? '' : 'Making a small data set …\n');
  bar.start(1, 0, { label: '' });
  try {
    await generateData({
      directory,
      scale: demoScale,
      until,
      onProgress({ done, total, label }) {
        bar.setTotal(total);
        bar.update(done, { label });
      },
    });
  } finally {
    bar.stop();
  }
  return directory;
}
