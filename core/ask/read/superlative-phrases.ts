import type { Chunk } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, nextContent, onlySeparators, passOver, previousContent, type State } from './state.ts';

const leadsToSuperlative = patterns.leadsToSuperlative;

/** A chunk of English grammar. */
export type PhraseChunk = Extract<Chunk, { kind: 'phrase' }>;

const quantityWords = /^(the )?(most|least|fewest)$/;

/** Reads highest, best, top 5 and the like: what they rank may stand before or behind. */
export function readSuperlative(state: State, chunk: PhraseChunk): void {
  const { phrase } = chunk;
  if (phrase.kind !== 'superlative' && phrase.kind !== 'top') return;
  const word = lowerOf(state, chunk);
  const previous = previousContent(state, state.at);
  const next = nextContent(state, state.at + 1);
  const counted = takeCount(state, previous, next);
  const held = state.pending.superlative;
  if (counted === undefined && phrase.kind === 'superlative' && endsList(state, word)) {
    state.pending.also.push(state.pending.aggregate ?? 'AVG');
    state.pending.aggregate = phrase.function;
    return;
  }
  const both = held !== undefined && held.direction !== phrase.direction && joinsEnds(state, held.at + 1);
  state.pending.superlative = {
    both,
    direction: phrase.direction,
    quantity: quantityWords.test(word),
    word,
    function: phrase.kind === 'superlative' ? phrase.function : undefined,
    at: state.at,
  };
  const isTop = /^(top|bottom)$/.test(word);
  if (isTop && state.draft.rank?.by && counted !== undefined && next?.chunk.kind === 'number') {
    state.draft.rank = { ...state.draft.rank, count: counted };
    state.pending.superlative = undefined;
    state.at = next.at + 1;
    return;
  }
  if (counted !== undefined || isTop)
    state.draft.rank ??= {
      count: counted,
      direction: phrase.direction,
      by: undefined,
      byField: undefined,
      at: state.at,
      word,
    };
  if (counted !== undefined || isTop) state.judged = { word, direction: phrase.direction };
  if (counted !== undefined || isTop) state.draft.subjectIs ??= 'top';
  if (counted !== undefined && next?.chunk.kind === 'number' && !state.pending.number) state.at = next.at + 1;
}

/** "average and highest price": one more of several aggregates of what is named behind. */
function endsList(state: State, word: string): boolean {
  const at = state.chunks.findLastIndex((c, i) => i < state.at && c.kind === 'phrase');
  const before = state.chunks[at];
  const joined = state.at - at > 1 && onlySeparators(state, at + 1, state.at);
  // "average, highest and lowest"
  const averages =
    before?.kind === 'phrase' &&
    (before.phrase.kind === 'aggregate' || state.pending.also.length > 0) &&
    state.pending.aggregate !== undefined;
  return averages && joined && !quantityWords.test(word) && state.draft.measures.length === 0;
}

/** "first and last", "of the first and of the last", "when was the first and when the last" */
const joinsEnds = (state: State, from: number): boolean =>
  onlySeparators(state, from, state.at) ||
  state.chunks.slice(from, state.at).every(c => leadsToSuperlative.test(lowerOf(state, c)));

/** The number of "top 5" or "5 largest". */
export function takeCount(
  state: State,
  previous: { chunk: Chunk; at: number } | undefined,
  next: { chunk: Chunk; at: number } | undefined,
): number | undefined {
  if (
    next?.chunk.kind === 'number' &&
    !next.chunk.percent &&
    Number.isInteger(next.chunk.value) &&
    next.at === state.at + 1
  )
    return next.chunk.value;
  const behind = behindGerund(state);
  if (behind !== undefined) return behind;
  const held = state.pending.number;
  if (held && previous?.at === held.at && Number.isInteger(held.value) && !state.pending.comparator) {
    state.pending.number = undefined;
    return held.value;
  }
  return undefined;
}

/** "best selling 10 products": the gerund stands between. */
function behindGerund(state: State): number | undefined {
  const [gerund, number] = state.chunks.slice(state.at + 1, state.at + 3);
  if (number?.kind !== 'number' || number.percent || !Number.isInteger(number.value)) return undefined;
  if (!/^(selling|sold|earning|performing|paying|rated)$/.test(lowerOf(state, gerund))) return undefined;
  passOver(state, number);
  return number.value;
}
