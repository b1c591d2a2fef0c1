import type { Chunk } from '../chunks.ts';
import { isFiller } from '../english/fillers.ts';
import { stemOf } from '../words.ts';
import { applyContains, applyMissing, applySign } from './filters.ts';
import { countsRows } from './measures.ts';
import { lowerOf, nextContent, onlySeparators, previousContent, problem, pushVerb, type State } from './state.ts';

type PhraseChunk = Extract<Chunk, { kind: 'phrase' }>;

/** Turns a fixed phrase into something pending, or into a flag of the draft. */
export function readPhrase(state: State, chunk: PhraseChunk): void {
  const { draft, pending } = state;
  const { phrase } = chunk;
  switch (phrase.kind) {
    case 'count':
      pending.count = { distinct: phrase.distinct };
      return;
    case 'distinct':
      if (pending.count) pending.count = { distinct: true };
      return;
    case 'aggregate':
      readAggregate(state, phrase.function);
      return;
    case 'superlative':
    case 'top':
      readSuperlative(state, chunk);
      return;
    case 'frequent':
      pending.frequent = {
        direction: phrase.direction,
        count: takeCount(state, previousContent(state, state.at), nextContent(state, state.at + 1)),
        at: state.at,
      };
      return;
    case 'group':
      countMention(state);
      pending.group = {
        at: state.at,
        each: /^(per|for|each|every|in|of|at|from|to|with)/.test(lowerOf(state, chunk)),
        word: lowerOf(state, chunk),
      };
      return;
    case 'negation':
      pending.negation = 'not';
      return;
    case 'without':
      pending.negation = 'without';
      return;
    case 'only':
      draft.followUp.add('only');
      return;
    case 'comparator':
      pending.comparator = { operator: phrase.operator, at: state.at };
      return;
    case 'suffix':
    case 'between':
      return;
    case 'which':
      if (pending.count === undefined && !isRelative(state)) pending.which = { at: state.at };
      return;
    case 'list':
      pending.list = true;
      draft.subjectIs ??= 'list';
      return;
    case 'share':
      groupBefore(state);
      draft.share = { at: state.at, verbAt: undefined, ofTotal: false };
      return;
    case 'percent':
      readPercent(state);
      return;
    case 'ofTotal':
      draft.share = { at: state.at, verbAt: undefined, ofTotal: true };
      return;
    case 'running':
      draft.running = true;
      return;
    case 'moving':
      readMoving(state);
      return;
    case 'growth':
      if (
        /^(grow|grew|grown|growing|increased?|rise|rose|risen|decreased?|declined?|fall|fell|fallen|drop|dropped|shrink|shrank)$/.test(
          lowerOf(state, chunk),
        )
      )
        draft.directed = true;
      draft.growth = { offset: phrase.offset ?? draft.growth?.offset, unit: phrase.unit ?? draft.growth?.unit };
      return;
    case 'versus':
    case 'compare':
      draft.compare = true;
      return;
    case 'difference':
      draft.difference = true;
      return;
    case 'previous':
      draft.comparison = phrase.with;
      return;
    case 'divided':
      draft.ratio = true;
      return;
    case 'sort':
      pending.sort = true;
      draft.sort ??= { by: undefined, direction: undefined };
      return;
    case 'direction':
      draft.sort = {
        by: draft.sort?.by,
        direction: phrase.direction,
        byName: /alphabet|chronolog/.test(lowerOf(state, chunk)),
      };
      return;
    case 'contains':
      if (!applyContains(state, phrase.operator) && !isFiller(lowerOf(state, chunk)))
        problem(state, chunk, 'Say in quotes which text it should contain.');
      return;
    case 'missing':
      if (!applyMissing(state, phrase.present)) problem(state, chunk, 'It is not clear which field should be missing.');
      return;
    case 'sign':
      if (!applySign(state, phrase.operator)) problem(state, chunk, 'It is not clear which number this is about.');
      return;
    case 'worth':
      pending.worth = true;
      return;
    case 'typical':
      pending.typical = true;
      return;
    case 'followUp':
      // in mid-sentence these words belong to the question itself
      if (phrase.verb === 'instead' || previousContent(state, state.at) === undefined) draft.followUp.add(phrase.verb);
      return;
    case 'polite':
      return;
    case 'future':
      readFuture(state, chunk);
      return;
    case 'way':
      readWay(state, chunk, phrase.way);
      return;
    case 'trend':
      draft.trend = true;
      return;
  }
}

/** "margin %": the metric that is that number as a percentage, where the model has one. */
function readPercent(state: State): void {
  const { draft } = state;
  const last = draft.measures.at(-1);
  const before = state.chunks[state.at - 1];
  if (last?.kind !== 'metric' || last.at !== state.at - 1 || !before) return;
  const stems = state.tokens.slice(before.start, before.end).map(token => token.stem);
  for (const word of ['percentage', 'percent', 'rate', 'share']) {
    const found = state.lexicon
      .lookup([...stems, stemOf(word)], true)
      .find(c => c.kind === 'metric' && c.weight >= 0.9);
    if (found?.kind !== 'metric') continue;
    draft.measures = [...draft.measures.slice(0, -1), { ...last, metric: found.metric }];
    return;
  }
}

/** "ship mode share of revenue": what stands before is what it is shared among. */
function groupBefore(state: State): void {
  const last = state.loose.at(-1);
  if (!last || last.at !== state.at - 1 || state.draft.dimensions.length > 0) return;
  state.draft.dimensions.push({ kind: 'field', choice: last });
  state.loose = state.loose.filter(choice => choice !== last);
  state.draft.listFields = state.draft.listFields.filter(choice => choice !== last);
}

/** What will be is not in the data, unless a term of the model itself is about it: "expected delivery date". */
function readFuture(state: State, chunk: PhraseChunk): void {
  problem(state, chunk, 'The data tells what has happened, not what will.');
}

/** "tickets per agent": things that are grouped are counted. */
function countMention(state: State): void {
  const { draft, pending } = state;
  const [mention, ...more] = draft.mentions;
  if (
    !mention ||
    more.length > 0 ||
    draft.measures.length > 0 ||
    draft.subject ||
    draft.rank ||
    draft.listFields.length > 0
  )
    return;
  if (pending.which || pending.list || pending.superlative || state.loose.length > 0 || draft.having.length > 0) return;
  if (!/^(per|each|every|a)/.test(lowerOf(state, state.chunks[state.at]))) return;
  draft.mentions.shift();
  state.promoted = true;
  draft.measures.push({ kind: 'count', dataset: mention.dataset, at: mention.at });
  if (pending.aggregate === 'AVG') pending.aggregate = undefined;
}

/** "departing in 2024" names a date, "departing from Oslo" an end; of neither it says nothing that is understood. */
function readWay(state: State, chunk: PhraseChunk, way: 'from' | 'to'): void {
  const token = state.tokens[chunk.start];
  const fields = token && state.lexicon.verbs.get(token.stem);
  const next = nextContent(state, state.at + 1)?.chunk;
  if (fields && (next === undefined || next.kind === 'time' || next.kind === 'grain')) pushVerb(state, chunk, fields);
  else if (next?.kind === 'terms') state.pending.way = { way, at: state.at };
  else problem(state, chunk, 'It is not clear what this says of which things.');
}

/** "customers whose industry …": said of the things named just before. */
const isRelative = (state: State): boolean =>
  /^(who|whose|which)$/.test(lowerOf(state, state.chunks[state.at])) && state.chunks[state.at - 1]?.kind === 'terms';

/** "on average" after the nouns averages what was read; before a noun it waits for it. */
function readAggregate(state: State, fn: 'AVG' | 'SUM' | 'MIN' | 'MAX' | 'MEDIAN'): void {
  const { draft, pending } = state;
  if (fn === 'AVG') draft.averaged = true;
  const after = lowerOf(state, state.chunks[state.at]) === 'on average';
  const [mention, ...more] = draft.mentions;
  if (
    after &&
    draft.measures.length === 1 &&
    !draft.per &&
    mention &&
    more.length === 0 &&
    draft.dimensions.length === 0
  ) {
    draft.mentions = [];
    draft.per = { dataset: mention.dataset, at: mention.at, average: true };
    return;
  }
  if (after && draft.measures.length > 0) {
    if (draft.per) draft.per = { ...draft.per, average: true };
    return;
  }
  if (pending.aggregate !== undefined && pending.aggregate !== fn) pending.also.push(pending.aggregate);
  pending.aggregate = fn;
}

const quantityWords = /^(the )?(most|least|fewest)$/;

function readSuperlative(state: State, chunk: PhraseChunk): void {
  const { phrase } = chunk;
  if (phrase.kind !== 'superlative' && phrase.kind !== 'top') return;
  const word = lowerOf(state, chunk);
  const previous = previousContent(state, state.at);
  const next = nextContent(state, state.at + 1);
  const counted = takeCount(state, previous, next);
  const held = state.pending.superlative;
  const both =
    held !== undefined && held.direction !== phrase.direction && onlySeparators(state, held.at + 1, state.at);
  state.pending.superlative = {
    both,
    direction: phrase.direction,
    quantity: quantityWords.test(word),
    word,
    function: phrase.kind === 'superlative' ? phrase.function : undefined,
    at: state.at,
  };
  const isTop = /^(top|bottom)$/.test(word);
  if (isTop && state.draft.rank?.by && counted !== undefined && next?.chunk.kind === 'number') {
    state.draft.rank = { ...state.draft.rank, count: counted };
    state.pending.superlative = undefined;
    state.at = next.at + 1;
    return;
  }
  if (counted !== undefined || isTop)
    state.draft.rank ??= {
      count: counted,
      direction: phrase.direction,
      by: undefined,
      byField: undefined,
      at: state.at,
    };
  if (counted !== undefined || isTop) state.judged = { word, direction: phrase.direction };
  if (counted !== undefined || isTop) state.draft.subjectIs ??= 'top';
  if (counted !== undefined && next?.chunk.kind === 'number' && !state.pending.number) state.at = next.at + 1;
}

/** The number of "top 5" or "5 largest". */
function takeCount(
  state: State,
  previous: { chunk: Chunk; at: number } | undefined,
  next: { chunk: Chunk; at: number } | undefined,
): number | undefined {
  if (
    next?.chunk.kind === 'number' &&
    !next.chunk.percent &&
    Number.isInteger(next.chunk.value) &&
    next.at === state.at + 1
  )
    return next.chunk.value;
  const held = state.pending.number;
  if (held && previous?.at === held.at && Number.isInteger(held.value) && !state.pending.comparator) {
    state.pending.number = undefined;
    return held.value;
  }
  return undefined;
}

/** "7 day moving average": the number before gives the periods. */
function readMoving(state: State): void {
  const held = state.pending.number;
  state.draft.moving = held && Number.isInteger(held.value) ? held.value : (state.draft.moving ?? 3);
  if (held) state.pending.number = undefined;
}

export { countsRows };
