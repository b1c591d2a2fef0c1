import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Persona } from '../../../core/identity/persona.ts';
import { readPersonas } from '../../../core/identity/read-personas.ts';
import type { ParseText } from '../../../core/semantic/model/entry.ts';
import type { Models } from '../../../core/semantic/models.ts';
import { type NamedText, readModels } from '../../../core/semantic/read-models.ts';
import { EnvironmentFault } from '../../environment.ts';
import type { CloudSettings } from '../settings.ts';

/** The models and the personas of the archive or image. @throws EnvironmentFault, model.invalid, personas.invalid */
export async function openModels(
  settings: CloudSettings,
  parse: ParseText,
): Promise<{ readonly models: Models; readonly personas: readonly Persona[] }> {
  const models = readModels(await readTexts(settings, 'SOPHIA_MODEL_FILE'), parse);
  return { models, personas: readPersonas(await readTexts(settings, 'SOPHIA_PERSONAS_FILE'), models, parse) };
}

/** A file of the archive. */
export const pathOf = (settings: Pick<CloudSettings, 'LAMBDA_TASK_ROOT'>, file: string): string =>
  resolve(settings.LAMBDA_TASK_ROOT ?? '.', file);

const readTexts = (settings: CloudSettings, variable: 'SOPHIA_MODEL_FILE' | 'SOPHIA_PERSONAS_FILE') =>
  Promise.all(
    (settings[variable] ?? []).map(
      async (file): Promise<NamedText> => ({
        file,
        text: await readFile(pathOf(settings, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
          const mend = 'Put it into the archive.';
          throw new EnvironmentFault([`${variable}: ${file} can't be read (${error.code}). ${mend}`]);
        }),
      }),
    ),
  );
