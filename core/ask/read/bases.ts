import { type Chunk, candidatesOf, isPhrase, namesThings } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { termsOf } from '../lexicon/terms.ts';
import { massNounAt, worthsOf } from './mass-nouns.ts';
import { lowerOf, passOver, type State } from './state.ts';

const basis = patterns.basisWords;
/** What is left out was not yet in it, and what was taken off is no more. */
const leads = ['at|by', 'incl|including|with', 'excl|excluding|without|before', 'after|net of|less'];

const article = /^(the|any|all|their|its)$/;

/**
 * "stock worth at cost", "gross sales before any discount": what the description of the number named says of it already
 * asks for nothing else. Any other field or word there is read as it stands.
 */
export function takeBasis(state: State): void {
  for (const [at, lead] of state.chunks.entries()) {
    const word = lowerOf(state, lead);
    if (!basis.test(word)) continue;
    const noun = article.test(lowerOf(state, state.chunks[at + 1])) ? at + 2 : at + 1;
    const chunk = state.chunks[noun];
    if (chunk?.kind !== 'terms' && chunk?.kind !== 'unknown') continue;
    if (candidatesOf(chunk, 'value').some(value => value.weight >= 0.9)) continue;
    if (word === 'by' && canBeGroups(chunk)) continue;
    // "billings with tax above 5 %": so much of it, and not with all of it
    if (word === 'with' && isPhrase(state.chunks[noun + 1], 'comparator', 'between')) continue;
    const nouns = [
      lowerOf(state, chunk),
      ...candidatesOf(chunk, 'field').flatMap(c => (c.weight >= 0.9 ? termsOf(c.field.field) : [])),
    ];
    if (saidBefore(state, at).some(text => nouns.some(each => says(text, word, each.toLowerCase()))))
      for (const read of state.chunks.slice(at, noun + 1)) passOver(state, read);
  }
}

/** "units in stock by supplier", of pieces available at suppliers: each of them is asked for. */
const canBeGroups = (chunk: Chunk): boolean =>
  namesThings(chunk) || candidatesOf(chunk, 'field').some(c => c.weight >= 0.9 && c.field.kind !== 'number');

/** Descriptions of the numbers that were named before an index. */
function saidBefore(state: State, end: number): string[] {
  return state.chunks.slice(0, end).flatMap((chunk, at) => {
    const named = candidatesOf(chunk, 'metric').filter(({ weight }, _, [best]) => weight === best?.weight);
    const metrics = named.flatMap(({ metric }) => state.catalogue.metrics.get(metric) ?? []);
    const worths = worthsOf(state, massNounAt(state, at)?.dataset ?? '');
    return [...metrics, ...worths].map(({ metric }) => metric.description?.toLowerCase() ?? '');
  });
}

/** "valued at their supply cost" says at cost, and "before any discount" says before discount. */
function says(description: string, lead: string, noun: string): boolean {
  const word = `(?:${leads.find(each => each.split('|').includes(lead)) ?? lead})`;
  const stem = noun.replace(/[^a-z ]/g, '.').replace(/s$/, '');
  // "divided by the days" says how it is made, and not by what it is valued
  return new RegExp(`(?<!divided |multiplied )\\b${word} (?:\\w+ ){0,2}${stem}s?\\b`).test(description);
}
