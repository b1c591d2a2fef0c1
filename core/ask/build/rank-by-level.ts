import type { DraftMeasure } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import { type BuildContext, capital } from './context.ts';

const level = patterns.wordsOfLevels;

/**
 * "hotel with the best score", "top 3 hotels by score": of the many scores that each has the highest says nothing, so they
 * are ranked by the average, where the model has it.
 */
export function rankByLevel({ draft, catalogue, assumptions }: BuildContext): void {
  const { rank, subject, measures } = draft;
  const field = rank?.byField?.options[0]?.field;
  const things =
    subject?.kind === 'entity'
      ? subject.dataset
      : subject?.kind === 'field'
        ? subject.choice.options[0]?.field.dataset
        : undefined;
  if (!rank || !field || things === undefined || measures.length > 0 || field.kind !== 'number') return;
  if (!level.test(`${field.name.replaceAll('_', ' ')} ${field.label}`.toLowerCase())) return;
  const { metricByText, reach } = catalogue;
  const average = metricByText(`AVG(${field.id})`);
  if (!average || metricByText(`SUM(${field.id})`) || reach(things, field.dataset).kind !== 'down') return;
  const by: DraftMeasure = { kind: 'metric', metric: average.name, at: rank.at };
  draft.measures.push(by);
  draft.listFields = draft.listFields.filter(({ options }) => options[0]?.field !== field);
  draft.rank = { ...rank, by, byField: undefined };
  const text = `${capital(field.label)} is taken as ${average.label.toLowerCase()}`;
  assumptions.push({ id: 'level', kind: 'name', text, chosen: average.name, choices: [] });
}
