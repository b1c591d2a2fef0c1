import { type Candidate, candidatesOf, isPhrase, namesThings } from '../chunks.ts';
import { thingsCounted } from '../counted-rows.ts';
import { isCountOfKeys } from './counted-keys.ts';
import { nextContent, onlySeparators, type State, wordBefore } from './state.ts';

/** "only senior": right behind it stands what is kept. */
const isOnly = (state: State): boolean => {
  const before = state.chunks[state.at - 1];
  return isPhrase(before, 'only') && !state.pending.group;
};

/** "requests still waiting": the state that they are in. */
const isState = (state: State): boolean => /^(still|currently)$/.test(wordBefore(state)) && !state.pending.group;

/** Which kind of thing a name means here, where it has meanings of several kinds. */
export function bestKind(state: State, candidates: readonly Candidate[]): Candidate['kind'] {
  const { pending } = state;
  if (isKindOfThings(state, candidates)) return 'value';
  const bonus: Record<Candidate['kind'], number> = { metric: 0.04, field: 0.03, dataset: 0, value: 0.01 };
  if (namesEntity(state, candidates)) bonus.dataset += 0.2;
  if (pending.group && !(state.draft.rank && !state.draft.rank.by)) bonus.field += 0.08;
  if (pending.group && isOwnKind(state, candidates)) bonus.field += 0.2;
  const exact = candidates.some(c => c.kind === 'metric' && c.weight >= 1);
  if (pending.group && !/^per/.test(pending.group.word) && !exact) bonus.metric -= 0.1;
  if (pending.count) bonus.dataset += 0.1;
  if (pending.which || pending.list || state.draft.rank) bonus.field += 0.02;
  // "list of open deals": those that are open, and not the day on which they were opened
  const dated = candidates.some(c => c.kind === 'field' && c.field.kind === 'time');
  if (exact && dated && (pending.list || state.draft.subjectIs === 'list')) bonus.metric += 0.1;
  if (pending.negation) bonus.value += 0.05;
  if (pending.negation === 'without' || pending.comparator) bonus.dataset += 0.05;
  if (pending.negation === 'without' && isGroupShown(state, candidates)) bonus.value += 0.3;
  if (state.draft.share?.verbAt !== undefined && isPartToTheLetter(state, candidates)) bonus.value += 0.3;
  if (isAdjective(state)) bonus.value += 0.1;
  const numeric = candidates.some(c => c.kind === 'field' && c.field.kind === 'number' && !c.field.isIdentifier);
  if (state.draft.measures.length > 0 && numeric && isComparedNext(state)) bonus.field += 0.2;
  if (isOnly(state) || isState(state)) bonus.value += 0.1;
  if (asksAmount(state, candidates)) bonus.metric += 0.4;
  if (
    (/^(AVG|MEDIAN)$/.test(pending.aggregate ?? '') || pending.typical) &&
    candidates.some(c => c.kind === 'field' && c.field.kind === 'number' && c.weight > 0.9)
  ) {
    bonus.metric -= 0.1;
  }
  if (pending.comparator && pending.number) bonus[isCountOfKeys(state, candidates) ? 'metric' : 'field'] += 0.15;
  if (pending.comparator && pending.number && isAmountIn(state, candidates)) bonus.metric += 0.3;
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

/** "how many machines of each type", which have one: not the part types, of which each is called a type in short. */
function isOwnKind({ draft, catalogue }: State, candidates: readonly Candidate[]): boolean {
  const counted = draft.measures.length > 0 ? thingsCounted(catalogue, draft.measures[0]) : draft.mentions[0]?.dataset;
  const short = candidates.every(c => c.kind !== 'dataset' || c.weight < 0.95);
  return (
    short &&
    counted !== undefined &&
    candidates.some(c => c.kind === 'field' && c.weight >= 0.8 && c.field.dataset === counted)
  );
}

/** "revenue by department without rooms", "without rooms" behind it: one of the groups, called so to the letter. */
function isGroupShown({ draft }: State, candidates: readonly Candidate[]): boolean {
  const whole = candidates.flatMap(c => (c.kind === 'value' && !c.partial && c.weight >= 1 ? [c.field] : []));
  const named = draft.measures.length + draft.mentions.length > 0 || draft.subject !== undefined;
  const groups = draft.dimensions.flatMap(d => (d.kind === 'field' ? d.choice.options.map(({ field }) => field) : []));
  return whole.length > 0 && (!named || whole.some(field => groups.includes(field)));
}

/** "what share of revenue comes from rooms": the value called so to the letter, as all of it is of some room. */
function isPartToTheLetter({ draft, catalogue }: State, candidates: readonly Candidate[]): boolean {
  const [measure] = draft.measures;
  const home = measure?.kind === 'metric' ? catalogue.metrics.get(measure.metric)?.home : undefined;
  const [things] = candidates.flatMap(c => (c.kind === 'dataset' ? [c.dataset] : []));
  if (home === undefined || things === undefined || catalogue.reach(home, things).kind !== 'up') return false;
  return candidates.some(
    c => c.kind === 'value' && !c.partial && c.weight >= 1 && catalogue.hasOne(home, c.field.dataset),
  );
}

/** "our Outlet stores", which are also called outlets: the value of theirs, as their own noun stands right behind it. */
function isKindOfThings({ chunks, at, catalogue }: State, candidates: readonly Candidate[]): boolean {
  const [thing] = candidates.filter(c => c.kind === 'dataset');
  const next = candidatesOf(chunks[at + 1], 'dataset').find(c => c.weight > 0.9);
  if (thing?.kind !== 'dataset' || !next || chunks[at + 1]?.start !== chunks[at]?.end) return false;
  // "room charges": those of rooms, which the charges tell by themselves
  if (next.dataset !== thing.dataset)
    return candidates.some(
      c => c.kind === 'value' && !c.partial && c.weight >= 0.9 && c.field.dataset === next.dataset,
    );
  return candidates.some(
    c => c.kind === 'value' && !c.partial && c.weight >= 0.9 && catalogue.hasOne(thing.dataset, c.field.dataset),
  );
}

/** "brands with more than 2 million in shop sales": so much of the amount, and not so many rows. */
const isAmountIn = ({ tokens, chunks, at, catalogue }: State, candidates: readonly Candidate[]): boolean =>
  /^(in|of)$/.test(tokens[(chunks[at]?.start ?? 0) - 1]?.lower ?? '') &&
  candidates.some(
    c => c.kind === 'metric' && c.weight >= 0.9 && catalogue.metrics.get(c.metric)?.text.startsWith('SUM('),
  );

/** "how much did we bill": an amount and not how many bills. */
function asksAmount({ tokens, draft, catalogue }: State, candidates: readonly Candidate[]): boolean {
  if (tokens[0]?.lower !== 'how' || tokens[1]?.lower !== 'much' || draft.measures.length > 0) return false;
  const [metric] = candidates.filter(c => c.kind === 'metric');
  // "how much money … in discounts": the discount amount
  const least = tokens[2]?.lower === 'money' ? 0.65 : 0.85;
  return metric !== undefined && metric.weight >= least && catalogue.metrics.get(metric.metric)?.counts === undefined;
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

/** "late orders": right before an entity a value says which of them. */
const isAdjective = (state: State): boolean => {
  const { pending } = state;
  const compares = pending.comparator !== undefined && pending.number === undefined;
  if (pending.aggregate || pending.superlative || pending.group || compares) return false;
  // "open P2 calls": other values may stand between
  const next = state.chunks.slice(state.at + 1).find(c => !candidatesOf(c, 'value').some(v => v.weight >= 0.95));
  return namesThings(next);
};

/** "procedures carried out in May": rows of the dataset that is called so, and not the names in its catalogue. */
function namesRows(state: State, candidates: readonly Candidate[]): boolean {
  const { pending, catalogue, draft } = state;
  const most = pending.superlative?.quantity === true && draft.subject !== undefined;
  if (
    pending.group ||
    pending.which ||
    pending.list ||
    pending.frequent ||
    draft.rank ||
    (pending.superlative && !most)
  )
    return false;
  const chunk = state.chunks[state.at];
  const noun = chunk && chunk.end - chunk.start === 1 ? (state.tokens[chunk.start]?.lower ?? '') : '';
  const [rows] = candidates.filter(c => c.kind === 'dataset' && c.weight > 0.9);
  return (
    /[^su]s$/.test(noun) &&
    rows?.kind === 'dataset' &&
    rows.dataset.toLowerCase() === noun &&
    candidates.every(
      c =>
        c.kind !== 'field' ||
        c.weight < 0.9 ||
        (c.field === catalogue.nameField(c.field.dataset) &&
          catalogue.reach(rows.dataset, c.field.dataset).kind === 'up'),
    )
  );
}

/** The field that the word may also mean is just the name of that entity. */
const namesEntity = (state: State, candidates: readonly Candidate[]): boolean =>
  namesRows(state, candidates) || (!isAmount(state, candidates) && mayBeThings(state, candidates));

/** "shop sales by brand": an amount that the model calls so, where nobody counts or lists the rows of that name. */
function isAmount({ pending, draft, catalogue }: State, candidates: readonly Candidate[]): boolean {
  if (pending.count || pending.which || pending.list || pending.negation || draft.subjectIs === 'list') return false;
  return candidates.some(
    c => c.kind === 'metric' && c.weight >= 1 && catalogue.metrics.get(c.metric)?.counts === undefined,
  );
}

const mayBeThings = (state: State, candidates: readonly Candidate[]): boolean =>
  candidates.some(
    c =>
      c.kind === 'dataset' &&
      c.weight > 0.9 &&
      candidates.every(o => o.kind !== 'field' || o.weight < 0.9 || o.field === state.catalogue.nameField(c.dataset)),
  );
