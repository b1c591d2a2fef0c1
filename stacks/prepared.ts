import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FaultLog } from '../core/semantic/model/faults.ts';
import { prepared } from '../core/semantic/model/prepared.ts';
import { parseYaml } from '../core/semantic/model/yaml.ts';
import { type FileSettings, listed } from './model.ts';

const folder = '.sophia/prepared';

/** What a file of models or personas is called in the archive of a function. */
const nameOf = (file: string): string => `${file}.json`;

/** Settings of a function: the files of models and personas, as its archive has them. */
export function preparedNames({ model_file, personas_file }: FileSettings): Record<string, string> {
  const names = (setting: string | undefined) => listed(setting).map(nameOf).join(',');
  return {
    SOPHIA_MODEL_FILE: names(model_file),
    ...(personas_file !== undefined && { SOPHIA_PERSONAS_FILE: names(personas_file) }),
  };
}

/**
 * Models and personas in a form that a cold start reads in a hundredth of the time, as files of an archive. They were
 * read before, so they have no faults.
 */
export const preparedFiles = ({ model_file, personas_file }: FileSettings): Record<string, string> =>
  Object.fromEntries([...listed(model_file), ...listed(personas_file)].map(file => [nameOf(file), prepare(file)]));

/** Written by way of another name, so that nobody ever reads half of it. */
function prepare(file: string): string {
  const faults = new FaultLog(file);
  const root = parseYaml(readFileSync(file, 'utf8'), faults);
  faults.throwIfAny();
  const target = path.join(folder, nameOf(file));
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(`${target}.${process.pid}`, prepared(root!));
  renameSync(`${target}.${process.pid}`, target);
  return target;
}
