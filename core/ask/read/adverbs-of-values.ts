import { candidatesOf } from '../chunks.ts';
import { fold } from '../words.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "partially fulfilled orders", where orders are open, partial or fulfilled: the adverb of one value before another of
 * its field is that value, and the other word is no second one.
 */
export function takeAdverbOfValue(state: State): void {
  const { chunks } = state;
  for (const [at, chunk] of chunks.entries()) {
    const [, word] = /^(\p{L}{3,})ly$/u.exec(lowerOf(state, chunk)) ?? [];
    const next = chunks[at + 1];
    if (word === undefined || chunk.kind !== 'unknown' || next?.start !== chunk.end) continue;
    const others = candidatesOf(next, 'value').filter(({ partial, weight }) => !partial && weight >= 0.9);
    const meant = others.flatMap(other => {
      const values = state.values.fields
        .get(other.field.id)
        ?.values.filter(value => fold(value).toLowerCase() === word);
      return values?.length === 1 ? [{ ...other, values, weight: 1 }] : [];
    });
    if (meant.length === 0 || meant.length < others.length) continue;
    const { start } = chunk;
    const { end } = next;
    state.chunks = chunks.flatMap(c =>
      c === chunk ? [{ kind: 'terms' as const, start, end, candidates: meant }] : c === next ? [] : [c],
    );
    return;
  }
}
