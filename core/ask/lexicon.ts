import type { Catalogue } from './catalogue.ts';
import type { Candidate } from './chunks.ts';
import { definitionsOf } from './lexicon/definitions.ts';
import { derived } from './lexicon/derived.ts';
import { type Entry, keyOf } from './lexicon/entry.ts';
import { index, type Lexicon } from './lexicon/lookup.ts';
import {
  countedNoun,
  countedPhrase,
  entityNouns,
  headNouns,
  minor,
  qualifiedTerms,
  rowsOfKey,
  termsOf,
} from './lexicon/terms.ts';
import { verbsOf } from './lexicon/verbs.ts';
import type { Pace } from './pace.ts';
import { nameWords, stemOf, stemsOf } from './words.ts';

/**
 * What the names of several numbers and of their table begin with: "web" of web revenue, web orders and web sales is by
 * itself no name of a number.
 */
function waysOf(catalogue: Catalogue): ReadonlySet<string> {
  const begin = (term: string) => stemsOf(term).slice(0, -1).slice(0, 1);
  const first = [...catalogue.metrics.values()].flatMap(({ metric }) => [...new Set(termsOf(metric).flatMap(begin))]);
  const tables = new Set([...catalogue.datasets.values()].flatMap(dataset => termsOf(dataset).flatMap(begin)));
  return new Set(first.filter((stem, i) => first.indexOf(stem) < i && tables.has(stem)));
}

/** @param pace of the work, which takes long for a large model */
export async function createLexicon(catalogue: Catalogue, pace: Pace): Promise<Lexicon> {
  const entries: Entry[] = [];
  const wholes: Entry[] = [];
  const words = new Set<string>();
  const add = (candidate: Candidate, phrase: string) => {
    const all = nameWords(phrase);
    for (const word of all) words.add(word);
    const stems = stemsOf(all.filter(word => !minor.has(word) || all.length === 1).join(' '));
    if (stems.length === 0 || stems.length > 8) return;
    // "shipped on" names a date as a verb does: too little to be its name
    const verbal =
      stems.length === 1 && all.length > 1 && candidate.kind === 'field' && candidate.field.kind === 'time';
    entries.push({ candidate: verbal ? { ...candidate, weight: 0.66 } : candidate, stems, words: all });
    // "on time rate" is asked for with its "on", which is no small word of the question
    const whole = stemsOf(phrase);
    const parts = all.length > 1 && all.some(word => minor.has(word)) && !minor.has(all.at(-1) ?? '');
    if (parts && whole.length <= 8) wholes.push({ candidate, stems: whole, words: all, whole: true });
  };
  const entities = new Map([...headNouns(catalogue), ...entityNouns(catalogue)]);
  for (const metric of catalogue.metrics.values()) {
    await pace.rest();
    for (const phrase of termsOf(metric.metric)) add({ kind: 'metric', metric: metric.name, weight: 1 }, phrase);
    const counted = countedPhrase(metric.metric, metric.text);
    if (counted !== undefined) add({ kind: 'metric', metric: metric.name, weight: 0.95 }, counted);
  }
  for (const { word, metric } of definitionsOf(catalogue)) add({ kind: 'metric', metric, weight: 1 }, word);
  for (const field of catalogue.fields.values()) {
    await pace.rest();
    for (const phrase of termsOf(field.field)) add({ kind: 'field', field, weight: 1 }, phrase);
    for (const phrase of qualifiedTerms(catalogue, field)) add({ kind: 'field', field, weight: 0.95 }, phrase);
  }
  for (const dataset of catalogue.datasets.values())
    for (const phrase of [...termsOf(dataset), ...rowsOfKey(catalogue, dataset)])
      add({ kind: 'dataset', dataset: dataset.name, weight: 0.97 }, phrase);
  const heads = new Map<string, string>();
  for (const [stem, [dataset]] of headNouns(catalogue, heads))
    if (dataset !== undefined)
      entries.push({
        candidate: { kind: 'dataset', dataset, weight: 0.92 },
        stems: [stem],
        words: [heads.get(stem) ?? stem],
      });
  await pace.rest();
  // "depart" for a departure date: a verb that only a period can follow
  for (const [stem, fields] of verbsOf(catalogue))
    if (!entries.some(entry => entry.stems.length === 1 && entry.stems[0] === stem))
      for (const field of fields)
        entries.push({ candidate: { kind: 'field', field, weight: 0.66 }, stems: [stem], words: [] });
  const written = new Set(entries.map(entry => keyOf(entry.stems)));
  const ways = waysOf(catalogue);
  for (const entry of [...entries]) {
    entries.push(
      ...derived(entry, entities, written).filter(({ candidate, stems: [stem = '', ...more] }) => {
        const isNumber = candidate.kind === 'field' && candidate.field.kind === 'number';
        return !isNumber || more.length > 0 || !ways.has(stem);
      }),
    );
    await pace.rest();
  }
  const counted = [
    ...[...catalogue.metrics.values()].map(({ name, metric }) => ({
      candidate: { kind: 'metric' as const, metric: name, weight: 0.86 },
      noun: countedNoun(metric),
    })),
    ...[...catalogue.fields.values()]
      .filter(({ kind, isIdentifier }) => kind === 'number' && !isIdentifier)
      .map(field => ({ candidate: { kind: 'field' as const, field, weight: 0.8 }, noun: countedNoun(field.field) })),
  ];
  const known = new Set(entries.flatMap(entry => (entry.stems.length === 1 ? entry.stems : [])));
  for (const { candidate, noun } of counted) if (noun !== undefined && !known.has(stemOf(noun))) add(candidate, noun);
  return index([...entries, ...wholes], words, verbsOf(catalogue), entities);
}
