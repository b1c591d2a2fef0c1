import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, pass, problem, type State, wordsIn } from './state.ts';

const asksHowManyThey = patterns.asksHowManyThey;

/** "and how many they placed", "and who placed it": asked besides, of something that has no name here. */
export function refuseUnnamed(state: State): void {
  const { chunks } = state;
  const at = chunks.findLastIndex(
    (chunk, i) =>
      i > 1 &&
      ((lowerOf(state, chunk) === 'who' && chunk.kind !== 'terms') || isPhrase(chunk, 'count')) &&
      /^(and|,)$/.test(lowerOf(state, chunks[i - 1])),
  );
  const chunk = chunks[at];
  const behind = chunks.slice(at + 1).filter(({ kind }) => kind !== 'mark');
  if (!chunk || behind.length < 2 || behind.some(({ kind }) => !/^(filler|unknown)$/.test(kind))) return;
  // who did something to them is known by what is done
  const pointing = lowerOf(state, chunk) === 'who' ? /^(it|he|she)$/ : /^(they|them|it|he|she)$/;
  const pointed = behind.some(other => pointing.test(lowerOf(state, other)));
  if (!pointed || behind.some(other => /^(there|all|together)$/.test(lowerOf(state, other)))) return;
  if (isShownAnyway(state, at - 1)) pass(state, at - 1, chunks.length);
  else problem(state, chunk, reasons.sayNameAsked);
}

/** "customers with 30 or more orders and how many they placed": of the things that they are kept by, what is shown of each. */
function isShownAnyway(state: State, joint: number): boolean {
  const { chunks } = state;
  const number = chunks.slice(0, joint).findLastIndex(({ kind }) => kind === 'number');
  const [things, ...more] = chunks.slice(number + 1, joint).filter(c => c.kind !== 'filler' && !isSuffix(c));
  const theirs = asksHowManyThey;
  return (
    number > 0 &&
    !chunks.slice(0, joint).some(c => isPhrase(c, 'count')) &&
    lowerOf(state, chunks[joint]) === 'and' &&
    more.length === 0 &&
    candidatesOf(things, 'dataset').some(c => c.weight > 0.9) &&
    theirs.test(
      wordsIn(state, joint + 1)
        .filter(word => !/^[?.!]$/.test(word))
        .join(' '),
    )
  );
}

const isSuffix = (chunk: Chunk): boolean => isPhrase(chunk, 'suffix');
