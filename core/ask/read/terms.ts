import { type Candidate, type Chunk, candidatesOf } from '../chunks.ts';
import { conditionsOf } from '../conditions.ts';
import { isFiller } from '../english/fillers.ts';
import { placeEntity } from './entities.ts';
import { placeField } from './fields.ts';
import { applyValue } from './filters.ts';
import { placeMeasure, placeNumberField, restrictBy } from './measures.ts';
import {
  fieldChoice,
  lowerOf,
  nextContent,
  onlySeparators,
  previousContent,
  problem,
  pushVerb,
  type State,
} from './state.ts';

type Terms = Extract<Chunk, { kind: 'terms' }>;

/** Decides by what stands around it which of its meanings a term has, and places it. */
export function readTerms(state: State, chunk: Terms): void {
  if (isDateVerb(state, chunk)) {
    readDateVerb(state, chunk);
    return;
  }
  if (isTradeVerb(state, chunk)) return;
  const kind = bestKind(state, chunk.candidates);
  switch (kind) {
    case 'metric': {
      const metric = chunk.candidates.find(c => c.kind === 'metric');
      const counted = metric?.kind === 'metric' ? state.catalogue.metrics.get(metric.metric)?.counts : undefined;
      if (counted === undefined && isThing(state)) {
        readAsThing(state, chunk);
        return;
      }
      if (counted !== undefined && (isThing(state) || isListed(state))) {
        placeEntity(state, counted, chunk);
        return;
      }
      if (metric?.kind === 'metric')
        placeMeasure(state, { kind: 'metric', metric: metric.metric, at: state.at }, chunk);
      return;
    }
    case 'value':
      applyValue(state, chunk);
      return;
    case 'dataset': {
      const dataset = chunk.candidates.find(c => c.kind === 'dataset');
      if (dataset?.kind === 'dataset') placeEntity(state, dataset.dataset, chunk);
      return;
    }
    case 'field': {
      const choice = fieldChoice(state, chunk.candidates, chunk);
      if (!choice) return;
      if (choice.options[0]?.field.kind === 'number' && !choice.options[0].field.isIdentifier)
        placeNumberField(state, choice, chunk);
      else placeField(state, choice, chunk);
      return;
    }
  }
}

/** "only senior": right behind it stands what is kept. */
const isOnly = (state: State): boolean => {
  const before = state.chunks[state.at - 1];
  return before?.kind === 'phrase' && before.phrase.kind === 'only' && !state.pending.group;
};

/** "best selling product": the gerund of a date's verb is no date. */
const isTradeVerb = (state: State, chunk: Terms): boolean => {
  const token = state.tokens[chunk.start];
  return (
    chunk.end - chunk.start === 1 &&
    token !== undefined &&
    /ing$/.test(token.lower) &&
    isFiller(token.lower) &&
    chunk.candidates.every(c => c.kind === 'field' && c.weight <= 0.66)
  );
};

/** "list open orders": the things are shown, not how many they are. */
const isListed = (state: State): boolean =>
  (state.pending.list || state.draft.subjectIs === 'list') &&
  state.draft.subject === undefined &&
  state.draft.measures.length === 0;

function bestKind(state: State, candidates: readonly Candidate[]): Candidate['kind'] {
  const { pending } = state;
  const bonus: Record<Candidate['kind'], number> = { metric: 0.04, field: 0.03, dataset: 0, value: 0.01 };
  if (namesEntity(state, candidates)) bonus.dataset += 0.2;
  if (pending.group && !(state.draft.rank && !state.draft.rank.by)) bonus.field += 0.08;
  const exact = candidates.some(c => c.kind === 'metric' && c.weight >= 1);
  if (pending.group && !/^per/.test(pending.group.word) && !exact) bonus.metric -= 0.1;
  if (pending.count) bonus.dataset += 0.1;
  if (pending.which || pending.list || state.draft.rank) bonus.field += 0.02;
  if (pending.negation) bonus.value += 0.05;
  if (pending.negation === 'without' || pending.comparator) bonus.dataset += 0.05;
  if (isAdjective(state)) bonus.value += 0.1;
  const numeric = candidates.some(c => c.kind === 'field' && c.field.kind === 'number' && !c.field.isIdentifier);
  if (state.draft.measures.length > 0 && numeric && isComparedNext(state)) bonus.field += 0.2;
  if (isOnly(state)) bonus.value += 0.1;
  if (
    (pending.aggregate === 'AVG' || pending.typical) &&
    candidates.some(c => c.kind === 'field' && c.field.kind === 'number' && c.weight > 0.9)
  ) {
    bonus.metric -= 0.1;
  }
  if (pending.comparator && pending.number) bonus.field += 0.15;
  if (goesOnWithList(state, candidates)) bonus.value += 0.3;
  let best: Candidate['kind'] = candidates[0]?.kind ?? 'field';
  let score = Number.NEGATIVE_INFINITY;
  for (const candidate of candidates)
    if (candidate.weight + bonus[candidate.kind] > score) {
      best = candidate.kind;
      score = candidate.weight + bonus[candidate.kind];
    }
  return best;
}

/** "except chat and email": one more value of the same field. */
function goesOnWithList(state: State, candidates: readonly Candidate[]): boolean {
  const last = state.lastFilter;
  if (!last || last.end >= state.at || !onlySeparators(state, last.end, state.at)) return false;
  return candidates.some(c => c.kind === 'value' && last.filter.options.some(o => o.field.id === c.field.id));
}

/** "lines with a discount of at least 15 %": what is compared is a field of the rows. */
const isComparedNext = (state: State): boolean => {
  const next = nextContent(state, state.at + 1)?.chunk;
  return next?.kind === 'phrase' && (next.phrase.kind === 'comparator' || next.phrase.kind === 'between');
};

/** What can be a value is one here. */
const valuesOnly = (part: Chunk): Chunk => {
  if (part.kind !== 'terms') return part;
  const values = part.candidates.filter(c => c.kind === 'value' && c.weight >= 0.9);
  return values.length > 0 ? { ...part, candidates: values } : part;
};

/** "revenue from late lines": behind a preposition a number can only be the things it counts. */
function isThing(state: State): boolean {
  const { draft, pending } = state;
  if (draft.subjectIs === 'list' && draft.measures.length === 0 && draft.subject === undefined)
    return state.split(state.chunks[state.at] as Chunk) !== undefined;
  if (draft.measures.length === 0 || draft.ratio || draft.share || draft.compare || draft.difference) return false;
  if (
    pending.superlative ||
    pending.comparator ||
    pending.group ||
    pending.sort ||
    pending.aggregate ||
    pending.count ||
    pending.negation
  )
    return false;
  const before = state.chunks[state.at - 1];
  return (
    before?.kind === 'filler' &&
    /^(from|on|of|for|in|with|to|at|through|via|into|among|amongst|within|because)$/.test(lowerOf(state, before))
  );
}

function readAsThing(state: State, chunk: Terms): void {
  const parts = state.split(chunk)?.map(valuesOnly);
  const usable =
    parts?.some(part => part.kind === 'terms' && part.candidates.some(c => c.kind === 'value')) &&
    parts.every(part => part.kind !== 'terms' || part.candidates.every(c => c.kind !== 'metric' || c.weight < 0.9));
  const metric = candidatesOf(chunk, 'metric')[0];
  if (metric && conditionsOf(state.catalogue, metric.metric)) {
    const home = state.catalogue.metrics.get(metric.metric)?.home;
    const listed = isListed(state);
    restrictBy(state, { kind: 'metric', metric: metric.metric, at: state.at }, chunk);
    if (listed && home !== undefined) placeEntity(state, home, chunk);
    return;
  }
  if (!parts || !usable) {
    problem(state, chunk, 'It is a number, but here it should say which rows are meant.');
    return;
  }
  state.chunks = [...state.chunks.slice(0, state.at), ...parts, ...state.chunks.slice(state.at + 1)];
}

/** "late orders": right before an entity a value says which of them. */
const isAdjective = (state: State): boolean => {
  const { pending } = state;
  if (pending.aggregate || pending.superlative || pending.group || pending.comparator) return false;
  return candidatesOf(state.chunks[state.at + 1], 'dataset').some(c => c.weight > 0.9);
};

/** The field that the word may also mean is just the name of that entity. */
const namesEntity = (state: State, candidates: readonly Candidate[]): boolean =>
  candidates.some(
    c =>
      c.kind === 'dataset' &&
      c.weight > 0.9 &&
      candidates.every(o => o.kind !== 'field' || o.weight < 0.9 || o.field === state.catalogue.nameField(c.dataset)),
  );

/** shipped, ordered, received: the verb of a date field, unless it is a value that no date follows. */
function isDateVerb(state: State, chunk: Terms): boolean {
  if (chunk.end - chunk.start !== 1) return false;
  const token = state.tokens[chunk.start];
  const fields = token && state.lexicon.verbs.get(token.stem);
  if (!token || !fields) return false;
  const past = /(ed|en|nt|ght|ld|id)$/.test(token.lower) || token.lower !== token.stem;
  const noun = /s$/.test(token.lower) && !/(ss|us)$/.test(token.lower);
  if (
    !state.lexicon.words.has(token.lower) &&
    !noun &&
    chunk.candidates.every(c => c.kind === 'field' && c.field.kind === 'time' && c.weight <= 0.66)
  )
    return true;
  if (!past || noun || state.pending.count || state.pending.group)
    return isBeforeGrain(state) && state.pending.group !== undefined;
  const next = nextContent(state, state.at + 1)?.chunk;
  if (next?.kind === 'time') return true;
  if (state.pending.negation && !(next?.kind === 'phrase' && next.phrase.kind === 'group')) return false;
  if (isPassive(state, chunk) || isBehindGrain(state)) return true;
  const strong = chunk.candidates.find(
    c => (c.kind === 'metric' && c.weight >= 0.9) || (c.kind === 'value' && c.weight >= 0.97),
  );
  return strong === undefined && /(ed|en|nt|ght|ld|id)$/.test(token.lower);
}

/** "orders shipped from Reading": said of what was done from, to or by something, not of a state. */
function isPassive(state: State, chunk: Terms): boolean {
  const before = state.chunks[state.at - 1];
  const [after, thing] = [state.chunks[state.at + 1], state.chunks[state.at + 2]];
  const noun = candidatesOf(before, 'dataset').length + candidatesOf(before, 'metric').length > 0;
  const joint = after?.kind === 'filler' && /^(from|to|via|through)$/.test(lowerOf(state, after));
  return noun && joint && thing?.kind === 'terms' && chunk.candidates[0]?.kind === 'value';
}

/** "by month they were delivered": the verb says which date the months are of. */
function isBehindGrain(state: State): boolean {
  const at = state.chunks.slice(0, state.at).findLastIndex(c => c.kind !== 'filler');
  const said = state.chunks.slice(at + 1, state.at).some(c => /^(they|it|were|was)$/.test(lowerOf(state, c)));
  return state.chunks[at]?.kind === 'grain' && said;
}

/** "by ship month": the verb of a date before a grain. */
const isBeforeGrain = (state: State): boolean => state.chunks[state.at + 1]?.kind === 'grain';

function readDateVerb(state: State, chunk: Terms): void {
  const token = state.tokens[chunk.start];
  const fields = (token && state.lexicon.verbs.get(token.stem)) ?? [];
  if (!token) return;
  const before = state.draft.dimensions.at(-1);
  if (before?.kind === 'time' && isBehindGrain(state)) {
    state.draft.dimensions = [...state.draft.dimensions.slice(0, -1), { ...before, fields }];
    return;
  }
  pushVerb(state, chunk, fields);
  const verb = state.draft.verbs.at(-1);
  if (verb && isPassive(state, chunk)) {
    verb.used = true;
    verb.spent = true;
  }
}

export { lowerOf, previousContent };
