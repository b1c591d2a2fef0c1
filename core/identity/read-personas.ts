import { SophiaError } from '../errors.ts';
import { humanName } from '../plan/names.ts';
import type { ParseText } from '../semantic/model/entry.ts';
import type { Models } from '../semantic/models.ts';
import type { NamedText } from '../semantic/read-models.ts';
import { loadPersonas } from './load-personas.ts';
import { analyst, type Persona } from './persona.ts';

/**
 * The personas of files; a model that none of them asks has the analyst, who may see all of it.
 *
 * @throws personas.invalid, also when two files have a persona of one name or title
 */
export function readPersonas(files: readonly NamedText[], models: Models, parse: ParseText): readonly Persona[] {
  const known = models.all.map(({ model }) => model);
  const personas: Persona[] = [];
  for (const { file, text } of files) {
    const read = loadPersonas(text, { file, model: models.first.model, models: known, parse });
    const taken = read.find(({ name, title }) => personas.some(other => other.name === name || other.title === title));
    if (taken) {
      const fault = `${file}: another file has a persona ${taken.name} (${taken.title}) too. Give it another name and title.`;
      throw new SophiaError('personas.invalid', [], { file, faults: [fault] });
    }
    personas.push(...read);
  }
  const unasked = models.all.filter(model => !personas.some(persona => models.of(persona) === model));
  const all = [...personas, ...unasked.map(({ model: { name } }) => analystOf(name, models))];
  // Where there are several, everybody is told which one a persona asks.
  return models.all.length === 1 ? all : all.map(one => ({ ...one, model: models.of(one).model.name }));
}

function analystOf(name: string, { first }: Models): Persona {
  if (name === first.model.name) return analyst;
  return { ...analyst, name: `analyst_${name}`, title: `Analyst of ${humanName(name)}`, model: name };
}
