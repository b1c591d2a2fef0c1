import type { FilterOptions } from '../draft.ts';
import { actorsOf } from '../english/actors.ts';
import { stemOf, stemsOf } from '../words.ts';
import { lowerOf, type State } from './state.ts';

/** "how many did Ann Reed sell", "sold by Ann Reed": of those who are called so, the ones who do what the verb says. */
export function narrowByDoer(state: State, options: FilterOptions): FilterOptions {
  const verb = verbBehind(state) ?? verbBefore(state);
  if (verb === undefined || options.length < 2) return options;
  // "performed by", of an attending and a performing doctor: the one that is called by the verb
  const stem = stemOf(verb);
  const called = options.filter(
    ({ field }) => /(ed|en|wn|ght|ld|nt|un|ne)$/.test(verb) && stemsOf(`${field.dataset} ${field.name}`).includes(stem),
  );
  if (called.length > 0) return called;
  const doers = new Set(actorsOf(verb).flatMap(noun => state.lexicon.entities.get(noun) ?? []));
  const own = options.filter(({ field }) => doers.has(field.dataset));
  return own.length > 0 ? own : options;
}

function verbBehind(state: State): string | undefined {
  const [did, verb] = [-1, 1].map(step => lowerOf(state, state.chunks[state.at + step]));
  return /^(did|do|does|has|have|had)$/.test(did ?? '') ? verb : undefined;
}

/** It may be the last word of a name: "units sold by". */
function verbBefore({ tokens, chunks, at }: State): string | undefined {
  const [verb, by] = tokens.slice(0, chunks[at]?.start ?? 0).slice(-2);
  return by?.lower === 'by' ? verb?.lower : undefined;
}
