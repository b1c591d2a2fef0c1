import { SophiaError } from '../errors.ts';
import type { ParseText } from './model/entry.ts';
import { byLine } from './model/faults.ts';
import { readModelWith } from './model/load-with.ts';
import type { SemanticModel } from './model/types.ts';
import { Models } from './models.ts';
import { faultsOfNames, type ResolvedModel, resolveModel } from './resolve/model.ts';
import { embedSources } from './sources.ts';

/** A file as it was read. */
export interface NamedText {
  /** What it is called in faults. */
  readonly file: string;
  readonly text: string;
}

/** The model of a file. Of a dotted source the last part names the table. @throws model.invalid */
export const readModel = (file: NamedText, parse: ParseText): ResolvedModel =>
  readResolved(file, parse, model => embedSources(model));

/** The model of a file, its names made definite. @throws model.invalid with every fault of the file, by line */
export function readResolved(
  { file, text }: NamedText,
  parse: ParseText,
  prepare: (model: SemanticModel) => SemanticModel = model => model,
): ResolvedModel {
  const read = readModelWith(parse, text, { file });
  if (read.model && read.faults.length === 0) return resolveModel(prepare(read.model), { file });
  throw new SophiaError('model.invalid', [], { faults: byLine([...read.faults, ...faultsOfNames(read, file)]) });
}

/** The models of files; the first is meant wherever none is named. @throws model.invalid, model.name_taken */
export function readModels(files: readonly NamedText[], parse: ParseText): Models {
  const models: ResolvedModel[] = [];
  for (const each of files) {
    const model = readModel(each, parse);
    const { name } = model.model;
    if (models.some(other => other.model.name === name)) {
      throw new SophiaError('model.name_taken', [], { file: each.file, name });
    }
    models.push(model);
  }
  return new Models(models);
}
