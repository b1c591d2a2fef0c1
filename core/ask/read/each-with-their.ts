import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import { countsRows } from '../counted-rows.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { isPlural, lowerOf, nextContent, problem, type State, wordsIn } from './state.ts';

/** "regions with their average cost", "brands and their revenue": one number for each of the things named first. */
export function groupThoseWithTheir(state: State): void {
  const { chunks, draft } = state;
  const their = chunks.findIndex(
    (chunk, at) =>
      /^(their|its)$/.test(lowerOf(state, chunk)) &&
      /^(with|and|plus|including|along with|together with)$/.test(lowerOf(state, chunks[at - 1])),
  );
  const asked = draft.dimensions.length + draft.having.length + (draft.subject ? 1 : 0) + (draft.rank ? 1 : 0);
  if (their < 0 || asked > 0 || draft.measures.length === 0 || draft.measures.some(({ at }) => at < their)) return;
  groupNamed(state, their);
}

/** "top 5 customers by revenue and their orders": neither how many nor which number of theirs. */
export function refuseTheirThings(state: State): void {
  const { chunks, draft } = state;
  if (draft.measures.length > 0 && !draft.rank && !draft.subject) return;
  for (const { at } of draft.mentions) {
    const chunk = chunks[at];
    const [joint, their] = wordsIn(state, at - 2, at);
    if (chunk && /^(their|its)$/.test(their ?? '') && joins.test(joint ?? ''))
      problem(state, chunk, reasons.sayHowMany);
  }
}

/** Groups by the one plural noun that was named before an index. */
export function groupNamed(state: State, before: number): boolean {
  const { draft, chunks } = state;
  const [thing, ...others] = draft.mentions.filter(({ at }) => at < before);
  const [loose, ...more] = state.loose.filter(({ at }) => at < before);
  const named = thing ?? loose;
  if (!named || others.length + more.length > 0 || (thing && loose) || !isPlural(state, chunks[named.at])) return false;
  draft.mentions = draft.mentions.filter(mention => mention !== thing);
  state.loose = state.loose.filter(choice => choice !== loose);
  if (thing) draft.dimensions.push({ kind: 'entity', dataset: thing.dataset, at: thing.at });
  else if (loose) draft.dimensions.push({ kind: 'field', choice: loose });
  return true;
}

/**
 * "the parts and quantities on order 7", "parts with their quantity": each of them with its own. "parts and quantity"
 * may be two numbers as well; what was named first never vanishes.
 */
export function groupThoseBeside(state: State): void {
  const { chunks, draft } = state;
  const [thing] = draft.mentions;
  const [measure] = draft.measures;
  if (!thing || !measure || draft.subject || draft.rank || draft.dimensions.length + draft.having.length > 0) return;
  const keeps = (at: number) => draft.filters.some(filter => filter.at === at) || chunks[at]?.kind === 'filler';
  // "parts with number of orders"
  const saysNumber = state.tokens[chunks[measure.at]?.start ?? -1]?.lower === 'number';
  if (measure.at < thing.at || (countsRows(state, measure) && !saysNumber)) return;
  if (chunks.slice(0, thing.at).some((_, at) => !keeps(at))) return;
  const number = chunks.findLastIndex((chunk, at) => at < measure.at && !saysWhichNumber(chunk));
  const kept = chunks.findLastIndex((chunk, at) => at <= number && chunk.kind !== 'filler' && keeps(at));
  const joint = wordsIn(state, Math.max(thing.at, kept) + 1, number + 1);
  if (!joint.some(word => joins.test(word)) || !joint.every(word => joins.test(word) || word === 'the')) return;
  const noun = chunks[thing.at];
  if (noun && !(isPlural(state, chunks[measure.at]) && groupNamed(state, thing.at + 1)))
    problem(state, noun, reasons.numberEachAll);
}

/** "the latest", "the minimum" of what is named next. */
const saysWhichNumber = (chunk: Chunk): boolean => isPhrase(chunk, 'superlative', 'aggregate', 'count');

const joins = patterns.joinThings;

/** "customers and amounts in 1996": of several numbers of theirs none is called so. */
export function isNumberOfThings(state: State, word: string): boolean {
  const { chunks, at, draft } = state;
  if (!/^(amounts?|sums?|totals?|figures|numbers|values)$/.test(word) || draft.measures.length > 0) return false;
  const before = chunks.slice(0, at).findLastIndex(c => !/^(the|their|its)$/.test(lowerOf(state, c)));
  return joins.test(lowerOf(state, chunks[before])) && chunks[before - 1]?.kind === 'terms';
}

/** "margin in the different regions", "stock of the various brands": one for each, as a number was named before. */
export function readEachOfSeveral(state: State): boolean {
  const { chunks, at, draft, pending } = state;
  const next = nextContent(state, at + 1);
  const plural = isPlural(state, next?.chunk);
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
