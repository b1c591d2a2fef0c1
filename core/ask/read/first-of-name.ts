import { type Chunk, isPhrase } from '../chunks.ts';
import { stemsOf } from '../words.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "average first response in minutes", of a field that is described as the minutes to the first response: the word is a
 * part of what the number is, and no end to look for.
 */
export function takeFirstOfName(state: State): void {
  state.chunks = state.chunks.filter((chunk, at, all) => {
    if (!isPhrase(chunk, 'superlative') || !/^(first|last)$/.test(lowerOf(state, chunk))) return true;
    const next = all[at + 1];
    const stems = state.tokens.slice(chunk.start, chunk.end + 1).map(({ stem }) => stem);
    return next?.start !== chunk.end || !describedAs(state, next, stems.join(' '));
  });
}

/** Each number that the words may mean is described by them. */
function describedAs({ catalogue }: State, chunk: Chunk, words: string): boolean {
  const named = chunk.kind === 'terms' ? chunk.candidates.filter(({ weight }) => weight >= 0.9) : [];
  const described = named.map(c =>
    c.kind === 'metric' ? catalogue.metrics.get(c.metric)?.metric : c.kind === 'field' ? c.field.field : undefined,
  );
  return (
    described.length > 0 &&
    described.every(one => one && ` ${stemsOf(one.description ?? '').join(' ')} `.includes(` ${words} `))
  );
}
