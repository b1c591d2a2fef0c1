import { countsRows } from '../counted-rows.ts';
import type { DraftMeasure, FieldChoice } from '../draft.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "the top 3 technicians by cost, with their grade": of ranked things, what each has one of is shown beside them and
 * parts nothing. "with the number" says again what they are ranked by.
 */
export function showBesideRanked(state: State, choice: FieldChoice): boolean {
  const { draft, catalogue } = state;
  const { rank } = draft;
  const ranked = datasetRanked(state);
  if (!rank || ranked === undefined || choice.at < rank.at || !isLedByWith(state, choice.at)) return false;
  if (/^(number|numbers|count|counts)$/i.test(choice.text)) return saysNumberAgain(state, choice);
  if (draft.dimensions.length > 0 || draft.nth !== undefined) return false;
  const options = choice.options.filter(({ field }) => catalogue.hasOne(ranked, field.dataset));
  if (options.length === 0) return false;
  draft.beside.push({ ...choice, options, scope: ranked });
  draft.listFields = draft.listFields.filter(other => other.at !== choice.at);
  return true;
}

function datasetRanked({ draft, catalogue }: State): string | undefined {
  const { subject } = draft;
  if (subject?.kind === 'entity') return subject.dataset;
  const field = subject?.kind === 'field' ? subject.choice.options[0]?.field : undefined;
  return field && catalogue.nameField(field.dataset) === field && catalogue.keyField(field.dataset)
    ? field.dataset
    : undefined;
}

/** Behind "with" stand nothing but such names, joined by commas and "and". */
function isLedByWith(state: State, at: number): boolean {
  const before = state.chunks.slice(0, at).toReversed();
  const lead = before.find(
    c => !/^(the|their|its|his|her|and|,|&|also)$/.test(lowerOf(state, c)) && c.kind !== 'terms',
  );
  return /^(with|showing|along with|together with)$/.test(lowerOf(state, lead));
}

/** The number is none of their own: it is how many there are. */
export function namesRankNumber(state: State, at: number): boolean {
  const { rank, measures } = state.draft;
  const number: DraftMeasure | undefined = rank?.by ?? measures[0];
  const article = lowerOf(state, state.chunks[at - 1]);
  const word = lowerOf(state, state.chunks[at]);
  const said = /^(number|numbers|count|counts)$/.test(word) && /^(with|the)$/.test(article) && isLedByWith(state, at);
  return said && rank !== undefined && number !== undefined && countsRows(state, number);
}

function saysNumberAgain(state: State, choice: FieldChoice): boolean {
  const { draft } = state;
  if (!namesRankNumber(state, choice.at)) return false;
  draft.listFields = draft.listFields.filter(other => other.at !== choice.at);
  return true;
}

/** "best weekday for orders", "worst region for returns", "busiest month by orders": the one with the most of them. */
export function rankByThings(state: State): void {
  const { draft } = state;
  const grouped = draft.dimensions.filter(dimension => dimension.kind === 'entity');
  const [things, ...more] = [...draft.mentions, ...grouped];
  const { subject, rank } = draft;
  const led = things && lowerOf(state, state.chunks[things.at - 1]);
  const isSplit = subject && subject.kind !== 'entity' && (led === 'for' || (led === 'by' && subject.kind !== 'field'));
  if (!things || more.length > 0 || !rank || rank.by || rank.byField || !isSplit) return;
  if (draft.measures.length > 0) return;
  draft.measures = [{ kind: 'count', dataset: things.dataset, at: things.at }];
  draft.mentions = [];
  draft.dimensions = draft.dimensions.filter(dimension => dimension !== things);
}
