import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { participle } from '../english/participles.ts';
import { patterns } from '../english/patterns.ts';
import { stemsOf } from '../words.ts';
import { amountsOf, massNounAt } from './mass-nouns.ts';
import type { State } from './state.ts';

const leadsToAllPieces = patterns.leadsToAllPieces;

const hold = patterns.holdPieces;
const has = patterns.piecesHas;
const hasBefore = patterns.piecesHasBefore;
const hasAlso = patterns.hasAlsoPieces;

/**
 * "suppliers that hold less than 500 pieces", "how many pieces have they": not the pieces sold, though they are called
 * so too, but those of the one mass noun whose amount is told in pieces: the stock. Unclear where there is no such one.
 */
export function piecesHeld(state: State, chunk: Chunk): string | 'unclear' | undefined {
  const metrics = candidatesOf(chunk, 'metric');
  if (metrics.length === 0 || metrics.some(c => c.weight >= 0.9)) return undefined;
  const amounts = amountsToldIn(state, chunk).filter(name => metrics.every(({ metric }) => metric !== name));
  const had = haveThem(state, chunk);
  const [amount, ...more] = had ? amounts.filter(name => isOfAllNamed(state, name)) : [];
  if (amount !== undefined) return more.length > 0 || had === 'compared' ? 'unclear' : amount;
  return hold.test(state.tokens.map(({ lower }) => lower).join(' ')) ? 'unclear' : undefined;
}

/** Orders have no stock: whatever is named must be what the amount can be told of. */
function isOfAllNamed({ catalogue, chunks }: State, name: string): boolean {
  const home = catalogue.metrics.get(name)?.home ?? '';
  return chunks.every(chunk => {
    const named = chunk.kind === 'terms' ? chunk.candidates : [];
    const datasets = named.flatMap(c => ('dataset' in c ? [c.dataset] : 'field' in c ? [c.field.dataset] : []));
    return datasets.length === 0 || datasets.some(d => /^(same|up)$/.test(catalogue.reach(home, d).kind));
  });
}

/** Amounts of mass nouns that are described as so many of what the chunk says: "Pieces available at suppliers." */
function amountsToldIn(state: State, chunk: Chunk): string[] {
  const { catalogue, tokens } = state;
  const stem = tokens[chunk.end - 1]?.stem ?? '';
  return [...catalogue.datasets.keys()]
    .flatMap(dataset => amountsOf(state, dataset))
    .filter(name => stemsOf(catalogue.metrics.get(name)?.metric.description ?? '')[0] === stem);
}

/** "have they", "does each of them have", "have more than 500": the verb of what is there, and none of what was done. */
function haveThem(state: State, chunk: Chunk): 'asked' | 'compared' | undefined {
  const { tokens, draft, chunks } = state;
  const words = tokens.map(({ lower }) => lower);
  const behind = words.slice(chunk.end);
  const end = behind.findIndex(word => /^([,;:?!.()]|and|or|but|that|which|who)$/.test(word));
  const clause = end < 0 ? behind : behind.slice(0, end);
  const before = words.slice(0, chunk.start).concat('').join(' ');
  if (
    draft.times.length > 0 ||
    clause.some(word => participle.test(word) && !/^(held|order|stored|kept|stocked|right)$/.test(word))
  )
    return undefined;
  // "the most pieces in stock": the mass noun itself tells of what
  if (hasBefore.test(before)) {
    if (chunks.some((_, at) => massNounAt(state, at))) return /\bh[eo]ld/.test(before) ? 'asked' : undefined;
    // the most and more than so many are told of all of it; less than so many may be of one thing each
    return leadsToAllPieces.test(before) ? 'asked' : 'compared';
  }
  const asked = has.test(clause.join(' ')) || (clause.length === 0 && hasAlso.test(before));
  if (asked) return 'asked';
  const at = chunks.findIndex(({ start }) => start === chunk.end);
  // "how many pieces at our suppliers": those that lie there, or those that they sold?
  const next = chunks.slice(at + 1).find(c => c.kind !== 'filler');
  return /^(at|with)$/.test(words[chunk.end] ?? '') && namesThings(next) ? 'compared' : undefined;
}
