import { type Chunk, candidatesOf, namesNumber } from '../chunks.ts';
import { stemsOf } from '../words.ts';
import { amountsOf, massNounAt } from './mass-nouns.ts';
import { lowerOf, type State } from './state.ts';

/** Numbers of things that lie somewhere, "pieces in stock": the place says which number is meant. */

/** "pieces sold next to pieces in stock": beside another number the place belongs to the word right before it. */
export function takeNumbersInPlaces(state: State): void {
  if (state.chunks.filter(chunk => candidatesOf(chunk, 'metric').length > 0).length < 2) return;
  for (let at = state.chunks.length - 1; at > 1; at--) {
    const [said, joint, place] = state.chunks.slice(at - 2, at + 1);
    const mass = massNounAt(state, at);
    if (!said || !place || !mass || !/^(in|on)$/.test(lowerOf(state, joint)) || namesNumber(said)) continue;
    if (candidatesOf(said, 'metric').length === 0) continue;
    const metric = amountCalled(state, mass.dataset, at - 2, at);
    if (metric === undefined) continue;
    const candidates = [{ kind: 'metric' as const, metric, weight: 1 }];
    const whole: Chunk = { kind: 'terms', start: said.start, end: place.end, candidates };
    state.chunks = [...state.chunks.slice(0, at - 2), whole, ...state.chunks.slice(at + 1)];
  }
}

/** "pieces in stock", where the pieces are those of orders: another number than the one that was read. */
export function isPlaceOfMeasured({ draft, catalogue, ...state }: State, dataset: string, isMass: boolean): boolean {
  const before = state.chunks[state.at - 1];
  const last = draft.measures.at(-1);
  const led = /^(filler|phrase)$/.test(before?.kind ?? '') && /(^| )(in|on)$/.test(lowerOf(state as State, before));
  if (!led || last?.kind !== 'metric' || draft.measures.length > 1) return false;
  const home = catalogue.metrics.get(last.metric)?.home ?? '';
  const between = state.chunks.slice(last.at + 1, state.at).some(chunk => chunk.kind === 'terms');
  const leadsThere = catalogue.reach(home, dataset).kind === 'up';
  return home !== dataset && (isMass || (!between && !leadsThere));
}

/** "fewer than 100 pieces in stock", where the pieces are those of orders. */
export function isPlaceOfCompared({ draft, catalogue, ...state }: State, dataset: string): boolean {
  const having = draft.having.at(-1);
  if (having?.measure.kind !== 'metric' || !/^(in|on)$/.test(lowerOf(state as State, state.chunks[state.at - 1])))
    return false;
  return having.measure.at === state.at - 2 && catalogue.metrics.get(having.measure.metric)?.home !== dataset;
}

/** "fewer than 100 pieces in stock": compares the amount of the place instead; false where the place has no such metric. */
export function comparesPlace(state: State, dataset: string): boolean {
  const having = state.draft.having.at(-1);
  const metric = having && amountCalled(state, dataset, having.measure.at);
  if (!having || metric === undefined) return false;
  const measure = { kind: 'metric' as const, metric, at: having.measure.at };
  state.draft.having = [...state.draft.having.slice(0, -1), { ...having, measure }];
  state.scope = dataset;
  return true;
}

/** "how many pieces are in stock": the number of the place whose description counts the same. */
export function measuresPlace(state: State, dataset: string): boolean {
  const { draft } = state;
  const last = draft.measures.at(-1);
  const metric = last && amountCalled(state, dataset, last.at);
  if (!last || metric === undefined) return false;
  draft.measures = [...draft.measures.slice(0, -1), { kind: 'metric', metric, at: last.at }];
  state.scope = dataset;
  return true;
}

/** The one amount of a mass noun's things whose texts have all words of a chunk. */
function amountCalled(state: State, dataset: string, at: number, noun = state.at): string | undefined {
  const said = state.chunks[at];
  if (!massNounAt(state, noun) || !said) return undefined;
  const words = state.tokens.slice(said.start, said.end).map(token => token.stem);
  const metrics = amountsOf(state, dataset).filter(name => {
    const { metric } = state.catalogue.metrics.get(name) ?? {};
    const stems = new Set(stemsOf([metric?.description ?? '', ...(metric?.aiContext.synonyms ?? [])].join(' ')));
    return words.every(word => stems.has(word));
  });
  return metrics.length === 1 ? metrics[0] : undefined;
}
