import { type Candidate, type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { participle } from '../english/participles.ts';
import { patterns } from '../english/patterns.ts';
import { stemsOf, type Token } from '../words.ts';
import { lowerOf, problem, type State, wordsIn } from './state.ts';

const pronounsBefore = patterns.pronounsBefore;

const asksAmountBehind = patterns.asksAmountBehind;

/**
 * "how much premium did our customers pay": the noun and the verb behind who does it are one name, paid premium. Where
 * only we do it, the words are one stretch of the question already.
 */
export function takeVerbBehindNoun(state: State): void {
  takeNounWithDeed(state);
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
  const [metric, ...more] = named(state, noun, token).filter(({ done }) => done);
  if (metric && more.length === 0) join(state, did - 1, verbAt, metric);
}

/**
 * "cases of soap sold", "how many cases of soap did we sell", where cases are complaints in short and cases sold a
 * number: with the verb they are that number, and without one nothing tells which is meant.
 */
function takeNounWithDeed(state: State): void {
  const { chunks, tokens } = state;
  const at = chunks.findIndex(
    chunk =>
      chunk.end - chunk.start === 1 &&
      candidatesOf(chunk, 'dataset').some(c => c.weight > 0.9 && c.weight < 0.95) &&
      candidatesOf(chunk, 'metric').length === 0 &&
      beginsNumber(state, tokens[chunk.start]?.stem),
  );
  const noun = chunks[at];
  if (!noun) return;
  const [found, ...others] = chunks.flatMap((chunk, verbAt) => {
    const token = tokens[chunk.start];
    const [metric, ...more] =
      verbAt > at && token && chunk.end - chunk.start === 1 && isDeed(state, verbAt) ? named(state, noun, token) : [];
    return metric && more.length === 0 ? [{ metric, verbAt }] : [];
  });
  const dated = found && saysWhenDone(state, tokens[chunks[found.verbAt]?.start ?? 0]?.stem ?? '');
  if (found && !dated && others.length === 0) join(state, at, found.verbAt, found.metric);
  else problem(state, noun, 'Name the number or the things in full.');
}

/** Said as a participle, or behind "did". */
const isDeed = (state: State, at: number): boolean =>
  participle.test(lowerOf(state, state.chunks[at])) || /\b(did|do|does)\b/.test(wordsIn(state, 0, at).join(' '));

/** Whether a number that counts no rows is called by this and another word behind it. */
const beginsNumber = ({ catalogue }: State, stem: string | undefined): boolean =>
  [...catalogue.metrics.values()].some(
    ({ metric, counts }) =>
      counts === undefined &&
      [metric.name, ...metric.aiContext.synonyms].some(name => {
        const [first, ...more] = stemsOf(name);
        return first === stem && more.length === 1;
      }),
  );

/** The numbers that the noun and the verb are the name of. */
const named = ({ lexicon, tokens }: State, { start, end }: Chunk, verb: Token) => {
  const words = [...tokens.slice(start, end), verb];
  const [stems, lowers] = [words.map(({ stem }) => stem), words.map(({ lower }) => lower)];
  return lexicon
    .lookup(stems, true, lowers)
    .filter(c => c.kind === 'metric' && (c.done || c.ordered) && c.weight >= 0.9);
};

/** The noun is the number, and the verb says no more. */
function join(state: State, nounAt: number, verbAt: number, metric: Candidate): void {
  state.chunks = state.chunks.map((chunk, at) =>
    at === nounAt
      ? { kind: 'terms', start: chunk.start, end: chunk.end, candidates: [{ ...metric, weight: 1 }] }
      : at === verbAt
        ? { kind: 'filler', start: chunk.start, end: chunk.end }
        : chunk,
  );
}

/** "how much", "what" or "which" right before the noun. */
const asksAmount = (state: State, at: number): boolean => {
  const before = wordsIn(state, 0, at);
  return asksAmountBehind.test(before.join(' '));
};

/** We, they, our customers, Acme. */
const isDoer = (state: State, chunk: Chunk): boolean =>
  pronounsBefore.test(lowerOf(state, chunk)) ||
  namesThings(chunk) ||
  candidatesOf(chunk, 'value').some(c => c.weight >= 0.9 && !c.partial);

/** With a period, a verb that also names a date says when it was done: not the usual date of the number. */
const saysWhenDone = ({ chunks, catalogue }: State, stem: string): boolean =>
  chunks.some(({ kind }) => kind === 'time' || kind === 'grain') &&
  [...catalogue.fields.values()].some(({ kind, name }) => kind === 'time' && stemsOf(name).includes(stem));
