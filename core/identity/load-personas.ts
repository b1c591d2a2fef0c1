import { SophiaError } from '../errors.ts';
import type { Entry, ParseText } from '../semantic/model/entry.ts';
import { FaultLog } from '../semantic/model/faults.ts';
import { formatFault } from '../semantic/model/format-fault.ts';
import { present, readItems, readMaps, readText, readTexts, requireText, wrongShape } from '../semantic/model/read.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import { nearestName } from '../semantic/nearest.ts';
import { checkRowFilter } from './check-row-filter.ts';
import { analyst, type Persona } from './persona.ts';

export interface LoadPersonasOptions {
  /** What the file is called in faults. */
  readonly file: string;
  /** The model whose datasets and metrics personas name, unless they name another. */
  readonly model: SemanticModel;
  /** All that there are, where there are several. */
  readonly models?: readonly SemanticModel[] | undefined;
  /** Reads the form that the file is written in. */
  readonly parse: ParseText;
}

const KEYS = ['name', 'title', 'description', 'model', 'datasets', 'metrics', 'row_filters', 'budget', 'examples'];
const MICRO_DOLLARS = 1_000_000;

/**
 * Reads a personas file: a list `personas`. What a persona may see has to be said, as a
 * list of names or `*`; a budget left out is that of the built-in analyst.
 *
 * @throws SophiaError personas.invalid with every fault of the file, each with line, path and mend
 */
export function loadPersonas(text: string, options: LoadPersonasOptions): readonly Persona[] {
  const { file, model, models = [model], parse } = options;
  const faults = new FaultLog(file);
  const root = parse(text, faults);
  const personas = root ? readFile(root, [model, ...models], faults) : [];
  if (!faults.isEmpty) throw new SophiaError('personas.invalid', [], { file, faults: faults.all.map(formatFault) });
  return personas;
}

function readFile(root: Entry, models: readonly SemanticModel[], faults: FaultLog): readonly Persona[] {
  if (!root.isMap) {
    wrongShape(root, 'a map with personas', faults);
    return [];
  }
  checkKeys(root, ['personas'], faults);
  const maps = readMaps(root, 'personas', faults);
  if (maps.length === 0) faults.add(root, 'model.missing', { what: 'The file', key: 'personas' });
  checkUnique(maps, 'name', faults);
  checkUnique(maps, 'title', faults);
  return maps.map(map => readPersona(map, models, faults));
}

function readPersona(map: Entry, models: readonly SemanticModel[], faults: FaultLog): Persona {
  checkKeys(map, KEYS, faults);
  const model = readModel(map, models, faults);
  const name = requireText(map, 'name', 'The persona', faults);
  const what = `The persona ${name || 'without a name'}`;
  const description = readText(map, 'description', faults);
  return Object.freeze<Persona>({
    name,
    title: requireText(map, 'title', what, faults),
    ...(description ? { description } : {}),
    ...(present(map, 'model') && { model: model.name }),
    datasets: readAllowed(map, 'datasets', what, model, faults),
    metrics: readAllowed(map, 'metrics', what, model, faults),
    rowFilters: readRowFilters(map, model, faults),
    budget: readBudget(map, faults),
    examples: readTexts(map, 'examples', faults),
  });
}

/** The model that the persona names, else the first. */
function readModel(map: Entry, models: readonly SemanticModel[], faults: FaultLog): SemanticModel {
  const entry = present(map, 'model');
  const name = readText(map, 'model', faults);
  if (entry) checkName(entry, name, [...new Set(namesOf(models))], faults);
  return models.find(model => model.name === name) ?? models[0]!;
}

const namesOf = (things: readonly { readonly name: string }[]): readonly string[] => things.map(thing => thing.name);

/** A list of names that the model has, or `*`; those that were left out of the model are passed over. */
function readAllowed(
  map: Entry,
  key: 'datasets' | 'metrics',
  what: string,
  { leftOut = [], ...model }: SemanticModel,
  faults: FaultLog,
) {
  if (!present(map, key)) faults.add(map, 'model.missing', { what, key: `${key}, a list of names or *` });
  const names = readTexts(map, key, faults);
  if (names.includes('*')) return '*';
  const known = [...namesOf(model[key]), ...leftOut];
  for (const item of readItems(map, key)) checkName(item, item.text?.trim(), known, faults);
  return names.filter(name => !leftOut.includes(name));
}

function checkName(entry: Entry, name: string | undefined, known: readonly string[], faults: FaultLog): boolean {
  if (name === undefined || known.includes(name)) return true;
  faults.add(entry, 'E_NAME_NOT_FOUND', { name, nearest: nearestName(name, known), known: known.join(', ') });
  return false;
}

function readRowFilters(map: Entry, model: SemanticModel, faults: FaultLog): Readonly<Record<string, string>> {
  const filters = present(map, 'row_filters');
  if (!filters) return {};
  if (!filters.isMap) {
    wrongShape(filters, 'a map of datasets to conditions', faults);
    return {};
  }
  const texts: Record<string, string> = {};
  for (const [dataset, entry] of filters.entries()) {
    if (model.leftOut?.includes(dataset)) continue;
    const text = typeof entry.scalar === 'string' ? entry.scalar.trim() : undefined;
    if (!checkName(entry, dataset, namesOf(model.datasets), faults)) continue;
    if (!text) wrongShape(entry, 'a condition as text', faults);
    else if (checkRowFilter(entry, dataset, text, model, faults)) texts[dataset] = text;
  }
  return texts;
}

function readBudget(map: Entry, faults: FaultLog): Persona['budget'] {
  const budget = present(map, 'budget');
  if (!budget) return analyst.budget;
  if (!budget.isMap) {
    wrongShape(budget, 'a map with dollars_per_day and dollars_per_query', faults);
    return analyst.budget;
  }
  checkKeys(budget, ['dollars_per_day', 'dollars_per_query'], faults);
  return {
    perDay: readDollars(budget, 'dollars_per_day', faults) ?? analyst.budget.perDay,
    perQuery: readDollars(budget, 'dollars_per_query', faults) ?? analyst.budget.perQuery,
  };
}

/** Dollars of the file as micro-dollars. */
function readDollars(map: Entry, key: string, faults: FaultLog): number | undefined {
  const entry = present(map, key);
  if (!entry) return undefined;
  const dollars = entry.scalar;
  if (typeof dollars === 'number' && dollars >= 0 && dollars <= 1_000_000) return Math.round(dollars * MICRO_DOLLARS);
  return wrongShape(entry, 'a number of dollars from 0 to 1,000,000', faults);
}

/** A misspelt key would silently leave out a restriction, so unknown keys are faults. */
function checkKeys(map: Entry, known: readonly string[], faults: FaultLog): void {
  for (const [key, entry] of map.entries()) checkName(entry, key, known, faults);
}

function checkUnique(maps: readonly Entry[], key: string, faults: FaultLog): void {
  const seen = new Map<string, number>();
  for (const map of maps) {
    const entry = present(map, key);
    const value = entry?.text?.trim().toLowerCase();
    if (!entry || !value) continue;
    const line = seen.get(value);
    if (line === undefined) seen.set(value, entry.line);
    else faults.add(entry, 'E_NAME_COLLISION', { name: value, kinds: 'personas', line });
  }
}
