import type { FieldInfo } from '../catalogue.ts';
import type { Candidate } from '../chunks.ts';
import { stemOf, stemsOf } from '../words.ts';
import type { Terms } from './date-verbs.ts';
import type { State } from './state.ts';

/**
 * "deals won in May", where the one date tells when a deal was won or lost: which of both it was is a value of theirs,
 * that the date alone would not say. Undefined for a date of one deed, whatever came of it later.
 */
export function outcomeOf({ tokens, lexicon, values }: State, chunk: Terms): Terms | undefined {
  const verb = chunk.end - chunk.start === 1 ? tokens[chunk.start]?.stem : undefined;
  if (verb === undefined) return undefined;
  const candidates = (lexicon.verbs.get(verb) ?? []).flatMap(date =>
    [...values.fields.values()].flatMap(({ field, values: all }): Candidate[] => {
      const called = all.filter(value => stemOf(value.toLowerCase()) === verb);
      const others = all.filter(value => !called.includes(value));
      if (field.dataset !== date.dataset || called.length === 0 || !tellsOf(date, verb, others)) return [];
      return [{ kind: 'value', field, values: called, weight: 1, partial: false }];
    }),
  );
  return candidates.length > 0 ? { ...chunk, candidates } : undefined;
}

/**
 * The model says of the date that it is of one of these values as well, "won or lost": not that it is called by both,
 * which may be one deed, nor that there is none of it in another state, "empty while it is open".
 */
function tellsOf({ field }: FieldInfo, verb: string, values: readonly string[]): boolean {
  const choices = (field.description ?? '').toLowerCase().match(/\w+(?:, \w+)*,? or \w+/g) ?? [];
  const said = choices.map(stemsOf).filter(stems => stems.includes(verb));
  return values.some(value => said.flat().includes(stemOf(value.toLowerCase())));
}
