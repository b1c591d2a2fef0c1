import { candidatesOf } from '../chunks.ts';
import { lowerOf, nextContent, type State } from './state.ts';

/** "regions with their average cost", "brands and their revenue": one number for each of the things named first. */
export function groupThoseWithTheir(state: State): void {
  const { chunks, draft, tokens } = state;
  const their = chunks.findIndex(
    (chunk, at) =>
      /^(their|its)$/.test(lowerOf(state, chunk)) &&
      /^(with|and|plus|including|along with|together with)$/.test(lowerOf(state, chunks[at - 1])),
  );
  const asked = draft.dimensions.length + draft.having.length + (draft.subject ? 1 : 0) + (draft.rank ? 1 : 0);
  if (their < 0 || asked > 0 || draft.measures.length === 0 || draft.measures.some(({ at }) => at < their)) return;
  const [thing, ...others] = draft.mentions.filter(({ at }) => at < their);
  const [loose, ...more] = state.loose.filter(({ at }) => at < their);
  const plural = (at: number) => /[^su]s$/.test(tokens[(chunks[at]?.end ?? 0) - 1]?.lower ?? '');
  if (thing && others.length === 0 && !loose && plural(thing.at)) {
    draft.mentions = draft.mentions.filter(mention => mention !== thing);
    draft.dimensions.push({ kind: 'entity', dataset: thing.dataset, at: thing.at });
  } else if (loose && more.length === 0 && !thing && plural(loose.at)) {
    state.loose = state.loose.filter(choice => choice !== loose);
    draft.dimensions.push({ kind: 'field', choice: loose });
  }
}

/** "margin in the different regions", "stock of the various brands": one for each, as a number was named before. */
export function readEachOfSeveral(state: State): boolean {
  const { chunks, at, draft, pending } = state;
  const next = nextContent(state, at + 1);
  const plural = /[^su]s$/.test(state.tokens[(next?.chunk.end ?? 0) - 1]?.lower ?? '');
  const before = chunks.slice(0, at).findLast(c => !/^(the|our|all|all the)$/.test(lowerOf(state, c)));
  const named = [...candidatesOf(next?.chunk, 'dataset'), ...candidatesOf(next?.chunk, 'field')].some(
    c => c.weight >= 0.85,
  );
  if (pending.count || pending.group || draft.measures.length === 0 || next?.at !== at + 1 || !plural || !named)
    return false;
  if (!/^(in|of|for|from|by|across|at|between|among|over|per)$/.test(lowerOf(state, before))) return false;
  pending.group = { at, each: true, word: 'for each' };
  return true;
}
