import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import { countsRows } from '../counted-rows.ts';
import type { FieldChoice } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { beginsAnew, fieldOfTheirs, isNumberField, isOfNamedBefore, isUnitOfCompared } from './behind-numbers.ts';
import { applyNumbers } from './comparisons.ts';
import { holdBetween, isCountedAt } from './counted-between.ts';
import { thingsBehindValues } from './counted-values.ts';
import { isHeldCount, isOwnSize, isRateOf, isZeroOf, takeOneMore } from './equal-numbers.ts';
import { amountAt } from './mass-nouns.ts';
import { homeOf } from './measure-list.ts';
import { readMoreOfField } from './more-of-field.ts';
import { applyNumbersTo } from './number-filters.ts';
import { saysHowManyListed, saysTimes } from './number-of-times.ts';
import { betweenFrom, numberFieldAt, saysDaysAgain, spanFrom } from './number-spans.ts';
import { takeUnit } from './number-units.ts';
import { fieldChoice, lowerOf, nextContent, passOver, problem, type State, wordBefore } from './state.ts';

const ofNumbers = patterns.leadsToNumbers;

/** A number: compared with what was named, a count for "top", or what "between" spans. */
export function readNumber(state: State, chunk: Extract<Chunk, { kind: 'number' }>): void {
  const { pending } = state;
  if (saysTimes(state, chunk) || saysHowManyListed(state, chunk)) return;
  // "lines discounted by 8 percent": the number of what was done to them
  if (pending.group?.word === 'by' && isDone(state, pending.group.at)) pending.group = undefined;
  if (pending.comparator && pointsAtOne(state, chunk)) {
    problem(state, chunk, reasons.sayNumberCompared);
    return;
  }
  // "what do we earn on one piece"
  if (!pending.comparator && /^(on|per)$/.test(wordBefore(state)) && lowerOf(state, chunk) === 'one') {
    problem(state, chunk, reasons.sayNumberHow);
    return;
  }
  takeUnit(state);
  if (saysDaysAgain(state, chunk)) return;
  passUnitOfMass(state, chunk);
  const between = betweenFrom(state) ?? spanFrom(state, chunk);
  // "5 to 7 percent"
  const from =
    between?.percent && !chunk.percent ? chunk.value / 100 : chunk.value * scaleOf(state, chunk, between?.end);
  if (between) {
    state.at = between.end - 1;
    takeUnit(state);
    state.at = between.end;
    const noun = numberFieldAt(state, state.at);
    const unmeasured = !pending.unit && !pending.worth && !chunk.percent && !between.percent;
    const { mention } = state;
    const ofField = mention?.kind === 'field' && mention.choice.options[0]?.field.kind === 'number';
    if (unmeasured && !ofField && isCountedAt(state, state.at)) {
      holdBetween(state, from, between.value, state.chunks.indexOf(chunk));
      return;
    }
    if (noun && state.mention?.kind !== 'field') {
      state.at = noun.at + 1;
      applyNumbersTo(state, noun.choice, [from, between.value], chunk, chunk.percent || between.percent);
    } else applyNumbers(state, [from, between.value], chunk, chunk.percent || between.percent);
    return;
  }
  takeSuffixBehindNoun(state);
  const suffix = nextContent(state, state.at + 1);
  if (suffix?.chunk.kind === 'phrase' && suffix.chunk.phrase.kind === 'suffix') {
    pending.comparator = { operator: suffix.chunk.phrase.operator, at: state.at };
    state.at = suffix.at + 1;
    decide(state, chunk);
    return;
  }
  decide(state, chunk);
}

/** "between 1 and 2 million": what the last is said in, the first is said in too. */
function scaleOf({ tokens, chunks }: State, first: Chunk, end: number | undefined): number {
  const [from, to] = [tokens[first.start], tokens[chunks[(end ?? 0) - 1]?.start ?? -1]];
  if (end === undefined || from?.value === undefined || to?.value === undefined || from.lower.startsWith('#')) return 1;
  const plain = Number(to.lower.replace('#', ''));
  return plain > from.value && to.value > plain ? to.value / plain : 1;
}

function isDone({ chunks, at, tokens, pending }: State, by: number): boolean {
  const done = chunks[by - 1];
  const next = by === at - 1 || pending.comparator?.at === by + 1;
  return next && done !== undefined && isNumberField(done, 0.6) && /ed$/.test(tokens[done.end - 1]?.lower ?? '');
}

/** "above the overall one": a pronoun, and no number. */
const pointsAtOne = ({ tokens }: State, { start }: Chunk): boolean =>
  tokens[start]?.lower === 'one' && ofNumbers.test(tokens[start - 1]?.lower ?? '');

/** "45 pieces or more": the noun stands between the number and its direction. */
function takeSuffixBehindNoun(state: State): void {
  const [noun, suffix] = [state.chunks[state.at + 1], state.chunks[state.at + 2]];
  if (noun?.kind !== 'terms' || !isPhrase(suffix, 'suffix')) return;
  state.pending.comparator = { operator: suffix.phrase.operator, at: state.at };
  passOver(state, suffix);
}

/** Having, when a countable noun follows; else a comparison with what was named before. */
function decide(state: State, chunk: Extract<Chunk, { kind: 'number' }>): void {
  const { pending } = state;
  passDistinct(state, chunk);
  if (readMoreOfField(state, chunk)) return;
  const next = nextContent(state, Math.max(state.at, state.chunks.indexOf(chunk) + 1));
  const held = { value: chunk.value, percent: chunk.percent, at: state.chunks.indexOf(chunk) };
  if (!pending.comparator && isOwnSize(state, chunk, next)) {
    const choice = next && fieldChoice(state, candidatesOf(next.chunk, 'field'), next.chunk);
    if (next && choice) {
      passOver(state, next.chunk);
      applyNumbersTo(state, choice, [chunk.value], chunk);
      return;
    }
  }
  if (!pending.comparator && isZeroOf(state, chunk)) pending.comparator = { operator: '=', at: held.at };
  if (!pending.comparator && (isHeldCount(state, held.at, next?.chunk) || isRateOf(state, chunk, next?.chunk)))
    pending.comparator = { operator: '=', at: held.at };
  if (pending.comparator) {
    const own = fieldOfTheirs(state, chunk);
    if (own) {
      applyNumbersTo(state, own, [chunk.value], chunk);
      return;
    }
    const things = next && next.chunk.start === chunk.end ? thingsBehindValues(state, next.at) : undefined;
    // "orders with at least one brass part": those that have some
    if (things === 'unclear' && chunk.value === 1 && pending.comparator.operator === '>=' && isOfThings(state)) {
      pending.comparator = undefined;
      return;
    }
    if (things === 'unclear') {
      problem(state, chunk, reasons.unclearWhetherMany);
      pending.comparator = undefined;
      return;
    }
    const followed =
      next &&
      next.chunk.start - chunk.end <= 2 &&
      !isParted(state, chunk.end, next.chunk.start) &&
      !isOfNamedBefore(state, chunk, next.at) &&
      (candidatesOf(next.chunk, 'metric').length > 0 ||
        candidatesOf(next.chunk, 'dataset').length > 0 ||
        isNumberField(next.chunk, pending.unit ? 0.65 : 0.8) ||
        things === 'counted');
    if (next && isUnitOfCompared(state, chunk, next.chunk)) {
      applyNumbers(state, [chunk.value], chunk, chunk.percent);
      passOver(state, next.chunk);
      return;
    }
    const aboutField =
      state.mention?.kind === 'field' &&
      state.mention.choice.options[0]?.field.kind === 'number' &&
      !(beginsAnew(state, pending.comparator.at) && next?.chunk.start === chunk.end) &&
      !(followed && isMeasuredIn(state, chunk, state.mention.choice));
    if (followed && !aboutField && !pending.worth) {
      hold(state, held);
      return;
    }
    applyNumbers(state, [chunk.value], chunk, chunk.percent);
    return;
  }
  const ownField = state.mention?.kind === 'field' && state.mention.choice.options[0]?.field.kind === 'number';
  if (ownField && state.mention?.kind === 'field' && state.mention.choice.at === held.at - 1) {
    applyNumbers(state, [chunk.value], chunk, chunk.percent);
    return;
  }
  if (takeOneMore(state, chunk, next?.chunk)) return;
  // "which three months", "the 2 regions"
  const things = next?.chunk.kind === 'terms' || (next?.chunk.kind === 'grain' && superlativeAhead(state, next.at));
  const counts = Number.isInteger(chunk.value) && chunk.value > 0 && things && next.chunk.start === chunk.end;
  if (counts && (pending.which || pending.list || superlativeAhead(state, next.at))) {
    state.draft.rank ??= { count: chunk.value, direction: 'DESC', by: undefined, byField: undefined, at: held.at };
    return;
  }
  if (state.mention?.kind === 'field' && isNextTo(state, chunk)) {
    applyNumbers(state, [chunk.value], chunk, chunk.percent);
    return;
  }
  if (state.mention?.kind === 'entity' && isNextTo(state, chunk)) {
    equalsKey(state, entityRightBefore(state, chunk) ?? state.mention.dataset, chunk);
    return;
  }
  hold(state, held);
}

/** Waits for its noun; one that waited before has found none, and is not to be forgotten. */
function hold(state: State, held: NonNullable<State['pending']['number']>): void {
  const before = state.pending.number;
  const chunk = before && before.at !== held.at ? state.chunks[before.at] : undefined;
  if (chunk) problem(state, chunk, reasons.numberBelongsNothing);
  state.pending.number = held;
}

/** The number is one of the things themselves: the revenue of an order with one such line may be that of the line. */
const isOfThings = (state: State): boolean =>
  state.draft.measures.every(
    measure => countsRows(state, measure) || homeOf(state, measure) === state.draft.mentions.at(-1)?.dataset,
  );

/** "which order numbers exceed 400k in invoice total": the number of an order only names it. */
const isMeasuredIn = ({ tokens }: State, { end }: Chunk, { options }: FieldChoice): boolean =>
  tokens[end]?.lower === 'in' && (options[0]?.field.isIdentifier === true || options[0]?.field.isKey === true);

/** "over 400k and the customers", "over 5 with orders": what comes behind is no noun of the number. */
const isParted = ({ tokens }: State, start: number, end: number): boolean =>
  tokens.slice(start, end).some(({ lower }) => /^(and|but|with|without|for|from|by)$/.test(lower));

/** "more than 5 different suppliers": things are counted once each anyway. */
function passDistinct(state: State, number: Chunk): void {
  const [distinct, noun] = state.chunks.slice(state.chunks.indexOf(number) + 1, state.chunks.indexOf(number) + 3);
  if (!isPhrase(distinct, 'distinct') || !state.pending.comparator) return;
  if (candidatesOf(noun, 'dataset').length === 0) return;
  const { start, end } = distinct;
  state.chunks = state.chunks.map(c => (c === distinct ? { kind: 'filler', start, end } : c));
}

/** "the crew of flight 12": the number is of the noun it stands behind. */
const entityRightBefore = (state: State, chunk: Chunk): string | undefined => {
  const stem = state.tokens[chunk.start - 1]?.stem;
  const datasets = stem === undefined ? undefined : state.lexicon.entities.get(stem);
  return datasets?.length === 1 ? datasets[0] : undefined;
};

/** "the three regions with the lowest profit": a superlative follows. */
const superlativeAhead = (state: State, at: number): boolean =>
  state.chunks.slice(at).some(c => isPhrase(c, 'superlative'));

/** Only "is", "of", "=" and the like stand between the noun and the number. */
const isNextTo = (state: State, chunk: Chunk): boolean => {
  const at = state.chunks.indexOf(chunk);
  for (let i = at - 1; i >= 0; i--) {
    const before = state.chunks[i];
    if (before?.kind === 'terms') return true;
    const word = before ? (state.tokens[before.start]?.lower ?? '') : '';
    // "taxed at 8 %"
    if (before?.kind === 'filler' && word === 'at' && /ed$/.test(lowerOf(state, state.chunks[i - 1]))) continue;
    if (
      !(before?.kind === 'filler' && /^(is|was|are|were|of|no|the)$/.test(word)) &&
      !(before?.kind === 'mark' && /^[=:#]$/.test(word))
    )
      return false;
  }
  return false;
};

/** "more than 400 pieces of stock": the noun that says how much there is stands behind its unit. */
function passUnitOfMass(state: State, chunk: Chunk): void {
  const at = state.chunks.indexOf(chunk);
  const [unit, of] = state.chunks.slice(at + 1, at + 3);
  if (!unit || !of || unit.start !== chunk.end || lowerOf(state, of) !== 'of') return;
  const noun = nextContent(state, at + 3);
  if (unit.kind === 'number' || noun?.at !== at + 3 || amountAt(state, noun.at) === undefined) return;
  passOver(state, unit);
  passOver(state, of);
}

/** "order 1234": the entity with that key. */
function equalsKey(state: State, dataset: string, chunk: Extract<Chunk, { kind: 'number' }>): void {
  const key = state.catalogue.keyField(dataset);
  if (!key || (key.kind === 'text' && !key.isKey)) {
    problem(state, chunk, reasons.numberBelongsNothing);
    return;
  }
  applyNumbersTo(
    state,
    { options: [{ field: key, weight: 0.9 }], scope: dataset, text: key.label, at: state.at },
    [chunk.value],
    chunk,
  );
}
