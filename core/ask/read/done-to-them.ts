import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { flagOf } from './flag-of-field.ts';
import { lowerOf, type State } from './state.ts';

/** "what share of repairs had a defect": a flag that is called by its things and a verb is said of them. */
export function takeFlagsOfThings(state: State): void {
  state.chunks = state.chunks.flatMap(chunk => {
    const flags = candidatesOf(chunk, 'field').filter(c => c.weight >= 0.9 && flagOf(state, c.field));
    const noun = state.tokens[chunk.start];
    if (flags.length === 0 || chunk.end - chunk.start < 2 || !/[^sui]s$/.test(noun?.lower ?? '')) return [chunk];
    const parts = state.split(chunk);
    return parts && namesThings(parts[0]) && parts[0]?.end === chunk.start + 1 && isSaid(state, parts[1])
      ? [...parts]
      : [chunk];
  });
}

/** "had a defect", "were returned", "contested", "smoke": a verb, and no noun as in "customers newsletter". */
export function isSaid(state: State, chunk: Chunk | undefined): boolean {
  const word = state.tokens[chunk?.start ?? 0]?.lower ?? '';
  // they smoke, and each of them smokes
  const verb = candidatesOf(chunk, 'field').some(({ field }) => field.field.aiContext.synonyms.includes(`${word}s`));
  return beginsWithVerb(state, chunk) || /(ed|en)$/.test(word) || verb;
}

const beginsWithVerb = ({ tokens }: State, chunk: Chunk | undefined): boolean =>
  /^(had|has|have|is|was|were|are|got|gets?)$/.test(tokens[chunk?.start ?? 0]?.lower ?? '');

/** "how many had a defect", "patients who smoke" */
export function isSaidOfThose(state: State, chunk: Chunk): boolean {
  const { chunks, at } = state;
  const relative = at > 1 && /^(who|that|which)( (do|does|did|have|has|had))?$/.test(lowerOf(state, chunks[at - 1]));
  return relative || (chunk.end - chunk.start > 1 && beginsWithVerb(state, chunk));
}

/**
 * "claims that we contested", "what share have we contested", "claims contested in May": a participle that is yes or no of
 * each thing, of which it is said that it was done.
 */
export function isDoneToThem(state: State, chunk: Chunk): boolean {
  const { chunks, at, tokens } = state;
  const word = tokens[chunk.start]?.lower ?? '';
  if (chunk.end - chunk.start > 1) return false;
  const said = chunks.slice(Math.max(0, at - 4), at).toReversed();
  const before = said.find(c => !/^(have|has|had|not|already|ever|actually|also|ourselves)$/.test(lowerOf(state, c)));
  const who = /^(we|they|you)$/.test(lowerOf(state, before));
  const did = /^(did|do)$/.test(lowerOf(state, chunks[chunks.indexOf(before as Chunk) - 1]));
  if (!/(ed|en|wn|ght|ld|nt)$/.test(word) && !isSaid(state, chunk)) return who && did;
  return who || (namesThings(chunks[at - 1]) && chunks[at - 1]?.end === chunk.start && isOfThem(chunks[at - 1], chunk));
}

/** Whether the things said first are those whose field it is. */
const isOfThem = (things: Chunk | undefined, chunk: Chunk): boolean =>
  candidatesOf(things, 'dataset').some(c =>
    candidatesOf(chunk, 'field').some(({ field }) => field.dataset === c.dataset),
  );
