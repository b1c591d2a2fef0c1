import type { Dataset } from '../../semantic/model/types.ts';
import type { Catalogue, FieldInfo } from '../catalogue.ts';
import { isFiller } from '../english/fillers.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { nameWords, stemOf, stemsOf } from '../words.ts';

const totalOfName = new RegExp(lists.totalOfName, 'iu');

const qualifiedName = new RegExp(lists.qualifiedName, 'iu');

/** Words whose loss changes nothing but grammar. */
export const minor = new Set(['of', 'the', 'a', 'an', 'on', 'in', 'at', 'for', 'to']);

/** The names by which something may be called: name, label and synonyms, each once. */
export const termsOf = (described: {
  name: string;
  label?: string | undefined;
  aiContext: { synonyms: readonly string[] };
}): string[] => [
  ...new Set(
    [
      described.name.replaceAll('_', ' '),
      ...(described.label ? [described.label] : []),
      ...described.aiContext.synonyms,
    ]
      .map(t => t.trim())
      .filter(Boolean),
  ),
];

/** "order status" for status of orders, where the name does not say it. */
export function qualifiedTerms(catalogue: Catalogue, field: FieldInfo): string[] {
  const dataset = catalogue.datasets.get(field.dataset);
  if (!dataset) return [];
  const owners = termsOf(dataset).filter(term => nameWords(term).length <= 2);
  const nouns = new Set(owners.map(owner => stemsOf(owner).join(' ')));
  const own = termsOf(field.field)
    .filter(term => !nameWords(term).some(word => minor.has(word)))
    .map(term => ({ term, stems: stemsOf(term) }))
    // a store that is an outlet is no "outlet store" by name
    .filter(({ stems }) => !nouns.has(stems.join(' ')) && !isNounOf(catalogue, field, stems));
  return owners.flatMap(owner => {
    const stems = stemsOf(owner);
    return own.filter(each => !stems.some(stem => each.stems.includes(stem))).map(({ term }) => `${owner} ${term}`);
  });
}

/** "store" as the name of a store, which is also called shop or outlet. */
const isNounOf = (catalogue: Catalogue, field: FieldInfo, [stem, ...more]: readonly string[]): boolean =>
  more.length === 0 &&
  nameWords(field.dataset).length === 1 &&
  stem !== undefined &&
  stemsOf(field.dataset)[0] === stem &&
  catalogue.nameField(field.dataset) === field;

/** "jobs" for maintenance jobs, where nothing else is called so. */
export function headNouns(catalogue: Catalogue, written = new Map<string, string>()): Map<string, readonly string[]> {
  const own = entityNouns(catalogue);
  const heads = new Map<string, Set<string>>();
  for (const dataset of catalogue.datasets.values())
    for (const term of termsOf(dataset)) {
      const words = nameWords(term);
      const last = words.at(-1) ?? '';
      // "check ins" are not called ins
      const noun = /[^su]s$/.test(last) && !isFiller(last.slice(0, -1)) && last.length > 3;
      if (words.length < 2 || words.some(word => minor.has(word)) || !noun) continue;
      written.set(stemOf(last), last);
      heads.set(stemOf(last), new Set([...(heads.get(stemOf(last)) ?? []), dataset.name]));
    }
  return new Map(
    [...heads].filter(([stem, datasets]) => datasets.size === 1 && !own.has(stem)).map(([stem, d]) => [stem, [...d]]),
  );
}

/**
 * "web lines" for rows that are told apart by an order and a web line number: what a part of their key numbers are the
 * rows, where they are called lines too. Of the numbers themselves there are but a few.
 */
export function rowsOfKey(catalogue: Catalogue, dataset: Dataset): string[] {
  const heads = new Set(termsOf(dataset).flatMap(term => stemsOf(term).slice(-1)));
  if (dataset.primaryKey.length < 2) return [];
  return catalogue.fieldsOf(dataset.name).flatMap(({ isKey, name }) => {
    const [last, ...words] = name.split('_').reverse();
    const noun = words[0];
    const numbers = isKey && /^(number|no|nr|num|id|key|position)$/.test(last ?? '');
    return numbers && words.length > 1 && heads.has(stemOf(noun ?? '')) ? [`${words.reverse().join(' ')}s`] : [];
  });
}

/**
 * "nights" for a stay whose description begins so: the noun in the plural that a description of a number begins with
 * says what it counts. Only where nothing else is called so.
 */
export function countedNoun(described: { description?: string | undefined }): string | undefined {
  const first = totalOfName.exec(described.description ?? '')?.[1]?.toLowerCase();
  return first === undefined || /(ss|us|is)$/.test(first) || isFiller(first) || vague.has(first) ? undefined : first;
}

/**
 * "pieces available" for a plain sum described as "Pieces available at suppliers.": the words up to where they are. A sum
 * of some rows only is never called by such a part of its description, for the part would leave the condition out.
 */
export function countedPhrase(described: { description?: string | undefined }, text: string): string | undefined {
  if (!/^SUM\([\w".]+\)$/.test(text)) return undefined;
  const [first] = (described.description ?? '').split(/[.;,(]/);
  const place = qualifiedName;
  const words = nameWords(place.exec(first?.trim() ?? '')?.[1] ?? '');
  const [noun = ''] = words;
  if (words.length < 2 || !/[^su]s$/.test(noun) || vague.has(noun)) return undefined;
  return words.join(' ');
}

const vague = new Set(
  'units values amounts numbers records rows lines items results points times counts totals'.split(' '),
);

/** One-word names of datasets: order, customer, supplier … */
export function entityNouns(catalogue: Catalogue): Map<string, string[]> {
  const nouns = new Map<string, string[]>();
  for (const dataset of catalogue.datasets.values())
    for (const term of termsOf(dataset)) {
      const stems = stemsOf(term);
      const stem = stems[0];
      if (stems.length === 1 && stem !== undefined)
        nouns.set(stem, [...new Set([...(nouns.get(stem) ?? []), dataset.name])]);
    }
  return nouns;
}
