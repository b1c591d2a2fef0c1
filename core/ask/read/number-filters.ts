import { type Chunk, type Comparator, isPhrase } from '../chunks.ts';
import type { FieldChoice } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { opposite } from '../opposite.ts';
import { ofPercent } from '../percent-scale.ts';
import { unitOfField } from '../units.ts';
import { inUnitOf } from './number-units.ts';
import { lowerOf, problem, type State } from './state.ts';

const auxiliary = patterns.auxiliariesOfNumbers;

/** Keeps rows by a field of numbers, in the unit of that field. */
export function applyNumbersTo(
  state: State,
  choice: FieldChoice,
  numbers: readonly number[],
  chunk: Chunk,
  percent = chunk.kind === 'number' ? chunk.percent : state.pending.number?.percent === true,
): void {
  const { pending, draft } = state;
  const said: Comparator = pending.comparator?.operator ?? '=';
  // "excluding orders below 10,000": the others, and those of which it is not known
  const leavesOut = pending.negation !== undefined;
  const isRange = numbers.length === 2;
  const operator = isRange ? 'between' : leavesOut ? (opposite[said] ?? said) : said;
  if (leavesOut && isRange) problem(state, chunk, reasons.liesBetweenTwo);
  const first = choice.options[0]?.field;
  const stored = percent ? numbers.map(value => ofPercent(value, first?.field.description)) : numbers;
  const values = inUnitOf(state, stored, first && unitOfField(first), false) ?? stored;
  const options = choice.options.map(o => ({ field: o.field, values: [...values], weight: o.weight, partial: false }));
  const filter = {
    options,
    operator,
    scope: choice.scope ?? state.scope,
    text: `${choice.text} ${values.join(' ')}`,
    at: state.chunks.indexOf(chunk),
  };
  const unknown = { ...filter, operator: 'isMissing', options: options.map(o => ({ ...o, values: [] })) } as const;
  draft.filters.push(leavesOut && said !== '=' && !saysIsNot(state) ? { ...filter, alternatives: [unknown] } : filter);
  state.loose = state.loose.filter(c => c.at !== choice.at);
  draft.listFields = draft.listFields.filter(c => c.at !== choice.at);
  draft.measures = draft.measures.filter(m => m.at !== choice.at);
  // "seven-line orders with a total below 900": a number that waited before the comparison has found no noun
  const { comparator, number } = pending;
  const lost = comparator && number && number.at < comparator.at && !numbers.includes(number.value);
  const left = lost ? state.chunks[number.at] : undefined;
  if (left) problem(state, left, reasons.numberBelongsNothing);
  pending.comparator = undefined;
  pending.number = undefined;
  pending.negation = undefined;
}

/** "whose balance is not below 9000": a balance that is not known is not said to be so. */
function saysIsNot(state: State): boolean {
  const not = state.chunks.findLastIndex((c, i) => i < state.at && isPhrase(c, 'negation'));
  const words = `${lowerOf(state, state.chunks[not - 1])} ${lowerOf(state, state.chunks[not])}`;
  return auxiliary.test(words);
}
