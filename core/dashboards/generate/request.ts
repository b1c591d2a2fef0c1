import { SophiaError } from '../../errors.ts';
import { mendUnknown, sameName } from '../../plan/names.ts';
import type { Work } from './context.ts';

/** What a request says, before it is carried out. */

/** Characters of a request that can be read at once. */
const longest = 8_000;

/**
 * A request without what nobody can see.
 * @throws dashboard.description_empty, dashboard.description_too_long
 */
export function readable(description: string, others: readonly (string | undefined)[]): string {
  if (description.length > longest) {
    throw new SophiaError('dashboard.description_too_long', ['description'], {
      length: description.length,
      limit: longest,
    });
  }
  const visible = description.replace(
    /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g,
    ' ',
  );
  if (visible.trim() === '' && others.every(one => one === undefined || one.trim() === '')) {
    throw new SophiaError('dashboard.description_empty', ['description'], {});
  }
  return visible;
}

/** The datasets that data sources name; what is none is told. */
export function sourcesOf(work: Work, names: readonly string[] | undefined): readonly string[] | undefined {
  if (names === undefined || names.length === 0) return undefined;
  const { datasets, name: modelName } = work.reader.model.model;
  const found: string[] = [];
  for (const name of names) {
    if (sameName(name, modelName)) continue;
    const plain = name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_');
    const dataset = datasets.find(one => sameName(one.name, plain) || one.label?.toLowerCase() === name.toLowerCase());
    if (dataset) found.push(dataset.name);
    else {
      const known = datasets.map(one => one.name);
      work.refuse(name, `There is no data source ${name}. ${mendUnknown(plain, known)}`, known.slice(0, 8), true);
    }
  }
  return found.length > 0 ? found : undefined;
}
