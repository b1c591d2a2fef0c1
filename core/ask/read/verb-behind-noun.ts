import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { stemsOf } from '../words.ts';
import { lowerOf, type State, wordsIn } from './state.ts';

/**
 * "how much premium did our customers pay": the noun and the verb behind who does it are one name, paid premium. Where
 * only we do it, the words are one stretch of the question already.
 */
export function takeVerbBehindNoun(state: State): void {
  const { chunks, tokens } = state;
  const did = chunks.findIndex(chunk => /^(did|do|does|have|has|had)$/.test(lowerOf(state, chunk)));
  const noun = chunks[did - 1];
  const verbAt = chunks.findIndex((chunk, at) => at > did + 1 && !isDoer(state, chunk));
  const verb = chunks[verbAt];
  const token = tokens[verb?.start ?? -1];
  if (
    noun?.kind !== 'terms' ||
    !verb ||
    !token ||
    verb.end - verb.start > 1 ||
    !/^(terms|unknown|filler)$/.test(verb.kind)
  )
    return;
  if (!asksAmount(state, did - 1) || saysWhenDone(state, token.stem)) return;
  const words = [...tokens.slice(noun.start, noun.end), token];
  const found = state.lexicon
    .lookup(
      words.map(({ stem }) => stem),
      true,
      words.map(({ lower }) => lower),
    )
    .filter(c => c.kind === 'metric' && c.done && c.weight >= 0.9);
  const [metric, ...more] = found;
  if (!metric || more.length > 0) return;
  state.chunks = chunks.map((chunk, at) =>
    at === did - 1
      ? { kind: 'terms', start: chunk.start, end: chunk.end, candidates: [{ ...metric, weight: 1 }] }
      : at === verbAt
        ? { kind: 'filler', start: chunk.start, end: chunk.end }
        : chunk,
  );
}

/** "how much", "what" or "which" right before the noun. */
const asksAmount = (state: State, at: number): boolean => {
  const before = wordsIn(state, 0, at);
  return /^(and )?(how much( of)?( the| our)?( total)?|what( total)?|which)$/.test(before.join(' '));
};

/** We, they, our customers, Acme. */
const isDoer = (state: State, chunk: Chunk): boolean =>
  /^(we|you|they|i|it|he|she|the|our|all|your|their)$/.test(lowerOf(state, chunk)) ||
  namesThings(chunk) ||
  candidatesOf(chunk, 'value').some(c => c.weight >= 0.9 && !c.partial);

/** With a period, a verb that also names a date says when it was done: not the usual date of the number. */
const saysWhenDone = ({ chunks, catalogue }: State, stem: string): boolean =>
  chunks.some(({ kind }) => kind === 'time' || kind === 'grain') &&
  [...catalogue.fields.values()].some(({ kind, name }) => kind === 'time' && stemsOf(name).includes(stem));
