import { existsSync } from 'node:fs';
import { access, constants, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openDuckDb } from '../adapters/duckdb.ts';
import { draftModelText } from '../core/semantic/model/draft.ts';

/** The model that lies beside a user's data, if there is one. */
export function modelBeside(dataDirectory: string): string | undefined {
  const file = join(dataDirectory, 'model.yaml');
  return existsSync(file) ? file : undefined;
}

/**
 * Proposes a model for a data folder and writes it to be edited: beside the data, or into the state folder
 * where the data may not be written to. One that is there already is left as its user made it.
 */
export async function ensureModel(
  dataDirectory: string,
  stateDirectory: string,
  say: (line: string) => void,
): Promise<string> {
  const beside = modelBeside(dataDirectory);
  if (beside) return beside;
  const writable = await access(dataDirectory, constants.W_OK).then(
    () => true,
    () => false,
  );
  const file = join(writable ? dataDirectory : stateDirectory, 'model.yaml');
  if (existsSync(file)) return file;
  const engine = await openDuckDb({ dataDirectory });
  try {
    const leaveOut = ({ message }: Error) => say(`Left out of the draft: ${message}`);
    await writeFile(file, await draftModelText(engine, { name: basename(dataDirectory), leaveOut }), { flag: 'wx' });
  } finally {
    await engine.close();
  }
  say(`A draft of the semantic model was written to ${file}. Edit it: its names are what questions are understood by.`);
  return file;
}
