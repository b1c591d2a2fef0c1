import { resolve } from 'node:path';
import type { Persona } from '../../core/identity/persona.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { systemClock } from '../../core/ports/clock.ts';
import { demoModelFiles, demoPersonasFiles, ensureDemoData } from '../../local/demo-data.ts';
import { modelBeside } from '../../local/draft.ts';
import { openPlatform, type Platform } from '../../local/platform.ts';

/** What a command over the platform is given. */
export interface CommandOptions {
  readonly data?: string | undefined;
  readonly model?: string | undefined;
  readonly personas?: string | undefined;
  readonly persona?: string | undefined;
  readonly now?: string | undefined;
  readonly maxRows?: number | undefined;
}

/** A wrong argument: told in one line. */
export class UsageError extends Error {}

/** Where the small generated data lives, shared with the server of this folder. */
const stateDirectory = '.sophia';

export async function openForCommand(options: CommandOptions): Promise<{ platform: Platform; persona: Persona }> {
  const clock = options.now === undefined ? systemClock : fixedClock(options.now);
  const platform = await openPlatform({ ...(await filesOf(options)), clock, maxRows: options.maxRows });
  try {
    return { platform, persona: choosePersona(platform.personas, options.persona) };
  } catch (error) {
    await platform.close();
    throw error;
  }
}

function fixedClock(text: string): Clock {
  const now = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(now.getTime())) {
    throw new UsageError(`--now ${text}: give a moment in ISO 8601, such as 2026-07-01T00:00:00Z`);
  }
  return { now: () => now };
}

async function filesOf({ data, model, personas }: CommandOptions) {
  const personasFile = personas && resolve(personas);
  if (data !== undefined) {
    const dataDirectory = resolve(data);
    const modelFile = model === undefined ? modelBeside(dataDirectory) : resolve(model);
    return { dataDirectory, modelFile, personasFile };
  }
  const dataDirectory = await ensureDemoData(resolve(stateDirectory), systemClock.now(), process.stderr);
  if (model !== undefined) return { dataDirectory, modelFile: resolve(model), personasFile };
  return { dataDirectory, modelFile: demoModelFiles, personasFile: personasFile ?? demoPersonasFiles };
}

/** The persona named, else the first that may see everything, else the first. */
function choosePersona(personas: readonly Persona[], wanted: string | undefined): Persona {
  if (wanted === undefined) {
    const [first] = [...personas.filter(seesAll), ...personas];
    if (first) return first;
  }
  const name = wanted?.toLowerCase();
  const found = personas.find(persona => [persona.name, persona.title].some(each => each.toLowerCase() === name));
  if (found) return found;
  throw new UsageError(`--persona ${wanted}: there are ${personas.map(persona => persona.name).join(', ')}`);
}

const seesAll = ({ datasets, metrics, rowFilters }: Persona) =>
  datasets === '*' && metrics === '*' && Object.keys(rowFilters).length === 0;
