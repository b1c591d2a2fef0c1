import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SingleBar } from 'cli-progress';

/** The data that a first start makes, so that there is something to ask about: a small supply chain, a small company. */
const demoScale = 0.05;

const repository = fileURLToPath(new URL('..', import.meta.url));
const ofModels = (name: string) => join(repository, 'models', name);

export const demoModelFile = ofModels('supply-chain.yaml');
export const demoPersonasFile = ofModels('personas.yaml');
/** The wholesaler's and the company's, over the same folder of tables. */
export const demoModelFiles: readonly string[] = [demoModelFile, ofModels('company.yaml')];
export const demoPersonasFiles: readonly string[] = [demoPersonasFile, ofModels('company-personas.yaml')];
export const demoDashboardsDirectory = ofModels('dashboards');

const demoDataDirectory = (stateDirectory: string): string => join(stateDirectory, 'data');

/**
 * Makes the demo data up to the day before `today` unless it is there; tells how far it is on `output`. What an earlier
 * version made without the company is made again as it was, with it.
 */
export async function ensureDemoData(stateDirectory: string, today: Date, output: NodeJS.WriteStream): Promise<string> {
  const directory = demoDataDirectory(stateDirectory);
  const { readManifest } = await import('../scripts/data/manifest.ts');
  const made = await readManifest(directory);
  if (made?.tables['account'] !== undefined) return directory;
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
      scale: made?.scale ?? demoScale,
      seed: made?.seed ?? 1,
      until: made?.until ?? until,
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
