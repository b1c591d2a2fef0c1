import type { FieldInfo } from '../catalogue.ts';
import { candidatesOf, namesThings } from '../chunks.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import { nameWords, stemOf } from '../words.ts';
import { filterByPresence } from './field-filters.ts';
import { lowerOf, pass, type State } from './state.ts';

const denial = patterns.denials;
const clause = new RegExp(lists.emptyWhen, 'gi');
const deniedIn = new RegExp(lists.deniedIn, 'i');
const small = new RegExp(`^(${lists.besideDenials})$`);
const goesOn = /^(and|or|but|who|that|which)$/;
const ofFields = new Set(lists.saidOfFields.split(' ').map(stemOf));

/**
 * "users who never logged in", of a date that the model describes as empty when the user never logged in: where it is
 * missing. In the author's words, and only where no value says so; what is not known or not given is a field, and no deed.
 */
export function takeDescribedAsEmpty(state: State): void {
  const { chunks } = state;
  for (const [at, chunk] of chunks.entries()) {
    if (chunk.kind !== 'phrase' || !denial.test(lowerOf(state, chunk))) continue;
    const stop = chunks.findIndex(
      (c, i) => i > at && (/^(mark|time|phrase)$/.test(c.kind) || goesOn.test(lowerOf(state, c))),
    );
    const end = stop < 0 ? chunks.length : stop;
    const said = chunks.slice(at + 1, end);
    if (
      said.length === 0 ||
      said.some(c => namesThings(c) || candidatesOf(c, 'value').some(({ weight }) => weight >= 0.9))
    )
      continue;
    const words = contentOf(said.map(c => lowerOf(state, c)).join(' '));
    if (words.every(word => ofFields.has(word))) continue;
    const fields = [...state.catalogue.fields.values()].filter(field => isEmptyWhen(field, words));
    const dates = fields.filter(({ kind }) => kind === 'time');
    const [field, ...more] = dates.length > 0 ? dates : fields;
    if (!field || more.length > 0) continue;
    const choice = { options: [{ field, weight: 1 }], scope: field.dataset, text: field.label, at };
    filterByPresence(state, choice, 'isMissing', field.dataset, at);
    pass(state, at, end);
    return;
  }
}

/** The author's clause denies just what the question does. */
function isEmptyWhen({ field }: FieldInfo, words: readonly string[]): boolean {
  return [...(field.description ?? '').matchAll(clause)].some(([, said = '']) => {
    const own = contentOf(nameWords(deniedIn.exec(said)?.[1] ?? '').join(' '));
    return own.length > 0 && own.join(' ') === words.join(' ');
  });
}

const contentOf = (text: string): string[] =>
  text.split(' ').flatMap(word => (word === '' || small.test(word) ? [] : [stemOf(word)]));
