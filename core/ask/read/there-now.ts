import type { Catalogue, FieldInfo } from '../catalogue.ts';
import { isPhrase } from '../chunks.ts';
import { thingsCounted } from '../counted-rows.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { filterByPresence } from './field-filters.ts';
import { lowerOf, problem, type State } from './state.ts';

const rightNow = patterns.rightNow;
const lasting = new RegExp(lists.emptyWhileLasting, 'i');

/**
 * "how many inpatients do we have right now", where the model says that a discharge date is empty while the patient is
 * in: those that have not ended, and not all that ever were.
 */
export function keepThoseThereNow(state: State): void {
  const { draft, catalogue, tokens } = state;
  takeTodayAsNow(state);
  refuseAvailable(state);
  const [measure, ...more] = draft.measures;
  const words = tokens.map(({ lower }) => lower).join(' ');
  if (!rightNow.test(words) || more.length > 0 || draft.times.length > 0) return;
  if (draft.dimensions.some(({ kind }) => kind === 'time')) return;
  const { subject, mentions } = draft;
  const listed = measure ? undefined : subject?.kind === 'entity' ? subject.dataset : mentions[0]?.dataset;
  const home = thingsCounted(catalogue, measure) ?? listed;
  if (home === undefined || draft.filters.some(({ options }) => options.some(({ field }) => tellsState(field)))) return;
  const at = measure?.at ?? mentions[0]?.at ?? 0;
  const chunk = state.chunks[at];
  if (draft.share && chunk && dateOfEnd(catalogue, home)) problem(state, chunk, reasons.sayWhetherAll);
  else if (chunk && datesOfEnd(catalogue, home).length > 1) problem(state, chunk, reasons.thereNowClear);
  else if (!keepUnended(state, home, at)) keepUnendedOfThese(state, home, at);
}

/** "how many machines are in the workshop today": a state is that of now, and not of what was dated today. */
function takeTodayAsNow({ draft, tokens }: State): void {
  const [time, ...more] = draft.times;
  if (time?.phrase.range.kind !== 'current' || time.phrase.unit !== 'day' || more.length > 0) return;
  const isState = draft.filters.some(({ options }) => options.some(({ field }) => tellsState(field)));
  if (!isState || draft.verbs.length > 0 || !tokens.some(({ lower }) => /^(is|are)$/.test(lower))) return;
  draft.times = [];
  draft.notes.push({ id: 'now', text: 'What is so today is taken as what the data says of now' });
}

/** "how many machines are available": of things it is a state, which nothing but a value of the model tells. */
function refuseAvailable(state: State): void {
  const { draft, catalogue, chunks } = state;
  const chunk = chunks.find(c => c.kind === 'filler' && lowerOf(state, c) === 'available');
  if (chunk && draft.measures.every(measure => thingsCounted(catalogue, measure) !== undefined))
    problem(state, chunk, reasons.unclearStateName);
}

/** "accounts subscribed to both at the moment": what they have is there now, where they themselves do not end. */
function keepUnendedOfThese(state: State, home: string, at: number): void {
  const { catalogue, draft } = state;
  const [dataset, ...more] = new Set(draft.filters.flatMap(({ options }) => options[0]?.field.dataset ?? []));
  if (dataset !== undefined && more.length === 0 && catalogue.reach(home, dataset).kind === 'down')
    keepUnended(state, dataset, at);
}

/**
 * Keeps the things that have not ended. Of a share it would not be clear whether the whole is kept so too.
 *
 * @returns whether the model says which these are
 */
export function keepUnended(state: State, dataset: string, at: number): boolean {
  const { catalogue, draft, chunks } = state;
  const field = dateOfEnd(catalogue, dataset);
  if (!field || chunks.some(c => isPhrase(c, 'share'))) return false;
  const choice = { options: [{ field, weight: 1 }], scope: dataset, text: field.label, at };
  filterByPresence(state, choice, 'isMissing', dataset, at);
  draft.notes.push({ id: 'now', text: `Those without ${field.label.toLowerCase()} are there now` });
  return true;
}

/** The one date that is empty while a thing of that kind lasts. */
function dateOfEnd(catalogue: Catalogue, dataset: string): FieldInfo | undefined {
  const [field, ...more] = datesOfEnd(catalogue, dataset);
  return more.length > 0 ? undefined : field;
}

const datesOfEnd = (catalogue: Catalogue, dataset: string): FieldInfo[] =>
  catalogue
    .fieldsOf(dataset)
    .filter(({ kind, field: { description = '' } }) => kind === 'time' && lasting.test(description));

/** "open orders right now": the state is that of now. */
const tellsState = ({ name }: FieldInfo): boolean => /(^|_)(status|state|stage)($|_)/.test(name);
