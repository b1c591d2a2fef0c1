import { isFiller } from '../english/fillers.ts';
import { patterns } from '../english/patterns.ts';
import { stemOf } from '../words.ts';
import type { Entry } from './entry.ts';

/** How a word of a question stands to the author's: the same but for its number, a verb form of it, or another word. */
export type Form = 'same' | 'participle' | 'gerund' | 'other';

/** Endings that make another word of a stem: profitability is not profit. */
const otherWord = patterns.makeOtherWord;

/** "number of lines" counts; it is no line number. */
export const countsPlural = (written: readonly string[]): boolean =>
  /^(number|count|nr|num|no)$/.test(written[0] ?? '') && written[1] === 'of';

/** "number of order" of "number of order lines", where the author wrote orders. */
export const isSingular = (entry: Entry, written: readonly string[]): boolean => {
  const [said, own] = [written.at(-1) ?? '', entry.words.at(-1) ?? ''];
  return countsPlural(written) && own === `${said}s`;
};

/** What parts contain is no container, and who sells no seller. */
const isDoerOf = (noun: string, verb: string): boolean =>
  isFiller(verb) && /[eo]rs?$/.test(noun) && noun.replace(/[eo]rs?$/, '') === verb.replace(/s$/, '').replace(/e$/, '');

const nounEndings = ['ation', 'ancy', 'ency', 'ment', 'ity', 'ure', 'age', 'or', 'er', 'ee', 'ian', 'ist'];

/** occupation is no occupancy, an operator no operation: nouns of one stem that end otherwise are other words. */
function areOtherNouns(one: string, other: string): boolean {
  const [a, b] = [one, other].map(word => {
    const singular = word.replace(/ies$/, 'y').replace(/s$/, '');
    return nounEndings.find(ending => singular.endsWith(ending) && singular.length > ending.length + 2);
  });
  return a !== undefined && b !== undefined && a !== b;
}

/** How the words of a question stand to those of a name: the same, another form, or another word of the same stem. */
export function formOf(entry: Entry, written: readonly string[]): Form {
  if (entry.words.length === 0) return 'same';
  let form: Form = 'same';
  for (const word of written) {
    const own = entry.words.filter(other => stemOf(other) === stemOf(word));
    if (own.length === 0 || own.includes(word)) continue;
    if (own.every(other => isDoerOf(other, word))) return 'other';
    if (own.every(other => areOtherNouns(other, word))) return 'other';
    // what was opened is not open for all that; of a date both say the same
    if (word === 'opened' && entry.candidate.kind !== 'field' && own.every(other => other === 'open')) return 'other';
    // what is asked for a rate is no rating
    if (/^rates?$/.test(word) && own.every(other => /^ratings?$/.test(other))) return 'other';
    if (!own.some(other => otherWord.test(other) === otherWord.test(word))) return 'other';
    if (/(ed|en)$/.test(word) && !own.some(other => /(ed|en)$/.test(other))) form = 'participle';
    else if (/ings?$/.test(word) && form === 'same' && !own.some(other => /ings?$/.test(other))) form = 'gerund';
  }
  return form;
}

/** "premium did we bill" is premium billed, where a premium bill is something else. */
export const isDone = (entry: Entry, written: readonly string[]): boolean => {
  const said = stemOf(written.at(-1) ?? '');
  return entry.words.some(own => /(ed|en|wn|ght|ld|nt|id|de)$/.test(own) && stemOf(own) === said);
};

/** The preposition that a name other than a date's ends in, where the words stop before it. */
export function cutOf({ candidate, words }: Entry, written: readonly string[]): { cut: string } | undefined {
  const last = words.at(-1) ?? '';
  const dated = candidate.kind === 'field' && candidate.field.kind === 'time';
  if (dated || words.length < 2 || !/^(to|at|for|in|on)$/.test(last) || written.includes(last)) return undefined;
  return { cut: last };
}
