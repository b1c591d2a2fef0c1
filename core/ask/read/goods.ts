import { type Chunk, candidatesOf } from '../chunks.ts';
import { stemsOf } from '../words.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "revenue on goods from Peruvian vendors", "profit, only merchandise of Acme": where the model has one kind of products,
 * they are meant. Counted, ranked or listed it may be how much of them, and so they are not.
 */
export function takeGoods(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex(c => c.kind === 'unknown' && /^(goods|merchandise|wares)$/.test(lowerOf(state, c)));
  const goods = chunks[at];
  const led = chunks.slice(0, at).findLast(c => !/^(the|our|all|any|of|those|these)$/.test(lowerOf(state, c)));
  // behind them is said which ones: from whom, or what was done
  const said = chunks.slice(at + 1).some(c => candidatesOf(c, 'value').length > 0);
  const measured = chunks.slice(0, at).some(c => candidatesOf(c, 'metric').some(m => m.weight >= 0.85));
  const [dataset, ...more] = productsOf(state);
  if (!goods || dataset === undefined || more.length > 0 || !said || !measured || isAsked(led)) return;
  const candidates = [{ kind: 'dataset' as const, dataset, weight: 0.97 }];
  state.chunks = chunks.map((c, i) => (i === at ? { kind: 'terms', start: c.start, end: c.end, candidates } : c));
}

/** How many, which, the most or each of them is asked for. */
const isAsked = (chunk: Chunk | undefined): boolean =>
  chunk?.kind === 'phrase' && !/^(only|polite|negation)$/.test(chunk.phrase.kind);

/** What is sold, by the names that it commonly has. */
export const productsOf = ({ catalogue }: Pick<State, 'catalogue'>): string[] =>
  [...catalogue.datasets.values()]
    .filter(({ name, aiContext }) =>
      [name, ...aiContext.synonyms].some(term => /^(part|product|item|articl|good)$/.test(stemsOf(term).join(' '))),
    )
    .map(({ name }) => name);
