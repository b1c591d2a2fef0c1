import { stemOf } from '../words.ts';
import lists from './lists.data.json' with { type: 'json' };

/** Who does what a verb says, in the words that a model may call them by, the likeliest first. */
const nounsByVerb: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(lists.actors).flatMap(([verbs, nouns]) =>
    verbs.split(' ').map((verb): [string, string[]] => [verb, nouns.split(' ').map(stemOf)]),
  ),
);

/** Stems of the nouns for those who do it; none for other words. */
export const actorsOf = (verb: string): readonly string[] => nounsByVerb.get(verb) ?? [];

/** Stems of all nouns for those who do something. */
export const actors: ReadonlySet<string> = new Set([...nounsByVerb.values()].flat());
