import { type Candidate, type Chunk, candidatesOf, isPhrase, namesNumber, namesThings } from '../chunks.ts';
import { isFiller } from '../english/fillers.ts';
import { participle } from '../english/participles.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { minor } from '../lexicon/terms.ts';
import { stemsOf } from '../words.ts';
import { readBeenDone } from './been-done.ts';
import { bestKind } from './best-kind.ts';
import { isDateVerb, readDateVerb, type Terms } from './date-verbs.ts';
import { readDeed } from './deeds.ts';
import { describedField } from './described-fields.ts';
import { placeEntity } from './entities.ts';
import { placeField } from './fields.ts';
import { applyValue } from './filters.ts';
import { isDoing } from './groups.ts';
import { placeMeasure } from './measures.ts';
import { isNew } from './newcomers.ts';
import { placeNumberField } from './number-fields.ts';
import { isListed, isRanked, isSizedThing, listsColumns, readAsThing, saysNumber } from './numbers-as-things.ts';
import { outcomeOf } from './outcomes.ts';
import { takePartedName } from './parted-names.ts';
import { readPrice } from './priced-things.ts';
import { isSentToCounted, narrowByClause } from './said-whose.ts';
import { fieldChoice, lowerOf, nextContent, passOver, problem, type State, wordBefore } from './state.ts';
import { keepsThere } from './there.ts';
import { noteTie } from './tied-numbers.ts';
import { isUnitOfNumber } from './unit-nouns.ts';
import { isOtherForm } from './year-verbs.ts';

const verbsBeforeParticles = patterns.verbsBeforeParticles;

const preposition = patterns.prepositionsOfTerms;

/** Decides by what stands around it which of its meanings a term has, and places it. */
export function readTerms(state: State, chunk: Terms): void {
  if (takePartedName(state, chunk) || keepsThere(state, chunk) || readDeed(state) || isNew(state)) return;
  if (isSentToCounted(state) || isOfDoers(state, chunk)) return;
  if (isDateVerb(state, chunk)) {
    const outcome = outcomeOf(state, chunk);
    readDateVerb(state, chunk);
    if (outcome) applyValue(state, outcome);
    return;
  }
  if (isTradeVerb(state, chunk) || readClause(state, chunk) || readAmountIn(state, chunk)) return;
  if (isVerbOfThings(state, chunk) || isOtherForm(state, chunk)) {
    problem(state, chunk, reasons.nothingModelName);
    return;
  }
  const kind = isOwnFlag(state, chunk) ? 'field' : bestKind(state, chunk.candidates);
  if (isParticleOfName(state, chunk, kind)) {
    problem(state, chunk, reasons.nothingModelName);
    return;
  }
  if (isGlued(state, chunk, kind)) {
    problem(state, chunk, reasons.numberOwnClear);
    return;
  }
  if (isQualifier(state, chunk, kind)) {
    problem(state, chunk, reasons.partSeveralNames);
    return;
  }
  switch (kind) {
    case 'metric': {
      const metric = ownNumberOf(state, chunk) ?? chunk.candidates.find(c => c.kind === 'metric');
      // "average stock per part, in pieces"; of growth or a share it would say that no rate is meant
      if (wordBefore(state) === 'in' && !state.draft.growth && !state.draft.share && isUnitOfNumber(state, chunk))
        return;
      const counted = metric?.kind === 'metric' ? state.catalogue.metrics.get(metric.metric)?.counts : undefined;
      const isSized =
        metric?.kind === 'metric' && (isSizedThing(state, metric.metric) || listsColumns(state, metric.metric));
      if (counted === undefined && (isThing(state) || isRanked(state) || isSized)) {
        readAsThing(state, chunk);
        return;
      }
      if (counted !== undefined && (isThing(state) || isListed(state))) {
        placeEntity(state, counted, chunk);
        return;
      }
      if (metric?.kind === 'metric')
        placeMeasure(state, { kind: 'metric', metric: metric.metric, at: state.at }, chunk);
      noteTie(state, chunk);
      return;
    }
    case 'value':
      if (!readBeenDone(state, chunk)) applyValue(state, chunk);
      return;
    case 'dataset': {
      const dataset = chunk.candidates.find(c => c.kind === 'dataset');
      if (dataset?.kind === 'dataset') placeEntity(state, dataset.dataset, chunk);
      return;
    }
    case 'field': {
      if (readPrice(state, chunk)) return;
      if (isNameOfOthers(state, chunk)) {
        problem(state, chunk, reasons.modelNamesThese);
        return;
      }
      const owner = ownerOfCommonNoun(state, chunk) ?? ownerOf(state, chunk);
      const described = describedField(state, chunk);
      const named = described ? [described] : candidatesIn(chunk, owner);
      const said = fieldChoice(state, named, chunk, field => !owner || field.dataset === owner);
      const choice = said && narrowByClause(state, said);
      if (!choice) {
        if (owner) problem(state, chunk, `Of ${owner.replaceAll('_', ' ')} the model has none.`);
        return;
      }
      if (choice.options[0]?.field.kind === 'number' && !choice.options[0].field.isIdentifier)
        placeNumberField(state, choice, chunk);
      else placeField(state, choice, chunk);
      return;
    }
  }
}

/** "per booking visitor": who does it is grouped by, and neither when it was nor what was done. */
const isOfDoers = ({ chunks, at, pending, ...state }: State, chunk: Terms): boolean =>
  pending.group?.word === 'per' &&
  isDoing(lowerOf({ ...state, chunks, at, pending }, chunk)) &&
  namesThings(chunks[at + 1]) &&
  chunks[at + 1]?.start === chunk.end;

/** "which machines are down", "orders run at night": such a word alone stands for no number that it is a part of. */
function isParticleOfName({ tokens }: State, chunk: Terms, kind: Candidate['kind']): boolean {
  const small = verbsBeforeParticles;
  const isName = chunk.candidates.some(c => c.weight >= 0.9);
  const alone = chunk.end - chunk.start === 1 && small.test(tokens[chunk.start]?.lower ?? '');
  return alone && !isName && (kind === 'metric' || kind === 'field');
}

/** "more than 400 pieces outstanding": a second number right behind the one that was compared, joined by nothing. */
function isGlued({ draft, chunks, at }: State, chunk: Terms, kind: Candidate['kind']): boolean {
  const compared = draft.having.at(-1)?.measure.at === at - 1 && chunks[at - 1]?.end === chunk.start;
  const [field] = candidatesOf(chunk, 'field');
  return compared && (kind === 'metric' || (kind === 'field' && field?.field.kind === 'number'));
}

/** "how long do guests stay": a verb, which is not the part of a value that is called like it. */
function isVerbOfThings(state: State, chunk: Terms): boolean {
  const { tokens, chunks, at } = state;
  const values = candidatesOf(chunk, 'value');
  const alone = chunk.end - chunk.start === 1 && tokens[chunk.start]?.capital !== true;
  const vague = chunk.candidates.every(c => (c.kind === 'value' ? c.partial : c.kind === 'field' && c.weight < 0.7));
  if (!alone || values.length === 0 || !vague) return false;
  const does = tokens
    .slice(Math.max(0, chunk.start - 5), chunk.start)
    .some(({ lower }) => /^(do|does|did)$/.test(lower));
  const before = chunks[at - 1];
  const doer = before?.kind === 'terms' && before.candidates.some(c => c.kind !== 'metric' && c.weight > 0.9);
  return does && (doer || /^(we|they|you|i|it|he|she)$/.test(lowerOf(state, before)));
}

/** "hotels with no spa": yes or no of the things named, and not who works in one. */
function isOwnFlag(state: State, chunk: Terms): boolean {
  const { scope, catalogue, values } = state;
  const flags = candidatesOf(chunk, 'field').filter(
    ({ field, weight }) =>
      weight >= 0.9 && field.dataset === scope && (field.kind === 'boolean' || values.flags.has(field.id)),
  );
  const others = candidatesOf(chunk, 'value').every(({ field }) => !catalogue.hasOne(scope ?? '', field.dataset));
  return flags.length > 0 && others;
}

/** "calls were closed": no name but a clause, things and what is said of them. */
function readClause(state: State, chunk: Terms): boolean {
  const [best] = chunk.candidates;
  const isSaid = / (is|are|was|were) /.test(lowerOf(state, chunk)) || isDoneByEach(state, chunk);
  if (best?.kind !== 'field' || !isSaid) return false;
  const parts = state.split(chunk);
  if (!parts) return false;
  state.chunks = [...state.chunks.slice(0, state.at), ...parts, ...state.chunks.slice(state.at + 1)];
  return true;
}

/** "documents reviewed by curator": what was done to them, and by whom; not the day that the model calls so. */
function isDoneByEach(state: State, chunk: Terms): boolean {
  const [best] = chunk.candidates;
  const [first, last] = [state.tokens[chunk.start], state.tokens[chunk.end - 1]];
  const by = state.chunks[state.at + 1];
  if (best?.kind !== 'field' || best.field.kind !== 'time' || state.pending.group) return false;
  const isThings =
    first !== undefined && first !== last && /s$/.test(first.lower) && state.lexicon.entities.has(first.stem);
  return isThings && participle.test(last?.lower ?? '') && isPhrase(by, 'group');
}

/** "the same for the web", "what about the web": the first word of a number's name of several, and not which number. */
function isQualifier({ draft, tokens }: State, { start, end, candidates }: Terms, kind: Candidate['kind']): boolean {
  const goesOn = draft.followUp.has('same') || draft.followUp.has('whatAbout');
  const best = candidates.find(candidate => candidate.kind === kind);
  const number = best?.kind === 'metric' || (best?.kind === 'field' && best.field.kind === 'number');
  if (!goesOn || !best || !number || best.weight >= 1 || end - start > 1) return false;
  const [first, ...more] = stemsOf(best.kind === 'metric' ? best.metric : best.field.name);
  return more.length > 0 && first === tokens[start]?.stem;
}

/** "over 2 million in store sales", where in-store sales are rows: so much in an amount. */
function readAmountIn(state: State, chunk: Terms): boolean {
  if (!state.pending.number || state.tokens[chunk.start]?.lower !== 'in') return false;
  const [first, second] = state.split(chunk) ?? [];
  if (first?.kind !== 'filler' || !namesNumber(second)) return false;
  state.chunks = [...state.chunks.slice(0, state.at), first, second as Chunk, ...state.chunks.slice(state.at + 1)];
  return true;
}

/** "names of the employees", who have numbers only: not those of something else. */
function isNameOfOthers({ chunks, at, catalogue, ...state }: State, chunk: Terms): boolean {
  const all = { ...state, chunks, at, catalogue };
  if (!/^(the )?names?$/.test(lowerOf(all, chunk)) || lowerOf(all, chunks[at + 1]) !== 'of') return false;
  const behind = chunks.slice(at + 2);
  const end = behind.findIndex(c => /^(in|with|from|that|who|which|and|,|for|at|on)$/.test(lowerOf(all, c)));
  const nouns = behind.slice(0, end < 0 ? behind.length : end).filter(c => c.kind === 'terms');
  const named = nouns
    .flatMap(c => c.candidates)
    .some(
      c =>
        (c.kind === 'dataset' && c.weight > 0.9) ||
        (c.kind === 'field' && c.field.kind === 'text' && c.weight >= 0.85) ||
        (c.kind === 'metric' && catalogue.metrics.get(c.metric)?.counts !== undefined),
    );
  return nouns.length > 0 && !named;
}

/** "city of the origin depot": of the fields that are called so, that of the things behind. */
function ownerOf(state: State, chunk: Terms): string | undefined {
  const rest = state.chunks.slice(state.at + 1);
  const at = rest.findIndex(c => !/^(of|the|our|their)$/.test(lowerOf(state, c)));
  if (at < 1 || lowerOf(state, rest[0]) !== 'of') return undefined;
  const [thing] = candidatesOf(rest[at], 'dataset').filter(c => c.weight > 0.9);
  const own = candidatesOf(chunk, 'field').filter(c => c.field.dataset === thing?.dataset && c.weight >= 0.6);
  const others = candidatesOf(chunk, 'field').filter(c => c.field.dataset !== thing?.dataset);
  return own.length > 0 && others.length > 0 ? thing?.dataset : undefined;
}

const candidatesIn = (chunk: Terms, dataset: string | undefined): readonly Candidate[] =>
  dataset === undefined
    ? chunk.candidates
    : chunk.candidates.filter(c => c.kind !== 'field' || c.field.dataset === dataset);

/** "line value": a common noun right behind a thing is that thing's own, not the value of something else. */
function ownerOfCommonNoun(state: State, chunk: Terms): string | undefined {
  const before = state.chunks[state.at - 1];
  const [thing] = candidatesOf(before, 'dataset').filter(c => c.weight > 0.9);
  const fields = candidatesOf(chunk, 'field');
  const common = fields.length > 0 && fields.every(c => c.weight <= 0.7 && c.field.kind === 'number');
  return thing && common && before?.end === chunk.start ? thing.dataset : undefined;
}

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

/** "revenue from late lines": behind a preposition a number can only be the things it counts. */
function isThing(state: State): boolean {
  const { draft, pending } = state;
  if (draft.subjectIs === 'list' && draft.measures.length === 0 && draft.subject === undefined)
    return !saysNumber(state) && state.split(state.chunks[state.at] as Chunk) !== undefined;
  const led = draft.share?.verbAt !== undefined && draft.measures.length === 1;
  if (draft.measures.length === 0 || draft.ratio || draft.compare || draft.difference) return false;
  if (draft.share && !led) return false;
  const next = nextContent(state, state.at + 1)?.chunk;
  if (isPhrase(next, 'comparator', 'between')) return false;
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
  return before?.kind === 'filler' && preposition.test(lowerOf(state, before));
}

/** "on-time rate of suppliers", where the model has a supplier on-time rate. */
function ownNumberOf(state: State, chunk: Terms): Candidate | undefined {
  const rest = state.chunks.slice(state.at + 1);
  const at = rest.findIndex(c => !/^(of|the|our|all)$/.test(lowerOf(state, c)));
  const things = rest[at];
  const noun = things && state.tokens[things.end - 1];
  if (at < 1 || lowerOf(state, rest[0]) !== 'of' || !noun || things.end - things.start > 1) return undefined;
  if (!namesThings(things)) return undefined;
  const words = state.tokens
    .slice(chunk.start, chunk.end)
    .filter(({ kind, lower }) => kind === 'word' && !minor.has(lower));
  const stems = words.map(token => token.stem);
  const own = state.lexicon.lookup([noun.stem, ...stems], true).find(c => c.kind === 'metric' && c.weight >= 0.9);
  if (own) passOver(state, things);
  return own;
}
