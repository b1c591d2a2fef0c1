import { type Chunk, candidatesOf } from '../chunks.ts';
import { lowerOf, problem, type State } from './state.ts';

/** Words whose meaning would be lost if they were passed over: what they ask for can't be planned. */
const unsaid: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/\band both\b/, 'Two conditions of which either is enough can’t be asked for at once: ask for each on its own.'],
  [
    /\b((from|to|of|in|at) every|across( all)?) (\w+ ){1,3}(except|excepting|but|other than|apart from|excluding|besides|without)\b/,
    'One number for all of them together, or one for each? Say “for each”, or leave out “every” and “all”.',
  ],
  [
    /(?<=\bby\b.*)\bfor (every|all) (\w+ ){1,3}(except|excepting|but|other than|apart from|excluding|besides|without)\b/,
    'One number for all of them together, or one for each? Say “for each”, or leave out “every” and “all”.',
  ],
  [
    /\bfor all (the |our )?(\w+ ){1,3}(ending|starting|beginning|containing)\b/,
    'One number for all of them together, or one for each? Say “for each”, or “of” them.',
  ],
  [
    /(?<=\b(or more|at least|more than|fewer than|less than|over|under|above|below)\b.*)(?<=[,;] )and how many(?=( \?)?$)/,
    'How many there are, or how many each has? Say “how many each”.',
  ],
  [
    /^what (did|do|have) (we|you|they) (sell|sold) to\b/,
    'For how much, or which things? Begin with “how much”, or with “which”.',
  ],
  [
    /^for (the |our |these |those )\w+[^su ]s\b[^:]*:/,
    'One number for all of them together, or one for each? Say “for each”, or “of” them.',
  ],
  [/\bhow much( money)? (is|are|was|were) (that|it|they|those|this|these)\b/, 'Say which number is meant by its name.'],
  [/\b(just |only )?(the )?(number|count) of (them|those|these)\b/, 'Begin with “how many”.'],
  [/(?<=(^| )[\d.,]+[km]?) (a|an|per) (piece|unit|item|pc)\b/, 'Say by its name which price of one of them is meant.'],
  [
    /\bfor (what|which|how much) (total|amount|value|price|sum|money|in all)\b/,
    'Say which number is meant by its name.',
  ],
  [
    /\b(have|has|had) ((?!how\b)\w+ ){1,5}(in|during) (every|each)( single)? (year|quarter|month|week)\b/,
    'One number for each of them, or those who did it in all of them? Say “by year”, or ask for one of them.',
  ],
  [/(?<=(and|,)) (from|to|by|of|for|with|at) whom\b/, 'Say who is meant: which customers, which suppliers …'],
  [
    /(?<=(,|and)) when (was|were|did|is|are) (they|it|he|she|those|these)\b/,
    'Name the date that should be shown as well.',
  ],
  [
    /(?<=(,|and)) how (big|large|old|long|heavy|far|high|tall|wide|expensive|late|new|small) (is|are|was|were) (they|it|he|she|those|these)\b/,
    'Name the number that should be shown as well.',
  ],
  [/\b(run|runs|ran|running) out\b/, 'Name the date that is meant.'],
  [
    /\b(is|are|was|were) (?:(?:still|currently|already|now|right now) )*(going on|running|happening|occurring|lasting|operating|working|living|(?<=still )going)( now| today)?(?= [?.,;!]|$)/,
    'Say by a value of the model which of them are meant.',
  ],
  // "lines yet to be shipped": the opposite of what the verb says
  [/\b(still|yet) to (?!(come|start|begin|happen)\b)\w+/, 'Name the value of those to which it has not happened.'],
  [/^(is|are) there any \w+ (where|in which)\b/, 'Begin with “which”.'],
  [/\b(not|never) \w+ (until|till)\b/, 'Say “since” with the first day that counts.'],
];

/** "count of late lines and of on-time lines": the second is a number of its own, which a filter would not be. */
export function refuseSecondCount(state: State): void {
  const { chunks, draft } = state;
  const at = chunks.findIndex(
    (chunk, i) =>
      lowerOf(state, chunk) === 'and' && lowerOf(state, chunks[i + 1]) === 'of' && isQualified(chunks, i + 2),
  );
  const chunk = chunks[at + 2];
  if (at > 0 && chunk && draft.measures.some(measure => measure.at < at))
    problem(state, chunk, 'It is a number of its own: ask for each on its own.');
}

const isQualified = (chunks: readonly Chunk[], at: number): boolean =>
  candidatesOf(chunks[at], 'value').length > 0 && candidatesOf(chunks[at + 1], 'dataset').length > 0;

/** "how many, and how many of those are open": two numbers, of which one would be lost. */
export function refuseHalf(state: State): void {
  const text = state.tokens.map(token => token.lower).join(' ');
  if (!/\bhow many\b.*\bhow many of (those|them|these|which)\b/.test(text) || state.draft.measures.length > 1) return;
  const chunk = state.chunks.findLast(c => c.kind === 'phrase' && c.phrase.kind === 'count');
  if (chunk) problem(state, chunk, 'How many there are, and how many of those: ask for each on its own.');
}

/** Reports what is said and would be dropped: an answer without it would be of another question. */
export function refuseUnsaid(state: State, howMuchIsShown: boolean): void {
  const text = state.tokens.map(token => token.lower).join(' ');
  for (const [pattern, reason] of unsaid) {
    const found = pattern.exec(text);
    // "both in a store and online" is understood
    if (!found || (found[0] === 'both' && state.places.length > 1)) continue;
    if (howMuchIsShown && found[0].startsWith('how much')) continue;
    const from = text.slice(0, found.index).split(' ').length - 1;
    const chunk = state.chunks.find(({ end }) => end > from);
    if (chunk && chunk.kind !== 'terms' && lowerOf(state, chunk) !== '') problem(state, chunk, reason);
  }
}
