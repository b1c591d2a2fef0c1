import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import type { DraftMeasure } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { termsOf } from '../lexicon/terms.ts';
import { convert, type Unit, unitOf, unitOfField, unitOfNumber } from '../units.ts';
import { nameWords, stemOf } from '../words.ts';
import { problem, type State } from './state.ts';

/** The unit said after a number is kept for converting; one that only repeats what the field is called is passed by. */
export function takeUnit(state: State): void {
  const next = state.chunks[state.at + 1];
  const word = next ? (state.tokens[next.start]?.lower ?? '') : '';
  if (!next || next.end - next.start !== 1 || candidatesOf(next, 'field').some(c => c.weight >= 0.9)) return;
  // "more than two meters", of which the model has rows
  const things = namesThings(next);
  const unit = things ? undefined : unitOf(word);
  if (unit) state.pending.unit = { unit, at: state.at + 1 };
  if (!unit && !(next.kind === 'unknown' ? isOwnWord(state, word) : beginsName(state, next))) return;
  state.chunks = [
    ...state.chunks.slice(0, state.at + 1),
    { kind: 'filler', start: next.start, end: next.end },
    ...state.chunks.slice(state.at + 2),
  ];
}

/** "available stock above 400k units", which the model has as units in stock too: the noun that one of its names begins with. */
function beginsName({ mention, catalogue, tokens }: State, next: Chunk): boolean {
  if (next.kind !== 'terms' || mention?.kind !== 'measure' || mention.measure.kind !== 'metric') return false;
  if (next.candidates.some(({ weight }) => weight >= 0.9)) return false;
  const metric = catalogue.metrics.get(mention.measure.metric)?.metric;
  const noun = tokens[next.start]?.stem;
  return metric !== undefined && termsOf(metric).some(term => stemOf(nameWords(term)[0] ?? '') === noun);
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
export function inUnitOf(
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
        ? reasons.comparedNumberThings
        : target
          ? `What it is compared with is in ${target.name}s.`
          : reasons.modelDoesSayUnit,
    );
  return undefined;
}

/** The unit that a number is in; undefined where the model tells none. */
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
