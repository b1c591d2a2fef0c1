import type { FieldInfo } from '../catalogue.ts';
import type { Candidate } from '../chunks.ts';
import { isFiller } from '../english/fillers.ts';
import { stemsOf } from '../words.ts';
import { type Entry, keyOf } from './entry.ts';
import { countsPlural, cutOf, type Form, formOf, isDone, isSingular } from './word-forms.ts';

/**
 * The words of a model: every way in which a metric, field or dataset may be named, as stems. Names, labels
 * and synonyms count in full; forms derived from them (without a generic word such as "amount", without the
 * entity they belong to) count less, so that what the author wrote always wins.
 */
export interface Lexicon {
  /** Meanings of a run of stems in any order; another order than the author's counts less, least when no "of" joins them. */
  lookup(stems: readonly string[], joined: boolean, written?: readonly string[]): readonly (Candidate & Term)[];
  /** Longest term, in stems. */
  readonly longest: number;
  /** Every stem that occurs. */
  readonly stems: ReadonlySet<string>;
  /** What fields of several words are in the end, as stems: the price of list_price. */
  readonly heads: ReadonlySet<string>;
  /** Words as the author wrote them, for spelling and for telling a noun from a verb of the same stem. */
  readonly words: ReadonlySet<string>;
  /** Time fields by the verb of their name: ship for ship_date. */
  readonly verbs: ReadonlyMap<string, readonly FieldInfo[]>;
  /** Nouns that name an entity (dataset terms of one word), with their datasets. */
  readonly entities: ReadonlyMap<string, readonly string[]>;
}

/** How words stand to the name that they were found by. */
export interface Term {
  readonly ordered: boolean;
  readonly whole: boolean;
  readonly form: Form;
  /** The preposition that the author's name ends in and the words lack: "paid" of "paid to". */
  readonly cut?: string;
  /** The last word is what the name says was done: "bill" of "premium billed". */
  readonly done?: boolean;
}

/** Makes the entries of a model findable by stems. */
export function index(
  entries: readonly Entry[],
  words: ReadonlySet<string>,
  verbs: Lexicon['verbs'],
  entities: Lexicon['entities'],
): Lexicon {
  const byKey = new Map<string, Entry[]>();
  for (const entry of entries) byKey.set(keyOf(entry.stems), [...(byKey.get(keyOf(entry.stems)) ?? []), entry]);
  const stems = new Set(entries.flatMap(entry => entry.stems));
  return {
    longest: Math.max(1, ...entries.map(entry => entry.stems.length)),
    stems,
    heads: new Set(entries.flatMap(({ candidate }) => (candidate.kind === 'field' ? headOf(candidate.field) : []))),
    words,
    verbs,
    entities,
    lookup(run, joined, written = []) {
      const best = new Map<string, Candidate & Term>();
      for (const entry of byKey.get(keyOf(run)) ?? []) {
        const ordered = entry.stems.every((stem, i) => stem === run[i]);
        const form = formOf(entry, written);
        if (form === 'other') continue;
        // contain is no container, and who made something no maker
        const [word = ''] = written;
        if (written.length === 1 && isFiller(word) && entry.words.length > 0 && !entry.words.includes(word)) continue;
        if (countsPlural(written) && !ordered && entry.candidate.kind === 'field') continue;
        const weight =
          entry.candidate.weight * (ordered ? 1 : joined ? 0.93 : 0.88) * (isSingular(entry, written) ? 0.88 : 1);
        const id = idOf(entry.candidate);
        const known = best.get(id);
        if (!known || known.weight < weight || (known.weight === weight && form === 'same'))
          best.set(id, {
            ...entry.candidate,
            weight,
            ordered,
            form,
            whole: entry.whole === true,
            ...(isDone(entry, written) ? { done: true } : {}),
            ...cutOf(entry, written),
          });
      }
      return [...best.values()].sort((a, b) => b.weight - a.weight);
    },
  };
}

function headOf({ name }: FieldInfo): string[] {
  const [first, ...more] = stemsOf(name);
  return first === undefined ? [] : more.slice(-1);
}

/** Tells candidates of the same meaning from others. */
export function idOf(candidate: Candidate): string {
  switch (candidate.kind) {
    case 'metric':
      return `metric ${candidate.metric}`;
    case 'field':
      return `field ${candidate.field.id}`;
    case 'dataset':
      return `dataset ${candidate.dataset}`;
    case 'value':
      return `value ${candidate.field.id} ${candidate.values.join('|')}`;
  }
}
