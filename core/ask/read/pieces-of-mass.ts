import { type Comparator, candidatesOf } from '../chunks.ts';
import type { Draft, DraftMeasure } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { stemsOf } from '../words.ts';
import { amountsOf, massNounAt } from './mass-nouns.ts';
import { problem, type State, wordsIn } from './state.ts';

/**
 * "fewer than 500 pieces in stock", where pieces is part of the name of what is sold: of a mass noun named beside it
 * they are the pieces of that.
 */
export function piecesOfMass(state: State): void {
  const { draft } = state;
  const masses = draft.mentions.filter(({ at }) => massNounAt(state, at));
  const [mention, ...more] = masses;
  if (!mention || more.length > 0) return;
  const [amount, ...others] = amountsOf(state, mention.dataset);
  if (amount === undefined || others.length > 0) return;
  if (comparePieces(state, mention, amount)) return;
  const replaced = (measure: DraftMeasure): DraftMeasure =>
    isPartlyNamed(state, measure, mention.dataset) ? { kind: 'metric', metric: amount, at: measure.at } : measure;
  const before = JSON.stringify([draft.measures, draft.having, draft.rank]);
  draft.measures = draft.measures.map(replaced);
  const { rank } = draft;
  if (rank?.by) draft.rank = { ...rank, by: replaced(rank.by) };
  draft.having = draft.having.map(condition => ({ ...condition, measure: replaced(condition.measure) }));
  if (JSON.stringify([draft.measures, draft.having, draft.rank]) === before) return;
  draft.mentions = draft.mentions.filter(other => other !== mention);
}

/** "fewer than 200 pots in stock", where orders have pots too: the number that is compared is how much is in stock. */
function comparePieces(state: State, mention: Draft['mentions'][number], metric: string): boolean {
  const { draft, chunks, tokens } = state;
  const joint = (at: number) => /^(in|on|of|there in)$/.test(wordsIn(state, at + 1, mention.at).join(' '));
  const filter = draft.filters.find(({ at, operator }) => isComparator(operator) && at < mention.at && joint(at));
  const unit = filter && tokens[(chunks[filter.at]?.end ?? 0) - 1];
  if (!filter || !unit || filter.options.some(({ field }) => field.dataset === mention.dataset)) return false;
  const values = (filter.options[0]?.values ?? []).map(Number);
  const described = state.catalogue.metrics.get(metric)?.metric.description ?? '';
  const chunk = chunks[mention.at];
  if (!stemsOf(described).includes(unit.stem) || values.some(Number.isNaN)) {
    if (chunk) problem(state, chunk, reasons.unclearSaysNumber);
    return true;
  }
  draft.filters = draft.filters.filter(other => other !== filter);
  draft.mentions = draft.mentions.filter(other => other !== mention);
  draft.having.push({
    measure: { kind: 'metric', metric, at: filter.at },
    operator: filter.operator as Comparator,
    values,
    percent: false,
  });
  return true;
}

const isComparator = (operator: string): boolean => /^([<>]=?|=)$/.test(operator);

/** One word of its name stands there, and it adds up another table than the mass noun's. */
function isPartlyNamed({ chunks, catalogue }: State, measure: DraftMeasure, mass: string): boolean {
  if (measure.kind !== 'metric' || catalogue.metrics.get(measure.metric)?.home === mass) return false;
  const chunk = chunks[measure.at];
  const named = candidatesOf(chunk, 'metric').find(({ metric }) => metric === measure.metric);
  return chunk !== undefined && chunk.end - chunk.start === 1 && named !== undefined && named.weight < 0.9;
}
