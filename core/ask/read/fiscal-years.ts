import { type Chunk, candidatesOf } from '../chunks.ts';
import type { DraftFilter, FilterOptions } from '../draft.ts';
import { stemsOf } from '../words.ts';
import { lowerOf, onlySeparators, type State, textOf } from './state.ts';

/**
 * "fiscal year 2022", "FY22": when such a year begins is known where the model has a field that holds it as a number, a
 * column of its calendar.
 */
export function readFiscalYear(state: State, chunk: Chunk): boolean {
  const { draft } = state;
  const text = lowerOf(state, chunk);
  const said = /^(?:fy|fiscal(?: year)?|financial year) ?'? ?(\d{4}|\d{2})$/.exec(text)?.[1];
  if (said === undefined) return false;
  const year = said.length === 2 ? 2000 + Number(said) : Number(said);
  const options = fiscalFields(state).map(({ field, weight }) => ({ field, values: [year], weight, partial: false }));
  if (options.length === 0 || state.pending.comparator) return false;
  const operator = state.pending.negation ? 'notIn' : 'in';
  state.pending.negation = undefined;
  state.pending.group = undefined;
  if (goesOn(state, options, operator)) return true;
  const filter: DraftFilter = { options, operator, scope: undefined, text: textOf(state, chunk), at: state.at };
  draft.filters.push(filter);
  state.lastFilter = { filter, end: state.at + 1 };
  return true;
}

function fiscalFields({ lexicon }: State): { field: FilterOptions[number]['field']; weight: number }[] {
  const found = ['fiscal year', 'financial year', 'fy'].flatMap(term => lexicon.lookup(stemsOf(term), false));
  const fields = found.flatMap(c => (c.kind === 'field' && c.field.kind === 'number' && c.weight >= 0.8 ? [c] : []));
  return fields.filter((c, i) => fields.findIndex(other => other.field === c.field) === i);
}

/** "FY 2022 versus FY 2021": one more of the same field. */
function goesOn(state: State, options: FilterOptions, operator: 'in' | 'notIn'): boolean {
  const { draft, lastFilter: last } = state;
  if (!last || last.filter.operator !== operator || !onlySeparators(state, last.end, state.at)) return false;
  const both = last.filter.options.flatMap(o => {
    const other = options.find(each => each.field === o.field);
    return other ? [{ ...o, values: [...o.values, ...other.values] }] : [];
  });
  if (both.length === 0) return false;
  const filter: DraftFilter = { ...last.filter, options: both };
  draft.filters = draft.filters.map(each => (each === last.filter ? filter : each));
  state.lastFilter = { filter, end: state.at + 1 };
  return true;
}

/** "current price", "what it costs today": the number is that of today. */
export function isOfToday(state: State, chunk: Chunk): boolean {
  if (!/^(today|as of today|at present|at the moment)$/.test(lowerOf(state, chunk))) return false;
  const filter = state.draft.filters.at(-1);
  const named =
    filter?.options.map(o => o.field) ?? candidatesOf(state.chunks[state.at - 1], 'field').map(c => c.field);
  return (
    named.length > 0 &&
    named.every(
      ({ kind, name, field }) =>
        kind === 'number' &&
        /\b(current|currently|today|now)\b/i.test(`${name.replaceAll('_', ' ')} ${field.description}`),
    )
  );
}
