import type { FieldInfo } from '../catalogue.ts';
import type { Chunk, Comparator } from '../chunks.ts';
import { candidatesOf } from '../chunks.ts';
import type { FieldChoice } from '../draft.ts';
import { fieldChoice, nextContent, onlySeparators, problem, type State, textOf } from './state.ts';

/** A number: compared with what was named, a count for "top", or what "between" spans. */
export function readNumber(state: State, chunk: Extract<Chunk, { kind: 'number' }>): void {
  const { pending } = state;
  skipUnit(state);
  const between = betweenFrom(state);
  if (between) {
    state.at = between.end;
    const noun = numberFieldAt(state, state.at);
    if (noun && state.mention?.kind !== 'field') {
      state.at = noun.at + 1;
      applyNumbersTo(state, noun.choice, [chunk.value, between.value], chunk.percent || between.percent, chunk);
    } else applyNumbers(state, [chunk.value, between.value], chunk, chunk.percent || between.percent);
    return;
  }
  const suffix = nextContent(state, state.at + 1);
  if (suffix?.chunk.kind === 'phrase' && suffix.chunk.phrase.kind === 'suffix') {
    pending.comparator = { operator: suffix.chunk.phrase.operator, at: state.at };
    state.at = suffix.at + 1;
    decide(state, chunk);
    return;
  }
  decide(state, chunk);
}

/** "between 10 and 20 seats": the number field right behind the numbers. */
function numberFieldAt(state: State, at: number): { at: number; choice: FieldChoice } | undefined {
  const chunk = state.chunks[at];
  const choice =
    chunk &&
    fieldChoice(state, candidatesOf(chunk, 'field'), chunk, field => field.kind === 'number' && !field.isIdentifier);
  return choice ? { at, choice } : undefined;
}

const currencies = /^(dollars?|usd|euros?|eur|pounds?|gbp|bucks|cents|yen|francs?|chf)$/;

/** The unit said after a number: a currency, or the unit that the field itself is in. */
function skipUnit(state: State): void {
  const unit = state.chunks[state.at + 1];
  const word = unit ? (state.tokens[unit.start]?.lower ?? '') : '';
  if (!unit || unit.end - unit.start !== 1) return;
  const field = state.mention?.kind === 'field' ? state.mention.choice.options[0]?.field : undefined;
  const metric =
    state.mention?.kind === 'measure' && state.mention.measure.kind === 'metric'
      ? state.catalogue.metrics.get(state.mention.measure.metric)?.metric
      : undefined;
  const described = [
    field?.field.extension.unit,
    field?.field.description,
    field?.label,
    metric?.extension.unit,
    metric?.description,
  ]
    .join(' ')
    .toLowerCase();
  const own =
    word.length > 3 &&
    new RegExp(`\\b${word.replace(/s$/, '')}s?\\b`).test(described) &&
    (unit.kind === 'unknown' || unit.kind === 'grain');
  if ((unit.kind === 'unknown' && currencies.test(word)) || own)
    state.chunks = [
      ...state.chunks.slice(0, state.at + 1),
      { kind: 'filler', start: unit.start, end: unit.end },
      ...state.chunks.slice(state.at + 2),
    ];
}

/** Having, when a countable noun follows; else a comparison with what was named before. */
function decide(state: State, chunk: Extract<Chunk, { kind: 'number' }>): void {
  const { pending } = state;
  const next = nextContent(state, Math.max(state.at, state.chunks.indexOf(chunk) + 1));
  const held = { value: chunk.value, percent: chunk.percent, at: state.chunks.indexOf(chunk) };
  if (pending.comparator) {
    const followed =
      next &&
      next.chunk.start - chunk.end <= 2 &&
      (candidatesOf(next.chunk, 'metric').length > 0 ||
        candidatesOf(next.chunk, 'dataset').length > 0 ||
        isNumberField(next.chunk));
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

const isNumberField = (chunk: Chunk): boolean =>
  candidatesOf(chunk, 'field').some(c => c.field.kind === 'number' && c.weight > 0.8);

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
  if (mention?.kind === 'field') {
    applyNumbersTo(state, mention.choice, numbers, percent, chunk);
    return;
  }
  if (mention?.kind === 'measure' && !pending.worth) {
    draft.having.push({
      measure: mention.measure,
      operator: numbers.length === 2 ? 'between' : operator,
      values: [...numbers],
      percent,
    });
    pending.comparator = undefined;
    return;
  }
  const dataset = mention?.kind === 'entity' ? mention.dataset : state.scope;
  const compared = pending.comparator !== undefined || pending.worth || numbers.length === 2;
  const money = dataset === undefined || !compared ? [] : moneyFields(state, dataset);
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
  const best = money.filter(option => option.weight === money[0]?.weight);
  applyNumbersTo(state, { options: best, scope: dataset, text: 'worth', at: state.at }, numbers, percent, chunk);
  pending.worth = false;
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
  const options = choice.options.map(o => ({ field: o.field, values: [...numbers], weight: o.weight, partial: false }));
  draft.filters.push({
    options,
    operator,
    scope: choice.scope ?? state.scope,
    text: `${choice.text} ${numbers.join(' ')}`,
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
