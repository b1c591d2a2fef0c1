import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import type { DraftFilter } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import { verbBefore } from './dates-before.ts';
import { type State, textOf, wordBefore } from './state.ts';

const leadsToYear = patterns.leadsToYear;

/** "more than 2000 units": what looks like a year is so many of what stands behind. */
export function countsYearless(state: State, chunk: Extract<Chunk, { kind: 'time' }>): boolean {
  const [value, ...more] = chunk.time.numbers ?? [];
  const next = state.chunks[state.at + 1];
  if (!state.pending.comparator || value === undefined || more.length > 0 || chunk.end - chunk.start > 1) return false;
  const things = [...candidatesOf(next, 'metric'), ...candidatesOf(next, 'dataset')];
  if (!things.some(c => c.weight > 0.75)) return false;
  state.pending.number = { value, percent: false, at: state.at };
  return true;
}

/** "birth year before 1890": a field that holds years as numbers, said just before. */
export function compareYears(state: State, chunk: Extract<Chunk, { kind: 'time' }>): boolean {
  const { mention, draft, pending } = state;
  const { years, numbers, list } = chunk.time;
  if (mention?.kind !== 'field' || pending.comparator || (!years && !(list && numbers))) return false;
  const { choice } = mention;
  const options = choice.options.filter(o => o.field.kind === 'number' && /year$/.test(o.field.name.toLowerCase()));
  const adjacent = state.at - choice.at <= 2 && choice.at < state.at;
  if (options.length === 0 || !adjacent || draft.dimensions.some(d => d.kind === 'field' && d.choice === choice))
    return false;
  // "sales of stores opened after 1990 in 2024": what was said of it once is not said again
  if (draft.filters.some(f => f.at > choice.at && f.options.some(o => options.some(own => own.field === o.field))))
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

/** The first year that may be one of an enterprise's dates. */
const OLDEST = 1890;

/** A bare year after a number field or "more than" is a number. */
export function wantsNumber(state: State, chunk: Chunk): boolean {
  // "the trend over 2025", "month by month over 1997"
  const span = state.draft.measures.length > 0 && chunk.end - chunk.start >= 3;
  const goesOn = state.draft.trend || state.draft.running || state.draft.dimensions.some(d => d.kind === 'time');
  if ((goesOn || isStepwise(state) || span) && wordBefore(state) === 'over') {
    state.pending.comparator = undefined;
    return false;
  }
  const first = state.tokens[chunk.start]?.lower ?? '';
  // "orders between 1000 and 2000": no date of an enterprise is so old
  const old = chunk.kind === 'time' && (chunk.time.years?.from ?? OLDEST) < OLDEST;
  if (old && first === 'between' && state.mention?.kind === 'entity') return true;
  const named = leadsToYear.test(first);
  const field = state.mention?.kind === 'field' ? state.mention.choice.options[0]?.field : undefined;
  const aboutNumber =
    field?.kind === 'number' ||
    (state.mention?.kind === 'measure' && state.pending.comparator !== undefined) ||
    state.pending.worth;
  // "with a discount over 5 % between 1993 and 1995": what the number is compared with was said
  const compared =
    chunk.end - chunk.start >= 3 && state.draft.filters.some(f => f.options.some(option => option.field === field));
  // "by list price between 2024 and 2025": it is grouped by, and the years are when
  const group = state.mention?.kind === 'field' ? state.chunks[state.mention.choice.at - 1] : undefined;
  const grouped = isPhrase(group, 'group') && chunk.end - chunk.start >= 3;
  // "above the satisfaction in 2026"
  if (named && /^(in|during|since|throughout)$/.test(first) && !isComparedHere(state)) return false;
  return (
    (state.pending.comparator !== undefined && field?.kind !== 'time' && !verbBefore(state)) ||
    (aboutNumber && !named && !compared && !grouped)
  );
}

/** Nothing but small words stands between what compares and this. */
export const isComparedHere = ({ chunks, at, pending }: State): boolean =>
  pending.comparator !== undefined &&
  chunks.slice(pending.comparator.at + 1, at).every(({ kind }) => kind === 'filler');

/** "as a running total", "by month" anywhere in the question: what it goes over is a stretch of time. */
const isStepwise = ({ chunks }: State): boolean =>
  chunks.some(
    c => c.kind === 'grain' || (c.kind === 'phrase' && ['running', 'moving', 'trend'].includes(c.phrase.kind)),
  );
