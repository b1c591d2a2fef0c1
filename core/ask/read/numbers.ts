import type { FieldInfo } from '../catalogue.ts';
import type { Chunk, Comparator } from '../chunks.ts';
import { candidatesOf } from '../chunks.ts';
import type { DraftMeasure, FieldChoice } from '../draft.ts';
import { convert, type Unit, unitOf, unitOfField, unitOfNumber } from '../units.ts';
import { nameWords } from '../words.ts';
import { fieldChoice, nextContent, onlySeparators, problem, type State, textOf } from './state.ts';

/** A number: compared with what was named, a count for "top", or what "between" spans. */
export function readNumber(state: State, chunk: Extract<Chunk, { kind: 'number' }>): void {
  const { pending } = state;
  takeUnit(state);
  const between = betweenFrom(state);
  if (between) {
    state.at = between.end - 1;
    takeUnit(state);
    state.at = between.end;
    const noun = numberFieldAt(state, state.at);
    if (noun && state.mention?.kind !== 'field') {
      state.at = noun.at + 1;
      applyNumbersTo(state, noun.choice, [chunk.value, between.value], chunk.percent || between.percent, chunk);
    } else applyNumbers(state, [chunk.value, between.value], chunk, chunk.percent || between.percent);
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
  state.chunks = state.chunks.map(c => (c === suffix ? { kind: 'filler', start: c.start, end: c.end } : c));
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

/** "between 10 and 20 seats": the number field right behind the numbers. */
function numberFieldAt(state: State, at: number): { at: number; choice: FieldChoice } | undefined {
  const chunk = state.chunks[at];
  const choice =
    chunk &&
    fieldChoice(state, candidatesOf(chunk, 'field'), chunk, field => field.kind === 'number' && !field.isIdentifier);
  return choice ? { at, choice } : undefined;
}

/** The unit said after a number is kept for converting; one that only repeats what the field is called is passed by. */
export function takeUnit(state: State): void {
  const next = state.chunks[state.at + 1];
  const word = next ? (state.tokens[next.start]?.lower ?? '') : '';
  if (!next || next.end - next.start !== 1 || candidatesOf(next, 'field').some(c => c.weight >= 0.9)) return;
  const unit = unitOf(word);
  if (unit) state.pending.unit = { unit, at: state.at + 1 };
  if (!unit && !(next.kind === 'unknown' && isOwnWord(state, word))) return;
  state.chunks = [
    ...state.chunks.slice(0, state.at + 1),
    { kind: 'filler', start: next.start, end: next.end },
    ...state.chunks.slice(state.at + 2),
  ];
}

/** "20 pieces" of a field whose description counts pieces. */
function isOwnWord(state: State, word: string): boolean {
  const { mention } = state;
  const field = mention?.kind === 'field' ? mention.choice.options[0]?.field : undefined;
  const metric =
    mention?.kind === 'measure' && mention.measure.kind === 'metric'
      ? state.catalogue.metrics.get(mention.measure.metric)?.metric
      : undefined;
  const described = [
    field?.field.extension.unit,
    field?.field.description,
    field?.label,
    metric?.extension.unit,
    metric?.description,
  ];
  const singular = word.replace(/s$/, '');
  return word.length > 3 && nameWords(described.join(' ')).some(own => own.replace(/s$/, '') === singular);
}

/** Numbers in the unit of what they are compared with; undefined, with a problem, when they measure something else. */
function inUnitOf(
  state: State,
  numbers: readonly number[],
  target: Unit | undefined,
  counts: boolean,
): readonly number[] | undefined {
  const said = state.pending.unit;
  state.pending.unit = undefined;
  if (!said) return numbers;
  const chunk = state.chunks[said.at];
  if (!target && said.unit.quantity === 'money' && !counts) return numbers;
  const converted = target && numbers.map(value => convert(value, said.unit, target));
  if (converted?.every(value => value !== undefined)) return converted;
  if (chunk)
    problem(
      state,
      chunk,
      counts
        ? 'What it is compared with is a number of things.'
        : target
          ? `What it is compared with is in ${target.name}s.`
          : 'The model does not say in which unit the number is that it is compared with.',
    );
  return undefined;
}

export const unitOfMeasure = (state: State, measure: DraftMeasure): Unit | undefined => {
  if (measure.kind === 'aggregate') return measure.choice.options[0] && unitOfField(measure.choice.options[0].field);
  const metric = measure.kind === 'metric' ? state.catalogue.metrics.get(measure.metric)?.metric : undefined;
  return (
    metric &&
    unitOfNumber({
      name: metric.name,
      unit: metric.extension.unit,
      texts: [metric.label, ...metric.aiContext.synonyms, metric.description],
    })
  );
};

/** Keeps groups by a number, in the unit of that number. */
export function pushHaving(
  state: State,
  measure: DraftMeasure,
  operator: Comparator | 'between',
  numbers: readonly number[],
  percent: boolean,
): void {
  const counts =
    measure.kind === 'count' ||
    measure.kind === 'countDistinct' ||
    (measure.kind === 'metric' && state.catalogue.metrics.get(measure.metric)?.counts !== undefined);
  const values = inUnitOf(state, numbers, counts ? undefined : unitOfMeasure(state, measure), counts);
  if (values) state.draft.having.push({ measure, operator, values: [...values], percent });
}

/** Having, when a countable noun follows; else a comparison with what was named before. */
function decide(state: State, chunk: Extract<Chunk, { kind: 'number' }>): void {
  const { pending } = state;
  const next = nextContent(state, Math.max(state.at, state.chunks.indexOf(chunk) + 1));
  const held = { value: chunk.value, percent: chunk.percent, at: state.chunks.indexOf(chunk) };
  if (!pending.comparator && isHeldCount(state, held.at, next?.chunk))
    pending.comparator = { operator: '=', at: held.at };
  if (pending.comparator) {
    const followed =
      next &&
      next.chunk.start - chunk.end <= 2 &&
      (candidatesOf(next.chunk, 'metric').length > 0 ||
        candidatesOf(next.chunk, 'dataset').length > 0 ||
        isNumberField(next.chunk, pending.unit ? 0.65 : 0.8));
    const aboutField = state.mention?.kind === 'field' && state.mention.choice.options[0]?.field.kind === 'number';
    if (followed && !aboutField && !pending.worth) {
      pending.number = held;
      return;
    }
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
    if (
      !(before?.kind === 'filler' && /^(is|was|are|were|of|no|the)$/.test(word)) &&
      !(before?.kind === 'mark' && /^[=:#]$/.test(word))
    )
      return false;
  }
  return false;
};

function betweenFrom(state: State): { value: number; percent: boolean; end: number } | undefined {
  const before = previousPhrase(state);
  if (before !== 'between') return undefined;
  const next = nextContent(state, state.at + 1);
  if (next?.chunk.kind !== 'number' || !onlySeparators(state, state.at + 1, next.at)) return undefined;
  return { value: next.chunk.value, percent: next.chunk.percent, end: next.at + 1 };
}

function previousPhrase(state: State): string | undefined {
  for (let at = state.at - 1; at >= 0; at--) {
    const chunk = state.chunks[at];
    if (chunk?.kind === 'phrase') return chunk.phrase.kind;
    if (chunk?.kind !== 'filler') return undefined;
  }
  return undefined;
}

/** Compares what was named last with the numbers. */
export function applyNumbers(state: State, numbers: readonly number[], chunk: Chunk, percent = false): void {
  const { mention, pending, draft } = state;
  const operator = pending.comparator?.operator ?? '=';
  const unordered = mention?.kind === 'field' && mention.choice.options[0]?.field.kind === 'text' && operator !== '=';
  if (mention?.kind === 'field' && !unordered) {
    applyNumbersTo(state, mention.choice, numbers, percent, chunk);
    return;
  }
  const counted = mention?.kind === 'measure' ? countedAlone(state, mention.measure) : undefined;
  if (mention?.kind === 'measure' && !pending.worth && counted === undefined) {
    pushHaving(state, mention.measure, numbers.length === 2 ? 'between' : operator, numbers, percent);
    pending.comparator = undefined;
    return;
  }
  const metric = mention?.kind === 'entity' && !pending.worth ? metricNamedToo(state) : undefined;
  if (metric !== undefined && pending.comparator) {
    pushHaving(state, { kind: 'metric', metric, at: state.at }, operator, numbers, percent);
    pending.comparator = undefined;
    return;
  }
  const dataset = counted ?? (mention?.kind === 'entity' ? mention.dataset : state.scope);
  const byUnit = fieldOfUnit(state);
  if (byUnit) {
    applyNumbersTo(state, byUnit, numbers, percent, chunk);
    return;
  }
  const compared = pending.comparator !== undefined || pending.worth || numbers.length === 2;
  const money = dataset === undefined || !compared || isOther(state, dataset) ? [] : moneyFields(state, dataset);
  if (money.length === 0 || dataset === undefined) {
    pending.comparator = undefined;
    const [first, last] = [state.tokens[chunk.start], state.tokens[chunk.end - 1]];
    if (!first || !last) return;
    const reason = 'It is not clear which number this should be compared with.';
    draft.bare = {
      operator: numbers.length === 2 ? 'between' : operator,
      values: numbers,
      percent,
      problem: { text: textOf(state, chunk), start: first.start, end: last.end, reason },
    };
    return;
  }
  draft.notes.push({
    id: 'worth',
    text: `The comparison is taken with ${money[0]?.field.label.toLowerCase() ?? 'its value'}`,
  });
  const best = money.filter(option => option.weight === money[0]?.weight);
  applyNumbersTo(state, { options: best, scope: dataset, text: 'worth', at: state.at }, numbers, percent, chunk);
  pending.worth = false;
}

/** "number of orders over 2k": what each is worth, as there are no groups whose count could be compared. */
function countedAlone(state: State, measure: DraftMeasure): string | undefined {
  const { draft } = state;
  const groups = state.chunks.some(
    c => c.kind === 'phrase' && (c.phrase.kind === 'group' || c.phrase.kind === 'which'),
  );
  if (groups || draft.subject || draft.rank || draft.dimensions.length > 0 || state.loose.length > 0) return undefined;
  if (draft.mentions.length > 0 || !state.pending.comparator) return undefined;
  return measure.kind === 'count'
    ? measure.dataset
    : measure.kind === 'metric'
      ? state.catalogue.metrics.get(measure.metric)?.counts
      : undefined;
}

/** "suppliers with stock below 1000": of other things than those asked for, no number stands out as their worth. */
function isOther(state: State, dataset: string): boolean {
  const { draft, pending } = state;
  const { subject } = draft;
  const [measure] = draft.measures;
  const main =
    (subject?.kind === 'entity' ? subject.dataset : undefined) ??
    (measure?.kind === 'count' ? measure.dataset : undefined) ??
    draft.mentions[0]?.dataset;
  return !pending.worth && main !== undefined && main !== dataset;
}

/** "suppliers with stock below 1000": the noun before names a number as well as things. */
function metricNamedToo(state: State): string | undefined {
  const at = (state.pending.comparator?.at ?? state.at) - 1;
  const chunk = state.chunks.slice(0, at + 1).findLast(c => c.kind !== 'filler');
  const metric = candidatesOf(chunk, 'metric')[0];
  return metric && metric.weight >= 0.9 && state.catalogue.metrics.get(metric.metric)?.counts === undefined
    ? metric.metric
    : undefined;
}

/** "routes of at most 500 km": the one field that is in this kind of unit. */
function fieldOfUnit(state: State): FieldChoice | undefined {
  const unit = state.pending.unit?.unit;
  if (!unit || unit.quantity === 'money') return undefined;
  const fields = [...state.catalogue.fields.values()].filter(
    field => field.kind === 'number' && !field.isIdentifier && unitOfField(field)?.quantity === unit.quantity,
  );
  const near = fields.filter(field => field.dataset === state.scope);
  const [field, ...more] = near.length > 0 ? near : fields;
  if (!field || more.length > 0) return undefined;
  state.draft.notes.push({
    id: `unit:${field.id}`,
    text: `The ${unit.name}s are taken as ${field.label.toLowerCase()}`,
  });
  return { options: [{ field, weight: 0.9 }], scope: field.dataset, text: field.label, at: state.at };
}

export function applyNumbersTo(
  state: State,
  choice: FieldChoice,
  numbers: readonly number[],
  percent: boolean,
  chunk: Chunk,
): void {
  const { pending, draft } = state;
  const said: Comparator = pending.comparator?.operator ?? '=';
  const operator = numbers.length === 2 ? 'between' : pending.negation && said === '=' ? '!=' : said;
  const first = choice.options[0]?.field;
  const values = inUnitOf(state, numbers, first && unitOfField(first), false) ?? numbers;
  const options = choice.options.map(o => ({ field: o.field, values: [...values], weight: o.weight, partial: false }));
  draft.filters.push({
    options,
    operator,
    scope: choice.scope ?? state.scope,
    text: `${choice.text} ${values.join(' ')}`,
    at: state.chunks.indexOf(chunk),
  });
  state.loose = state.loose.filter(c => c.at !== choice.at);
  draft.listFields = draft.listFields.filter(c => c.at !== choice.at);
  draft.measures = draft.measures.filter(m => m.at !== choice.at);
  pending.comparator = undefined;
  pending.number = undefined;
  pending.negation = undefined;
  void percent;
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
    false,
    chunk,
  );
}

const money = /\b(value|amount|total|price|worth|cost|balance|revenue)\b/;

/** Fields of an entity that say what it is worth: named so first, else its only measure. */
export function moneyFields(state: State, dataset: string): { field: FieldInfo; weight: number }[] {
  const numbers = state.catalogue.fieldsOf(dataset).filter(field => field.kind === 'number' && !field.isIdentifier);
  const scored = numbers.map(field => {
    const terms = [field.name.replaceAll('_', ' '), field.field.label ?? '', ...field.field.aiContext.synonyms]
      .join(' ')
      .toLowerCase();
    return {
      field,
      weight: /\b(value|worth)\b/.test(terms) ? 1 : money.test(terms) ? 0.9 : numbers.length === 1 ? 0.7 : 0,
    };
  });
  return scored.filter(option => option.weight > 0).sort((a, b) => b.weight - a.weight);
}
