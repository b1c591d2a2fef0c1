import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import { nameWords, stemOf, stemsOf } from '../words.ts';
import { lowerOf, passOver, type State } from './state.ts';

/**
 * "how many pieces does Supplier 42 have available", "how many pieces has each available": the noun says in what the
 * number is that stands behind it, and names no number of its own.
 */
export function takeUnitBeside(state: State): void {
  const { chunks } = state;
  for (const [at, unit] of chunks.entries()) {
    const asked = chunks[at - 1];
    if (!isPhrase(asked, 'count') || !isNounOfNumbers(unit)) continue;
    const end = chunks.findIndex((c, i) => i > at && isCountedIn(state, c, unit) && !isCompared(chunks[i + 1]));
    const [number, last] = [chunks[end], chunks[end - 1]];
    const between = chunks.slice(at + 1, end);
    if (
      !number ||
      !last ||
      between.length === 0 ||
      between.some(c => !/^(filler|terms|unknown|number)$/.test(kindOf(c)))
    )
      continue;
    // of each of those that were asked for
    const each = at > 1 && lowerOf(state, last) === 'each' ? last : number;
    state.chunks = chunks.map(c => (c === unit ? { ...number, start: unit.start, end: unit.end } : c));
    passOver(state, number);
    passOver(state, each);
    return;
  }
}

const isCompared = (next: Chunk | undefined): boolean =>
  next !== undefined && /^(number|comparator|between|superlative)$/.test(kindOf(next));

/** What a chunk is, a group being no more than the things that it is of. */
const kindOf = (chunk: Chunk): string =>
  chunk.kind !== 'phrase' ? chunk.kind : chunk.phrase.kind === 'group' ? 'terms' : chunk.phrase.kind;

/** A word that names no things, though other numbers may be called by it. */
const isNounOfNumbers = (chunk: Chunk): boolean =>
  chunk.end - chunk.start === 1 &&
  (chunk.kind === 'unknown' ||
    (chunk.kind === 'terms' && chunk.candidates.every(c => c.kind === 'metric' || c.kind === 'field')));

/** A number of which the model says that it is one of these: what its description begins with, or its unit. */
function isCountedIn({ tokens }: State, chunk: Chunk, unit: Chunk): boolean {
  const stem = tokens[unit.start]?.stem;
  const fields = candidatesOf(chunk, 'field').filter(c => c.weight >= 0.6);
  return (
    fields.length > 0 &&
    candidatesOf(chunk, 'dataset').length === 0 &&
    fields.every(({ field: { kind, isIdentifier, field } }) => {
      const [first = ''] = nameWords(field.description ?? '');
      const counted = [stemOf(first), ...stemsOf(field.extension.unit ?? '')];
      return kind === 'number' && !isIdentifier && stem !== undefined && counted.includes(stem);
    })
  );
}
