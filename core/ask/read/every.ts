import { candidatesOf } from '../chunks.ts';
import { lowerOf, problem, type State, textOf, wordsIn } from './state.ts';

/**
 * "orders where all lines were returned", "customers all of whose orders are open": what is said behind holds for every
 * one of the things, so that none may be otherwise.
 */
export function takeEvery(state: State): void {
  const { chunks, catalogue } = state;
  for (let at = 1; at < chunks.length; at++) {
    const chunk = chunks[at];
    const [dataset] = datasetsOf(state, at);
    if (!chunk || dataset === undefined) continue;
    const start = quantifierBefore(state, at) ?? quantifierBehind(state, at);
    if (start === undefined || start < 1) continue;
    const owner = chunks
      .slice(0, start)
      .flatMap((_, i) => datasetsOf(state, i))
      .find(name => catalogue.reach(name, dataset).kind === 'down');
    if (owner === undefined) continue;
    const words = wordsIn(state, start, at);
    const said = chunks.slice(at + 1).some(c => c.kind === 'terms' || c.kind === 'number' || c.kind === 'phrase');
    if (!said) {
      if (words.some(word => /^(their|its|whose)$/.test(word)))
        problem(state, chunk, 'Say what should hold for every one of them.');
      continue;
    }
    state.draft.every = { dataset, at, text: textOf(state, chunk) };
    // the nouns and words that lead to it have been read
    state.chunks = chunks.map((c, i) => (i >= start && i <= at ? { kind: 'filler', start: c.start, end: c.end } : c));
    return;
  }
}

const datasetsOf = ({ chunks, catalogue }: State, at: number): string[] => [
  ...candidatesOf(chunks[at], 'dataset')
    .filter(c => c.weight > 0.9)
    .map(c => c.dataset),
  ...candidatesOf(chunks[at], 'metric').flatMap(c =>
    c.weight > 0.9 ? (catalogue.metrics.get(c.metric)?.counts ?? []) : [],
  ),
];

/** Where "all of their", "whose every", "where all the" begins; undefined where the noun is not led by it. */
function quantifierBefore(state: State, at: number): number | undefined {
  const { chunks } = state;
  let start = at;
  while (start > 0 && /^(of|the|their|its|whose|which|all|every|each|single)$/.test(lowerOf(state, chunks[start - 1])))
    start--;
  const words = wordsIn(state, start, at);
  const before = lowerOf(state, chunks[start - 1]);
  const single = words.some(word => /^(every|each)$/.test(word));
  const all = words.includes('all') || (single && (words.includes('whose') || before === 'where'));
  const whose = words.some(word => /^(their|its|whose|which)$/.test(word));
  const where = /^(where|have|has|had|having|with|got)$/.test(before);
  return all && (whose || where) ? start : undefined;
}

/** "accounts whose tickets were all solved": the quantifier stands behind the verb. */
function quantifierBehind(state: State, at: number): number | undefined {
  const { chunks } = state;
  const whose = /^(whose|their|its)$/.test(lowerOf(state, chunks[at - 1]));
  const rest = chunks.slice(at + 1);
  const end = rest.findIndex(chunk => !/^(is|are|was|were|has|have|had|been|got|all)$/.test(lowerOf(state, chunk)));
  const said = rest.slice(0, Math.max(end, 0)).some(chunk => lowerOf(state, chunk) === 'all');
  return whose && said ? at - 1 : undefined;
}
