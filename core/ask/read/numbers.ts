import { type Chunk, candidatesOf } from '../chunks.ts';
import type { FieldChoice } from '../draft.ts';
import { stemsOf } from '../words.ts';
import { applyNumbers, applyNumbersTo, isTotal } from './comparisons.ts';
import { thingsBehindValues } from './counted-values.ts';
import { amountAt } from './mass-nouns.ts';
import { saysTimes } from './number-of-times.ts';
import { takeUnit } from './number-units.ts';
import { fieldChoice, lowerOf, nextContent, onlySeparators, passOver, problem, type State } from './state.ts';

/** A number: compared with what was named, a count for "top", or what "between" spans. */
export function readNumber(state: State, chunk: Extract<Chunk, { kind: 'number' }>): void {
  const { pending } = state;
  if (saysTimes(state, chunk)) return;
  takeUnit(state);
  if (saysDaysAgain(state, chunk)) return;
  passUnitOfMass(state, chunk);
  const between = betweenFrom(state) ?? spanFrom(state, chunk);
  // "5 to 7 percent"
  const from = between?.percent && !chunk.percent ? chunk.value / 100 : chunk.value;
  if (between) {
    state.at = between.end - 1;
    takeUnit(state);
    state.at = between.end;
    const noun = numberFieldAt(state, state.at);
    if (noun && state.mention?.kind !== 'field') {
      state.at = noun.at + 1;
      applyNumbersTo(state, noun.choice, [from, between.value], chunk);
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

/** "45 pieces or more": the noun stands between the number and its direction. */
function takeSuffixBehindNoun(state: State): void {
  const [noun, suffix] = [state.chunks[state.at + 1], state.chunks[state.at + 2]];
  if (noun?.kind !== 'terms' || suffix?.kind !== 'phrase' || suffix.phrase.kind !== 'suffix') return;
  state.pending.comparator = { operator: suffix.phrase.operator, at: state.at };
  passOver(state, suffix);
}

/** "orders with 7 lines": as many of them as each has. */
function isHeldCount(state: State, at: number, next: Chunk | undefined): boolean {
  const before = state.chunks[at - 1];
  return (
    before?.kind === 'filler' &&
    /^(with|have|has|had|having|contain|contains|containing)$/.test(state.tokens[before.start]?.lower ?? '') &&
    candidatesOf(next, 'dataset').length > 0
  );
}

/** "3-phase devices", "devices with 3 phases": as many as the field says, where that is its own name. */
function isOwnSize(
  state: State,
  chunk: Extract<Chunk, { kind: 'number' }>,
  next: { chunk: Chunk; at: number } | undefined,
): boolean {
  const { pending, draft } = state;
  if (!next || chunk.percent || pending.superlative || draft.rank || pending.aggregate || draft.moving !== undefined)
    return false;
  const behind = candidatesOf(state.chunks[next.at + 1], 'dataset').find(c => c.weight > 0.9);
  const things = behind?.dataset ?? thingsNamed(state);
  const exact = candidatesOf(next.chunk, 'field').some(
    ({ weight, field }) =>
      weight >= 0.85 &&
      field.kind === 'number' &&
      !field.isIdentifier &&
      things !== undefined &&
      // "orders with 3 pieces": of what each has many of, they would be added up
      ['same', 'up'].includes(state.catalogue.reach(things, field.dataset).kind),
  );
  const others = candidatesOf(next.chunk, 'metric').length + candidatesOf(next.chunk, 'dataset').length > 0;
  if (!exact || others || next.chunk.end - next.chunk.start > 1) return false;
  const hyphen = state.tokens[chunk.end]?.lower === '-' && next.chunk.start === chunk.end + 1;
  const had = /^(with|have|has|had|having)$/.test(lowerOf(state, state.chunks[state.chunks.indexOf(chunk) - 1]));
  return hyphen || (had && next.chunk.start === chunk.end);
}

/** "in which years was the return rate zero": as the verb says. */
function isZeroOf({ chunks, mention, tokens, draft }: State, number: Extract<Chunk, { kind: 'number' }>): boolean {
  const before = tokens.slice(0, number.start).map(token => token.lower);
  const right = mention?.kind === 'measure' && chunks.slice(mention.measure.at + 1, chunks.indexOf(number));
  const groups = draft.subject !== undefined || draft.dimensions.length + draft.mentions.length > 0;
  return (
    number.value === 0 &&
    right !== false &&
    groups &&
    right.every(c => copula.test(tokens[c.start]?.lower ?? '')) &&
    before.some(word => /^(is|are|was|were)$/.test(word))
  );
}

/** "lines with a 10 % discount" */
function isRateOf(state: State, chunk: Extract<Chunk, { kind: 'number' }>, next: Chunk | undefined): boolean {
  const before = lowerOf(state, state.chunks[state.chunks.indexOf(chunk) - 1]);
  return (
    chunk.percent && next?.start === chunk.end && /^(a|an|the|with|at|of)$/.test(before) && isNumberField(next, 0.8)
  );
}

/** "between 10 and 20 seats": the number field right behind the numbers. */
function numberFieldAt(state: State, at: number): { at: number; choice: FieldChoice } | undefined {
  const chunk = state.chunks[at];
  const choice =
    chunk &&
    fieldChoice(state, candidatesOf(chunk, 'field'), chunk, field => field.kind === 'number' && !field.isIdentifier);
  return choice ? { at, choice } : undefined;
}

/** "whose stock is below 4,000 pieces": the number was named before the verb, so what stands behind is its unit. */
function isUnitOfCompared(state: State, chunk: Chunk, next: Chunk): boolean {
  const { mention, pending } = state;
  const comparator = pending.comparator?.at ?? -1;
  const verb = lowerOf(state, state.chunks[comparator - 1]);
  const last = state.tokens[next.end - 1]?.lower ?? '';
  const ends = next.end === state.tokens.length || state.tokens[next.end]?.lower === '?';
  return (
    mention?.kind === 'measure' &&
    /^(is|are|was|were)$/.test(verb) &&
    next.start === chunk.end &&
    next.end - next.start === 1 &&
    /s$/.test(last) &&
    ends
  );
}

/**
 * "revenue over 25M and a late rate above 63 %", "revenue over 2M on orders of 1993": the number was named before its
 * comparison, so what stands behind a joint is not what is compared.
 */
function isOfNamedBefore(state: State, number: Chunk, next: number): boolean {
  const joint = state.chunks.slice(state.chunks.indexOf(number) + 1, next).map(c => lowerOf(state, c));
  if (!joint.some(word => /^(and|or|but|,|;|on|for|in|from|at)$/.test(word))) return false;
  const comparator = state.pending.comparator?.at ?? 0;
  const verb = state.chunks.slice(0, comparator).findLast(c => !copula.test(lowerOf(state, c)));
  const { mention } = state;
  const [only, ...more] = state.draft.measures;
  // "the return rate of furniture clients was over 50 % for orders of 1993": no number of orders is a percentage
  if (number.kind === 'number' && number.percent && only && more.length === 0 && !isTotal(state, only)) {
    state.mention = { kind: 'measure', measure: only };
    return true;
  }
  return mention?.kind === 'measure' && verb !== undefined && state.chunks.indexOf(verb) === mention.measure.at;
}

const copula = /^(is|are|was|were|be|been|being|go|goes|went|of|the|a|an)$/;

/** Having, when a countable noun follows; else a comparison with what was named before. */
function decide(state: State, chunk: Extract<Chunk, { kind: 'number' }>): void {
  const { pending } = state;
  passDistinct(state, chunk);
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
    if (things === 'unclear') {
      problem(state, chunk, 'It is not clear whether so many of these things are meant.');
      pending.comparator = undefined;
      return;
    }
    const followed =
      next &&
      next.chunk.start - chunk.end <= 2 &&
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
      !(beginsAnew(state, pending.comparator.at) && next?.chunk.start === chunk.end);
    if (followed && !aboutField && !pending.worth) {
      pending.number = held;
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
  const counts =
    Number.isInteger(chunk.value) && chunk.value > 0 && next?.chunk.kind === 'terms' && next.chunk.start === chunk.end;
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
  pending.number = held;
}

/** "more than 5 different suppliers": things are counted once each anyway. */
function passDistinct(state: State, number: Chunk): void {
  const [distinct, noun] = state.chunks.slice(state.chunks.indexOf(number) + 1, state.chunks.indexOf(number) + 3);
  if (distinct?.kind !== 'phrase' || distinct.phrase.kind !== 'distinct' || !state.pending.comparator) return;
  if (candidatesOf(noun, 'dataset').length === 0) return;
  const { start, end } = distinct;
  state.chunks = state.chunks.map(c => (c === distinct ? { kind: 'filler', start, end } : c));
}

/** "clients with more than 8,000 on their account": the one number of theirs that is called after it. */
function fieldOfTheirs(state: State, number: Chunk): FieldChoice | undefined {
  const at = state.chunks.indexOf(number);
  const [joint, their, noun] = state.chunks.slice(at + 1, at + 4);
  const theirs = /^(on|in)$/.test(lowerOf(state, joint)) && /^(their|its|the)$/.test(lowerOf(state, their));
  const token = noun?.kind === 'terms' && noun.end - noun.start === 1 ? state.tokens[noun.start] : undefined;
  const dataset = thingsNamed(state);
  if (!theirs || !noun || !token || dataset === undefined) return undefined;
  const called = state.catalogue
    .fieldsOf(dataset)
    .filter(field => field.kind === 'number' && !field.isIdentifier && stemsOf(field.name).includes(token.stem));
  const [field, ...more] = called;
  if (!field || more.length > 0) return undefined;
  passOver(state, noun);
  return { options: [{ field, weight: 0.9 }], scope: dataset, text: field.label, at: state.at };
}

function thingsNamed({ mention, scope, catalogue }: State): string | undefined {
  if (mention?.kind === 'entity') return mention.dataset;
  if (mention?.kind !== 'measure') return scope;
  const { measure } = mention;
  if (measure.kind === 'count') return measure.dataset;
  return measure.kind === 'metric' ? catalogue.metrics.get(measure.metric)?.counts : scope;
}

/** "the crew of flight 12": the number is of the noun it stands behind. */
const entityRightBefore = (state: State, chunk: Chunk): string | undefined => {
  const stem = state.tokens[chunk.start - 1]?.stem;
  const datasets = stem === undefined ? undefined : state.lexicon.entities.get(stem);
  return datasets?.length === 1 ? datasets[0] : undefined;
};

/** "the three regions with the lowest profit": a superlative follows. */
const superlativeAhead = (state: State, at: number): boolean =>
  state.chunks.slice(at).some(c => c.kind === 'phrase' && c.phrase.kind === 'superlative');

const isNumberField = (chunk: Chunk, least: number): boolean =>
  candidatesOf(chunk, 'field').some(c => c.field.kind === 'number' && c.weight > least);

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

function betweenFrom(state: State): { value: number; percent: boolean; end: number } | undefined {
  const before = isFieldBetween(state) ? 'between' : previousPhrase(state);
  if (before !== 'between') return undefined;
  const next = nextContent(state, state.at + 1);
  if (next?.chunk.kind !== 'number' || !onlySeparators(state, state.at + 1, next.at)) return undefined;
  return { value: next.chunk.value, percent: next.chunk.percent, end: next.at + 1 };
}

/** "between size 10 and 20": the field stands before the numbers. */
function isFieldBetween({ mention, chunks, at }: State): boolean {
  const number = mention?.kind === 'field' && mention.choice.options[0]?.field.kind === 'number';
  const before = chunks[at - 2];
  return number && mention.choice.at === at - 1 && before?.kind === 'phrase' && before.phrase.kind === 'between';
}

/** "sized 1 to 5", "1-5 pieces": two numbers with a number field before or behind them. */
function spanFrom(
  state: State,
  chunk: Extract<Chunk, { kind: 'number' }>,
): { value: number; percent: boolean; end: number } | undefined {
  const at = state.chunks.indexOf(chunk);
  const [joint, last] = state.chunks.slice(at + 1, at + 3);
  if (last?.kind !== 'number' || !/^(to|through|-|–)$/.test(lowerOf(state, joint))) return undefined;
  const from = last.percent && !chunk.percent ? chunk.value / 100 : chunk.value;
  if (state.pending.comparator || from >= last.value) return undefined;
  const before = state.chunks.slice(0, at).findLast(c => !/^(from|of|is|are|was|were)$/.test(lowerOf(state, c)));
  const { mention } = state;
  const field = mention?.kind === 'field' && before !== undefined && mention.choice.at === state.chunks.indexOf(before);
  if (field && mention.choice.options[0]?.field.kind !== 'number') return undefined;
  if (!field && !numberFieldAt(state, at + 3)) return undefined;
  return { value: last.value, percent: last.percent, end: at + 3 };
}

/** "with a discount of 5 % and fewer than 24 pieces": what is compared is named behind the number. */
const beginsAnew = (state: State, comparator: number): boolean =>
  /^(and|,|but)$/.test(lowerOf(state, state.chunks[comparator - 1]));

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

/** "first week of January (1 to 7)": the days of the period that was just named. */
function saysDaysAgain(state: State, chunk: Extract<Chunk, { kind: 'number' }>): boolean {
  const at = state.chunks.indexOf(chunk);
  const [time, open] = state.chunks.slice(Math.max(0, at - 2), at);
  const [joint, last, close] = state.chunks.slice(at + 1, at + 4);
  if (time?.kind !== 'time' || last?.kind !== 'number' || time.time.range.kind !== 'between') return false;
  if (lowerOf(state, open) !== '(' || lowerOf(state, close) !== ')') return false;
  if (!/^(to|through|until|-|–)$/.test(lowerOf(state, joint))) return false;
  const { start, end } = time.time.range;
  const lastDay = new Date(Date.parse(end) - 86_400_000).getUTCDate();
  if (new Date(start).getUTCDate() !== chunk.value || lastDay !== last.value) return false;
  state.at = at + 4;
  return true;
}

function previousPhrase(state: State): string | undefined {
  for (let at = state.at - 1; at >= 0; at--) {
    const chunk = state.chunks[at];
    if (chunk?.kind === 'phrase') return chunk.phrase.kind;
    if (chunk?.kind !== 'filler') return undefined;
  }
  return undefined;
}

/** "order 1234": the entity with that key. */
function equalsKey(state: State, dataset: string, chunk: Extract<Chunk, { kind: 'number' }>): void {
  const key = state.catalogue.keyField(dataset);
  if (!key) {
    problem(state, chunk, 'This number belongs to nothing that was named.');
    return;
  }
  applyNumbersTo(
    state,
    { options: [{ field: key, weight: 0.9 }], scope: dataset, text: key.label, at: state.at },
    [chunk.value],
    chunk,
  );
}
