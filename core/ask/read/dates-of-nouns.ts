import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { defaultDate } from '../dates.ts';
import { stemsOf } from '../words.ts';
import type { State } from './state.ts';

/**
 * Lines that a model also calls shipments have a day on which they were shipped: "last shipment date" is that day, and
 * "shipments in May" are those of such days, whatever date the lines are counted by when they are called lines.
 */
export function takeDatesOfNouns(state: State): void {
  state.chunks = state.chunks.flatMap((chunk, at) => {
    const field = dateOfNoun(state, state.chunks[at - 1]);
    if (field && isDateWord(state, chunk)) return [];
    const own = isDateWord(state, state.chunks[at + 1]) ? dateOfNoun(state, chunk) : undefined;
    return own ? [{ kind: 'terms', start: chunk.start, end: chunk.end + 1, candidates: [named(own)] }] : [chunk];
  });
  const [noun, ...others] = state.chunks.filter(namesThings);
  const date = others.length === 0 ? dateOfNoun(state, noun) : undefined;
  if (date && date !== defaultDate(state.catalogue, date.dataset)) state.doneOn = [date];
}

const named = (field: FieldInfo) => ({ kind: 'field', field, weight: 1 }) as const;

const isDateWord = (state: State, chunk: Chunk | undefined): boolean =>
  chunk !== undefined &&
  chunk.end - chunk.start === 1 &&
  /^(date|dates|day|days)$/.test(state.tokens[chunk.start]?.lower ?? '');

/** The one date of the things whose verb the noun is, where they have a name of their own beside it. */
function dateOfNoun({ tokens, lexicon }: State, chunk: Chunk | undefined): FieldInfo | undefined {
  const [things, ...more] = candidatesOf(chunk, 'dataset').filter(({ weight }) => weight >= 0.9);
  const token = chunk && chunk.end - chunk.start === 1 ? tokens[chunk.start] : undefined;
  if (!things || !token || more.length > 0 || stemsOf(things.dataset).includes(token.stem)) return undefined;
  const [field, ...rest] = (lexicon.verbs.get(token.stem) ?? []).filter(({ dataset }) => dataset === things.dataset);
  return rest.length === 0 ? field : undefined;
}
