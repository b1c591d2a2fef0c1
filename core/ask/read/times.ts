import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf } from '../chunks.ts';
import type { DraftFilter } from '../draft.ts';
import { grainOf, type TimePhrase } from '../time.ts';
import { applyNumbers } from './comparisons.ts';
import { readEarlierPeriod } from './earlier-period.ts';
import { isOfToday, readFiscalYear } from './fiscal-years.ts';
import { takeUnit } from './number-units.ts';
import { lowerOf, problem, type State, textOf } from './state.ts';
import { isOnlyBefore, leavesOut, saysBoth } from './time-words.ts';

/** A time phrase filters by a date: the one named just before it, by noun or verb, else the default one. */
export function readTime(state: State, chunk: Extract<Chunk, { kind: 'time' }>): void {
  const { draft, pending } = state;
  if (readFiscalYear(state, chunk) || isOfToday(state, chunk)) return;
  const time = onLastDay(state, chunk.time);
  if (time.problem !== undefined) {
    problem(state, chunk, time.problem);
    return;
  }
  if (isPartOfName(state, chunk)) {
    problem(state, chunk, 'Nothing in the model has this name.');
    return;
  }
  if (time.recurring && (pending.group || pending.which || pending.comparator || pending.negation)) {
    problem(state, chunk, 'Days of the week and months of all years can be asked for, but not grouped by or left out.');
    return;
  }
  if (readEarlierPeriod(state, chunk) || comparesBefore(state, chunk) || compareYears(state, chunk)) return;
  if (countsYearless(state, chunk)) return;
  if (time.numbers && wantsNumber(state, chunk)) {
    takeUnit(state);
    if (time.list) problem(state, chunk, 'It is not clear whether these are years or numbers to compare with.');
    else applyNumbers(state, time.numbers, chunk);
    return;
  }
  if (pending.comparator && comparesNumbers(state)) {
    pending.comparator = undefined;
    draft.compare = true;
  }
  if (pending.comparator && time.range.kind === 'between') {
    compareTime(state, chunk, time.range.start, time.range.end);
    return;
  }
  if (joinsOtherDate(state)) {
    problem(state, chunk, 'Two dates joined by “or” can’t be asked for at once: ask for each on its own.');
    return;
  }
  draft.times.push({
    phrase: time,
    fields: datesBefore(state),
    scope: state.scope,
    negated: leavesOut(state),
    ...(isOnlyBefore(state) ? { only: true } : {}),
    ...(time.list && saysBoth(state, chunk) ? { both: true } : {}),
    at: state.at,
  });
  if (leavesOut(state)) pending.negation = undefined;
  groupByUnit(state, chunk);
  pending.group = undefined;
}

/** "in each year 1992-1997": the unit is grouped by, the stretch is what of. */
function groupByUnit(state: State, chunk: Extract<Chunk, { kind: 'time' }>): void {
  const { draft, pending, tokens } = state;
  const unit = grainOf(tokens[chunk.start]?.lower ?? '');
  const several = chunk.time.list !== undefined || chunk.time.unit !== unit?.grain;
  if (!pending.group?.each || !unit || unit.alone || !several) return;
  draft.dimensions.push({ kind: 'time', grain: unit.grain, fields: draft.times.at(-1)?.fields ?? [], at: state.at });
}

/** "per month with the absolute change from the previous month": each with the one before it. */
function comparesBefore(state: State, chunk: Extract<Chunk, { kind: 'time' }>): boolean {
  const { draft } = state;
  const said = /^(?:from|over|on|against|to|vs|versus) (?:the )?(?:previous|preceding|prior|last) (\w+)$/.exec(
    lowerOf(state, chunk),
  );
  const grained = draft.dimensions.some(d => d.kind === 'time' && d.grain === said?.[1]);
  if (!said || !grained || !(draft.difference || draft.growth)) return false;
  draft.comparison = 'previousPeriod';
  draft.difference = false;
  draft.growth = undefined;
  return true;
}

/** "on the Weekend Flex": with a capital right before a part of a name, it is a name that the data has not. */
function isPartOfName({ tokens, chunks, at }: State, chunk: Extract<Chunk, { kind: 'time' }>): boolean {
  const last = tokens[chunk.end - 1];
  const next = chunks[at + 1];
  const capital = last?.capital === true && /^week ?(end|day)s?$/.test(last.lower) && chunk.end > 1;
  return capital && next?.start === chunk.end && candidatesOf(next, 'value').some(({ partial }) => partial);
}

const levels =
  /\b(snapshots?|month[- ]ends?|end of (?:each|every|the) (?:day|week|month)|last day of (?:each|every|the) month|levels? on)\b/;

/** "beds occupied at the end of June": of what is written down day by day or month by month, that of the last day. */
function onLastDay({ chunks, catalogue }: State, time: TimePhrase): TimePhrase {
  if (time.lastDay === undefined) return time;
  const metrics = chunks.flatMap(c => candidatesOf(c, 'metric').filter(m => m.weight >= 0.9));
  const texts = metrics.map(({ metric }) => {
    const info = catalogue.metrics.get(metric);
    const dataset = catalogue.datasets.get(info?.home ?? '');
    return [info?.metric.description, dataset?.name.replaceAll('_', ' '), dataset?.description].join(' ').toLowerCase();
  });
  return texts.length > 0 && texts.every(text => levels.test(text)) ? { range: time.lastDay, unit: 'day' } : time;
}

/** "was June better than May": their numbers are compared, and not which of them is later. */
const comparesNumbers = (state: State): boolean =>
  /^(better|worse|higher|lower|bigger|larger|smaller|greater) than$/.test(
    lowerOf(state, state.chunks[state.pending.comparator?.at ?? -1]),
  );

/** "more than 2000 units": what looks like a year is so many of what stands behind. */
function countsYearless(state: State, chunk: Extract<Chunk, { kind: 'time' }>): boolean {
  const [value, ...more] = chunk.time.numbers ?? [];
  const next = state.chunks[state.at + 1];
  if (!state.pending.comparator || value === undefined || more.length > 0 || chunk.end - chunk.start > 1) return false;
  const things = [...candidatesOf(next, 'metric'), ...candidatesOf(next, 'dataset')];
  if (!things.some(c => c.weight > 0.75)) return false;
  state.pending.number = { value, percent: false, at: state.at };
  return true;
}

/** "started in 2023 or returned in 2024": an or between two stretches that are no list. */
function joinsOtherDate(state: State): boolean {
  if (state.draft.times.length === 0) return false;
  const from = state.draft.times.at(-1)?.at ?? 0;
  return state.chunks
    .slice(from + 1, state.at)
    .some(chunk => chunk.kind === 'filler' && lowerOf(state, chunk) === 'or');
}

/** "birth year before 1890": a field that holds years as numbers, said just before. */
function compareYears(state: State, chunk: Extract<Chunk, { kind: 'time' }>): boolean {
  const { mention, draft, pending } = state;
  const { years, numbers, list } = chunk.time;
  if (mention?.kind !== 'field' || pending.comparator || (!years && !(list && numbers))) return false;
  const { choice } = mention;
  const options = choice.options.filter(o => o.field.kind === 'number' && /year$/.test(o.field.name.toLowerCase()));
  const adjacent = state.at - choice.at <= 2 && choice.at < state.at;
  if (options.length === 0 || !adjacent || draft.dimensions.some(d => d.kind === 'field' && d.choice === choice))
    return false;
  const comparison = yearComparison(years, list ? numbers : undefined, pending.negation !== undefined);
  if (!comparison) return false;
  draft.filters.push({
    options: options.map(o => ({ ...o, values: comparison.values, partial: false })),
    operator: comparison.operator,
    scope: choice.scope ?? state.scope,
    text: `${choice.text} ${textOf(state, chunk)}`,
    at: state.at,
  });
  state.loose = state.loose.filter(c => c.at !== choice.at);
  draft.listFields = draft.listFields.filter(c => c.at !== choice.at);
  draft.measures = draft.measures.filter(m => m.at !== choice.at);
  pending.negation = undefined;
  return true;
}

function yearComparison(
  years: Extract<Chunk, { kind: 'time' }>['time']['years'],
  listed: readonly number[] | undefined,
  negated: boolean,
): { operator: DraftFilter['operator']; values: number[] } | undefined {
  if (listed) return { operator: negated ? 'notIn' : 'in', values: [...listed] };
  const { from, to } = years ?? {};
  if (from !== undefined && from === to) return { operator: negated ? '!=' : '=', values: [from] };
  if (negated) return undefined;
  if (from !== undefined && to !== undefined) return { operator: 'between', values: [from, to] };
  if (from !== undefined) return { operator: '>=', values: [from] };
  return to === undefined ? undefined : { operator: '<=', values: [to] };
}

/** A bare year after a number field or "more than" is a number. */
function wantsNumber(state: State, chunk: Chunk): boolean {
  // "the trend over 2025", "month by month over 1997"
  const span = state.draft.measures.length > 0 && chunk.end - chunk.start >= 3;
  const goesOn = state.draft.trend || state.draft.running || state.draft.dimensions.some(d => d.kind === 'time');
  if ((goesOn || isStepwise(state) || span) && lowerOf(state, state.chunks[state.at - 1]) === 'over') {
    state.pending.comparator = undefined;
    return false;
  }
  const first = state.tokens[chunk.start]?.lower ?? '';
  const named = /^(in|year|during|for|since|of|on|throughout|after|before|from)$/.test(first);
  const field = state.mention?.kind === 'field' ? state.mention.choice.options[0]?.field : undefined;
  const aboutNumber =
    field?.kind === 'number' ||
    (state.mention?.kind === 'measure' && state.pending.comparator !== undefined) ||
    state.pending.worth;
  return (
    (state.pending.comparator !== undefined && field?.kind !== 'time' && !verbBefore(state)) || (aboutNumber && !named)
  );
}

/** "as a running total", "by month" anywhere in the question: what it goes over is a stretch of time. */
const isStepwise = ({ chunks }: State): boolean =>
  chunks.some(
    c => c.kind === 'grain' || (c.kind === 'phrase' && ['running', 'moving', 'trend'].includes(c.phrase.kind)),
  );

/** "later than 1995": a comparator before a date. */
function compareTime(state: State, chunk: Extract<Chunk, { kind: 'time' }>, start: string, end: string): void {
  const operator = state.pending.comparator?.operator;
  state.pending.comparator = undefined;
  const range =
    operator === '>'
      ? ({ kind: 'since', start: end } as const)
      : operator === '>='
        ? ({ kind: 'since', start } as const)
        : operator === '<'
          ? ({ kind: 'before', end: start } as const)
          : operator === '<='
            ? ({ kind: 'before', end } as const)
            : chunk.time.range;
  state.draft.times.push({
    phrase: { ...chunk.time, range, unit: undefined },
    fields: datesBefore(state),
    scope: state.scope,
    negated: false,
    at: state.at,
  });
}

/** "ordered and shipped in May": one stretch of time for two dates; neither may be passed over. */
function refuseSecondVerb(state: State, at: number): void {
  const other = state.draft.verbs.find(verb => verb.at === at - 2 && !verb.used);
  const chunk = state.chunks[at];
  if (other && chunk && /^(and|or|,)$/.test(lowerOf(state, state.chunks[at - 1])))
    problem(state, chunk, 'Say the time of each date on its own.');
}

/** The date fields that the words just before mean: "shipped in", "ship date in", "ordered between". */
export function datesBefore(state: State): readonly FieldInfo[] {
  const verb = verbBefore(state);
  if (verb) {
    refuseSecondVerb(state, verb.at);
    verb.used = true;
    return verb.fields;
  }
  const open = state.openField;
  if (open && open.choice.options[0]?.field.kind === 'time' && state.at - open.choice.at <= 4) {
    open.placed = true;
    state.loose = state.loose.filter(choice => choice !== open.choice);
    return open.choice.options.map(option => option.field).filter(field => field.kind === 'time');
  }
  return state.doneOn;
}

/** "by customers", "to customers" behind a verb. */
const isDoer = (state: State, at: number): boolean =>
  candidatesOf(state.chunks[at], 'dataset').length > 0 &&
  /^(by|to|for|from)$/.test(lowerOf(state, state.chunks[at - 1]));

function verbBefore(state: State): State['draft']['verbs'][number] | undefined {
  const last = state.draft.verbs.at(-1);
  if (!last || (last.used && !last.spent)) return undefined;
  // another verb or a measure between the verb and the date would part them
  for (let at = last.at + 1; at < state.at; at++) {
    const chunk = state.chunks[at];
    if (
      chunk &&
      chunk.kind !== 'filler' &&
      chunk.kind !== 'mark' &&
      chunk.kind !== 'phrase' &&
      !(chunk.kind === 'terms' && (chunk.candidates[0]?.kind === 'value' || isDoer(state, at)))
    )
      return undefined;
  }
  return last;
}
