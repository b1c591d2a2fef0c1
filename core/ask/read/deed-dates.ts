import type { FieldInfo } from '../catalogue.ts';
import { patterns } from '../english/patterns.ts';
import { termsOf } from '../lexicon/terms.ts';
import { nextContent, pushVerb, type State } from './state.ts';

const deeds = patterns.deedsOfDates;

/**
 * "bookings made in May": a verb that adds nothing by itself is that of a date, where the model says so of one date of
 * these things: "day on which the booking was made".
 */
export function readDateOfDeed(state: State, word: string): boolean {
  const chunk = state.chunks[state.at];
  if (!chunk || !deeds.test(word) || nextContent(state, state.at + 1)?.chunk.kind !== 'time') return false;
  const [field, ...more] = datesOf(state, word);
  if (!field || more.length > 0) return false;
  pushVerb(state, chunk, [field]);
  return true;
}

/** Dates of the things named whose description, or what the instructions say of them, has the verb. */
function datesOf({ catalogue, scope }: State, word: string): FieldInfo[] {
  const said = new RegExp(`\\b${word}\\b`);
  const clauses = (catalogue.model.aiContext.instructions ?? '').toLowerCase().split(/[.;]\s|, the /);
  return [...catalogue.fields.values()].filter(({ kind, dataset, field }) => {
    if (kind !== 'time' || dataset !== scope) return false;
    const terms = termsOf(field).map(term => term.toLowerCase());
    const told = clauses.filter(clause =>
      terms.some(term => clause.replace(/^.*\bthe (?=\w+ date)/, '').startsWith(term)),
    );
    return said.test([field.description ?? '', ...field.aiContext.synonyms, ...told].join(' ').toLowerCase());
  });
}
