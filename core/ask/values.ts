import { lru } from 'tiny-lru';
import { parsePlan } from '../plan/parse.ts';
import type { Plan } from '../plan/schema.ts';
import type { Cell } from '../ports/query-engine.ts';
import type { FieldInfo } from './catalogue.ts';
import lists from './english/lists.data.json' with { type: 'json' };
import { patterns } from './english/patterns.ts';
import { acronymOf, countryNames, stateNames } from './english/places.ts';
import { type Flag, flagOf } from './flags.ts';
import { glossaryOf } from './glossary.ts';
import { createLargeField, highestValue, type ValueRange } from './large-field.ts';
import { createPace } from './pace.ts';
import { fold, plainWords } from './words.ts';

const wordsOfNoValue = patterns.wordsOfNoValue;

/** Runs a plan under the persona's policy and gives its rows. */
export type RunPlan = (plan: Plan, maxRows: number) => Promise<readonly (readonly Cell[])[]>;

/** Values of a field that some words may mean. */
export interface ValueMatch {
  readonly field: FieldInfo;
  readonly values: readonly string[];
  readonly weight: number;
  readonly partial: boolean;
}

/** What is known of the values of one text field. */
export interface FieldValues {
  readonly field: FieldInfo;
  /** All of them unless `truncated`. */
  readonly values: readonly string[];
  readonly truncated: boolean;
  /** Of all its values; known of a truncated field alone. */
  readonly range?: ValueRange | undefined;
}

/** Finds stored values by the words of a question. */
export interface ValueIndex {
  lookup(words: readonly string[]): readonly ValueMatch[];
  readonly longest: number;
  readonly fields: ReadonlyMap<string, FieldValues>;
  /** Text fields that are yes or no of each thing. */
  readonly flags: ReadonlyMap<string, Flag>;
  /** Words that occur in values of few words, for spelling. */
  readonly words: ReadonlySet<string>;
  /** Looks phrases up in the fields that were too large to hold. */
  find(phrases: readonly string[], run: RunPlan): Promise<void>;
}

/** Values held per field; a field with more is looked up when asked for. */
export const HELD = 10_000;
/** Words of a value that anybody would name. */
const LONGEST_NAME = 10;
/** A field with at most so many values is a category: parts of its values may stand for them. */
const CATEGORY = 500;

/** Reads the values of a text field, at most `HELD`; above that they are looked up when asked for. */
export async function loadFieldValues(field: FieldInfo, run: RunPlan): Promise<FieldValues> {
  const plan = parsePlan({
    dimensions: [{ field: field.id, name: 'value' }],
    limit: HELD + 1,
    orderBy: [{ column: 'value', direction: 'ASC' }],
  });
  const rows = await run(plan, HELD + 1);
  const values = usableValues(rows.map(row => row[0] ?? null));
  if (rows.length <= HELD) return { field, values, truncated: false };
  const lowest = rows.map(row => row[0]).find(v => typeof v === 'string');
  const highest = await highestValue(field, run);
  const range = lowest === undefined || highest === undefined ? undefined : { lowest, highest };
  return { field, values: values.slice(0, HELD), truncated: true, range };
}

/** Texts that a question may contain. */
export const usableValues = (cells: readonly Cell[]): string[] =>
  cells.filter(cell => typeof cell === 'string').filter(text => text.trim() !== '' && text.length <= 200);

const legalForms = new Set(lists.legalForms.split(' '));

interface Entry extends ValueMatch {}

const irregular: Readonly<Record<string, string>> = lists.irregular;

/** A value is matched in its own form or its plural, never by its stem: a unit is not United. */
const singular = (word: string): string =>
  /^(children|(wo)?men|people|mice)$/.test(word)
    ? (irregular[word] ?? word)
    : word.length > 3 && /[^su]s$/.test(word) && word !== 'news'
      ? word
          .replace(/ies$/, 'y')
          .replace(/(ch|sh|x)es$/, '$1')
          .replace(/s$/, '')
      : word;

/** Words of texts met before: a question is looked at in many stretches. */
const known = lru<string[]>(20_000);

/** Lower-case words of a value, numbers without leading zeros: `Brand#023` is brand, 23. */
export function valueWords(text: string): string[] {
  const before = known.get(text);
  if (before) return before;
  const words = plainWords(text)
    .flatMap(word => word.match(/\d+|\D+/g) ?? [])
    .map(word => (/^\d+$/.test(word) ? String(Number(word)) : word));
  if (text.length <= 60) known.set(text, words);
  return words;
}

/** Makes values findable by their words. */
export async function createValueIndex(all: readonly FieldValues[]): Promise<ValueIndex> {
  const exact = new Map<string, Entry[]>();
  const parts = new Map<string, Map<string, { field: FieldInfo; values: Set<string> }>>();
  const words = new Set<string>();
  let longest = 1;
  const add = (key: string, entry: Entry) => {
    const entries = exact.get(key) ?? [];
    if (
      !entries.some(e => e.field.id === entry.field.id && e.weight >= entry.weight && e.values[0] === entry.values[0])
    )
      exact.set(key, [...entries, entry]);
  };
  const addValue = (field: FieldInfo, value: string, category: boolean) => {
    const list = valueWords(value);
    // A code such as a digest is one word that falls into many; a sentence is named by nobody.
    const isLong = list.length > LONGEST_NAME;
    if (list.length === 0 || (isLong && /\s/.test(value))) return;
    longest = Math.max(longest, Math.min(list.length, LONGEST_NAME));
    const apart = /\p{L}['’]\p{L}/u.test(value) ? valueWords(value.replace(/['’]/g, ' ')) : undefined;
    // "fish and chips" is Fish & Chips, and the other way round
    const joined = valueWords(/\s&\s/.test(value) ? value.replaceAll('&', 'and') : value.replace(/\sand\s/gi, ' & '));
    for (const form of [...formsOf(value, list, category), ...(apart ? formsOf(value, apart, category) : [])])
      add(form.key, { field, values: [value], weight: form.weight, partial: form.weight < 0.9 });
    add(joined.join(' '), { field, values: [value], weight: 1, partial: false });
    if (list.length <= 4) for (const word of list) if (word.length >= 4) words.add(word);
    if (category && !isLong)
      for (const part of [...partsOf(list), ...(apart ? partsOf(apart) : [])]) {
        const fields = parts.get(part) ?? new Map();
        parts.set(part, fields);
        const known = fields.get(field.id) ?? { field, values: new Set<string>() };
        known.values.add(value);
        fields.set(field.id, known);
      }
  };
  /** What the model says that a code stands for is as good as the code. */
  const addMeanings = (field: FieldInfo, values: readonly string[]) => {
    for (const [value, phrases] of glossaryOf(field, values))
      for (const phrase of phrases) {
        const list = valueWords(phrase);
        longest = Math.max(longest, list.length);
        const entry = { field, values: [value], weight: 1, partial: false };
        add(list.join(' '), entry);
        add(`~${list.map(singular).join(' ')}`, entry);
        for (const word of list) if (word.length >= 4) words.add(word);
      }
  };
  const pace = createPace();
  for (const { field, values, truncated } of all) {
    if (!truncated) addMeanings(field, values);
    for (const [code, name] of truncated ? [] : stateNames(field.name, values)) {
      add(valueWords(name).join(' '), { field, values: [code], weight: 0.92, partial: false });
      longest = Math.max(longest, valueWords(name).length);
    }
    await pace.rest();
  }
  for (const { field, values, truncated } of all)
    for (const value of values) {
      addValue(field, value, !truncated && values.length <= CATEGORY);
      await pace.rest();
    }
  const sizes = new Map(all.flatMap(f => (f.truncated ? [] : [[f.field.id, f.values.length]])));
  const large = all
    .filter(f => f.truncated)
    .map(({ field, range }) => ({ field, search: createLargeField(field, range) }));
  /** "customers in pharma", where Pharmaceuticals is a kind: not those whose names happen to have the word. */
  const beginning = ([word = '', ...more]: readonly string[]): Entry | undefined => {
    const begun = all.flatMap(({ field, values }) =>
      values.length > 30 || word.length < 4 || more.length > 0
        ? []
        : values
            .filter(value => !/\s/.test(value) && valueWords(value)[0]?.startsWith(word))
            .map(value => ({ field, value })),
    );
    const [one] = begun;
    return one && begun.length === 1
      ? { field: one.field, values: [one.value], weight: 0.85, partial: true }
      : undefined;
  };
  return {
    longest,
    words,
    fields: new Map(all.map(f => [f.field.id, f])),
    flags: new Map(
      all.flatMap(({ field, values, truncated }) => {
        const flag = truncated ? undefined : flagOf(values);
        return flag ? [[field.id, flag]] : [];
      }),
    ),
    lookup(run) {
      const isOfMany = (field: FieldInfo) => (sizes.get(field.id) ?? Number.POSITIVE_INFINITY) > 40;
      const raw = run.join(' ');
      const stemmed = `~${run.map(singular).join(' ')}`;
      if (!exact.has(raw) && !exact.has(stemmed) && !parts.has(raw) && !parts.has(stemmed)) return [];
      const found = [
        ...(exact.get(raw) ?? []),
        ...(exact.get(stemmed) ?? []).map(e => ({ ...e, weight: e.weight * 0.96 })),
      ];
      const wholes = new Set(found.map(e => e.field.id));
      // "our resorts" are several, and not the one house whose name has a Resort in it
      const several = !parts.has(raw) && raw !== stemmed.slice(1);
      // "which depot is home to it": a plural in a few of many names, "Garden Homes", is none of a word in the singular
      const turned = !parts.has(raw) && !several;
      for (const part of parts.get(raw)?.values() ?? parts.get(stemmed)?.values() ?? [])
        if (!wholes.has(part.field.id) && !(several && part.values.size === 1) && !(turned && isOfMany(part.field)))
          found.push({
            field: part.field,
            values: [...part.values],
            weight: part.values.size === 1 ? 0.8 : 0.72,
            partial: true,
          });
      const kind = found.every(e => e.partial && e.values.length > 1) ? beginning(run) : undefined;
      if (kind) return [kind];
      return bestByField(written(found, raw), field => sizes.get(field.id) ?? Number.POSITIVE_INFINITY);
    },
    async find(phrases, run) {
      const found = await Promise.all(large.map(({ search }) => search.find(phrases, run)));
      for (const [index, { field }] of large.entries())
        for (const value of found[index] ?? []) addValue(field, value, false);
    },
  };
}

/**
 * What is written just so is meant before what is only called so too: America is no United States where it is a value.
 * The adjective of a nation says both, a language and where somebody is from.
 */
function written(found: readonly Entry[], raw: string): readonly Entry[] {
  if (/(an|ish|ese|ch|ss|qi|eli|ti|di)s?$/.test(raw)) return found;
  const same = found.filter(e => !e.partial && e.values.some(value => valueWords(value).join(' ') === raw));
  return same.length > 0
    ? found.filter(e => e.partial || same.includes(e) || e.weight > 0.92 || e.weight < 0.9)
    : found;
}

function bestByField(found: readonly Entry[], sizeOf: (field: FieldInfo) => number): readonly ValueMatch[] {
  const best = new Map<string, Entry>();
  for (const entry of found) {
    const known = best.get(entry.field.id);
    if (!known || known.weight < entry.weight) best.set(entry.field.id, entry);
    else if (known.weight === entry.weight && known.values[0] !== entry.values[0])
      best.set(entry.field.id, { ...known, values: [...new Set([...known.values, ...entry.values])] });
  }
  // "gold customers" are rather of that tier than called so: of two the one with fewer values is the kind
  return [...best.values()].sort((a, b) => b.weight - a.weight || sizeOf(a.field) - sizeOf(b.field));
}

/**
 * The whole value in its forms: as written, stemmed, without a legal form or a leading number, and as an acronym where
 * there are few of its kind: among a thousand companies, some have the initials of anything.
 */
function formsOf(value: string, list: readonly string[], category: boolean): { key: string; weight: number }[] {
  const forms = [
    { key: list.join(' '), weight: 1 },
    { key: `~${list.map(singular).join(' ')}`, weight: 1 },
  ];
  const core = list.filter(word => !legalForms.has(word));
  if (core.length > 0 && core.length < list.length) forms.push({ key: core.join(' '), weight: 0.93 });
  const unnumbered = list[0] !== undefined && /^\d+$/.test(list[0]) ? list.slice(1) : list;
  if (unnumbered.length > 0 && unnumbered.length < list.length)
    forms.push(
      { key: unnumbered.join(' '), weight: 0.95 },
      { key: `~${unnumbered.map(singular).join(' ')}`, weight: 0.95 },
    );
  // "P1", where the value is P1 Critical; Q1 and H1 are rather times
  const [code = '', ...name] = plainWords(value);
  if (category && name.length > 0 && /^(?![qh][1-4]$|fy)[a-z]{1,2}\d{1,2}$/.test(code))
    forms.push({ key: valueWords(code).join(' '), weight: 0.95 });
  const acronym = acronymOf(core);
  if (acronym && category) forms.push({ key: acronym, weight: 0.88 });
  for (const name of countryNames(fold(value))) forms.push({ key: name, weight: 0.92 });
  return forms;
}

/** Single words (and pairs) of a longer value. */
function partsOf(list: readonly string[]): string[] {
  if (list.length < 2) return [];
  const useful = (word: string) => word.length >= 3 && !/^\d+$/.test(word) && !wordsOfNoValue.test(word);
  const singles = list.filter((word, i) => useful(word) && list[i - 1] !== 'non');
  const pairs =
    list.length > 2
      ? list.slice(1).flatMap((word, i) => (useful(list[i] ?? '') && useful(word) ? [`${list[i]} ${word}`] : []))
      : [];
  return [...new Set([...singles, ...singles.map(word => `~${singular(word)}`), ...pairs])];
}
