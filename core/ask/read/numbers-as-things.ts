import { type Chunk, candidatesOf, isPhrase, namesNumber } from '../chunks.ts';
import { conditionsOf } from '../conditions.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import type { Terms } from './date-verbs.ts';
import { placeEntity } from './entities.ts';
import { placeMeasure } from './measures.ts';
import { restrictBy } from './second-measures.ts';
import { lowerOf, problem, type State } from './state.ts';

const adjectivesOfThings = patterns.adjectivesOfThings;

/** "list the number of orders": whatever it counts, a number is asked for. */
export const saysNumber = (state: State): boolean =>
  /^(total )?(numbers?|counts?|nr|no) of /.test(lowerOf(state, state.chunks[state.at]));

/** "list open orders": the things are shown, not how many they are. */
export const isListed = (state: State): boolean =>
  (state.pending.list || state.draft.subjectIs === 'list') &&
  !saysNumber(state) &&
  state.draft.subject === undefined &&
  state.draft.measures.length === 0;

/** What can be a value is one here. */
const valuesOnly = (part: Chunk): Chunk => {
  if (part.kind !== 'terms') return part;
  const values = part.candidates.filter(c => c.kind === 'value' && c.weight >= 0.9);
  return values.length > 0 ? { ...part, candidates: values } : part;
};

/** "top 5 late lines by quantity": the things that the number counts, by a number of theirs. */
export function isRanked({ draft, chunks, at }: State): boolean {
  const [by, number] = chunks.slice(at + 1, at + 3);
  const field = candidatesOf(number, 'field').some(
    c => c.field.kind === 'number' && !c.field.isIdentifier && c.weight >= 0.6,
  );
  const ranks = draft.subjectIs === 'top' && draft.rank !== undefined && !draft.rank.by && !draft.subject;
  return ranks && field && isPhrase(by, 'group');
}

/** "the biggest open deal", "oldest unpaid bills": a trait of each of them, and not of how many there are. */
export function isSizedThing(state: State, metric: string): boolean {
  const { pending, draft, catalogue, chunks, at } = state;
  const said = chunks.slice(0, at).findLast(c => c.kind !== 'filler');
  const sized = adjectivesOfThings;
  const isBefore = isPhrase(said, 'superlative') && sized.test(lowerOf(state, said));
  const ranks = pending.superlative ?? (draft.rank?.by === undefined ? draft.rank : undefined);
  const isFree =
    ranks !== undefined &&
    !draft.subject &&
    [draft.measures, draft.mentions, draft.listFields, state.loose].every(said => said.length === 0);
  return isBefore && isFree && conditionsOf(catalogue, metric) !== undefined;
}

/** "open deals over 50k: name, owner, amount", "late lines with quantity and ship mode": columns are of rows. */
export function hasColumns(state: State, metric: string): boolean {
  const { chunks, at, catalogue, draft } = state;
  const home = catalogue.metrics.get(metric)?.home;
  const first =
    chunks.slice(0, at).every(c => c.kind === 'filler') && draft.measures.length + draft.mentions.length === 0;
  const parts = chunks[at] && state.split(chunks[at]);
  const isPart = parts?.some(part => candidatesOf(part, 'value').some(c => c.weight >= 0.9));
  if (!first || home === undefined || !(isPart || conditionsOf(catalogue, metric))) return false;
  const isColumn = (c: Chunk) =>
    candidatesOf(c, 'field').some(({ field, weight }) => weight >= 0.6 && catalogue.hasOne(home, field.dataset));
  return chunks.some((chunk, lead) => {
    if (lead <= at || !/^(with|:|-|–|showing|including)$/.test(lowerOf(state, chunk))) return false;
    const behind = chunks.slice(lead + 1).filter(c => c.kind !== 'filler' && c.kind !== 'mark');
    const columns = behind.filter(c => !isPhrase(c, 'direction'));
    return (
      columns.length > 1 && columns.every(isColumn) && columns.some(c => candidatesOf(c, 'field').every(isNoNumber))
    );
  });
}

/** As `hasColumns`, and the things are asked for as a list. */
export function listsColumns(state: State, metric: string): boolean {
  if (!hasColumns(state, metric)) return false;
  state.pending.list = true;
  return true;
}

const isNoNumber = ({ field }: { field: { kind: string; isIdentifier: boolean } }): boolean =>
  field.kind !== 'number' || field.isIdentifier;

/** "list units sold by brand": a number of each is asked for, and no rows. */
const isGrouped = ({ chunks, at }: State): boolean => chunks.slice(at + 1).some(c => isPhrase(c, 'group'));

/** A number where things are meant is the things that it counts: late lines, open orders. */
export function readAsThing(state: State, chunk: Terms): void {
  const parts = state.split(chunk)?.map(valuesOnly);
  const usable =
    parts?.some(part => part.kind === 'terms' && part.candidates.some(c => c.kind === 'value')) &&
    parts.every(part => part.kind !== 'terms' || part.candidates.every(c => c.kind !== 'metric' || c.weight < 0.9));
  const metric = candidatesOf(chunk, 'metric')[0];
  if (metric && conditionsOf(state.catalogue, metric.metric)) {
    const home = state.catalogue.metrics.get(metric.metric)?.home;
    const named = isSizedThing(state, metric.metric) || hasColumns(state, metric.metric);
    const listed = isListed(state) || isRanked(state) || named;
    restrictBy(state, { kind: 'metric', metric: metric.metric, at: state.at }, chunk);
    if (listed && home !== undefined) placeEntity(state, home, chunk);
    return;
  }
  if (metric && !usable && namesNumber(chunk) && isListed(state) && isGrouped(state)) {
    placeMeasure(state, { kind: 'metric', metric: metric.metric, at: state.at }, chunk);
    return;
  }
  if (!parts || !usable) {
    problem(state, chunk, reasons.numberButHere);
    return;
  }
  state.chunks = [...state.chunks.slice(0, state.at), ...parts, ...state.chunks.slice(state.at + 1)];
}
