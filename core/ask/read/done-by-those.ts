import { isPhrase } from '../chunks.ts';
import type { Terms } from './date-verbs.ts';
import { filterByPresence } from './field-filters.ts';
import { lowerOf, type State } from './state.ts';

/** "the region that delivers the most pieces", "which vendor shipped the most": what those before do, and no date or value. */
export function isDoneByThose(state: State, { start, end, candidates }: Terms): boolean {
  const { chunks, at, tokens, lexicon } = state;
  const [verb, next, doer] = [tokens[start], chunks[at + 1], chunks[at - 1]];
  // "vendors ship more than 100 lines"
  const does = verb?.lower === verb?.stem && /^(that|which|who)$|[^s]s$/.test(tokens[start - 1]?.lower ?? '');
  const most = isPhrase(next, 'superlative', 'top', ...(does ? (['comparator'] as const) : [])) && next.start === end;
  if (!verb || verb.capital || !most || end - start > 1 || !lexicon.verbs.has(verb.stem)) return false;
  // "ships" is no value SHIP
  const whole = candidates.some(c => c.kind === 'value' && c.values.some(value => value.toLowerCase() === verb.lower));
  const named = candidates.some(c => (c.kind === 'field' || c.kind === 'dataset') && c.weight >= 0.9);
  const things = doer?.kind === 'terms' && doer.candidates.some(c => c.kind !== 'metric' && c.weight >= 0.85);
  const led = things || /^(that|which|who)$/.test(lowerOf(state, doer));
  return led && !named && (does || (!whole && (/[^s]s$/.test(verb.lower) || /(ed|nt|ght|ld)$/.test(verb.lower))));
}

/**
 * "which vendor shipped the most pieces in 1996": the period behind the number is that of what they did; without one, what
 * has that date was done.
 */
export function settleDoneByThose(state: State): void {
  const { draft, catalogue, chunks } = state;
  const verb = draft.verbs.find(each => !each.used);
  const [field, ...more] = verb?.fields ?? [];
  const [measure = draft.having[0]?.measure, ...others] = draft.measures;
  const metric = measure?.kind === 'metric' ? catalogue.metrics.get(measure.metric) : undefined;
  const home = measure?.kind === 'count' ? measure.dataset : metric?.home;
  const chunk = chunks[verb?.at ?? -1];
  if (!verb || !field || more.length > 0 || chunk?.kind !== 'terms' || home === undefined || others.length > 0) return;
  const [time, ...times] = draft.times;
  const { subject } = draft;
  // "in which month did we ship the most pieces"
  const isWhen = subject?.kind === 'time' && subject.fields.length === 0;
  if (
    (!draft.rank && draft.having.length === 0) ||
    !catalogue.hasOne(home, field.dataset) ||
    times.length > 0 ||
    time?.fields.length
  )
    return;
  if (!isWhen && (!isDoneByThose({ ...state, at: verb.at }, chunk) || (time && time.at < verb.at))) return;
  if (draft.dimensions.some(({ kind }) => kind === 'time' || kind === 'part')) return;
  verb.used = true;
  if (isWhen) draft.subject = { ...subject, fields: verb.fields };
  else if (time) draft.times = [{ ...time, fields: verb.fields }];
  if (time) return;
  const choice = { options: [{ field, weight: 1 }], scope: field.dataset, text: field.label, at: verb.at };
  filterByPresence(state, choice, 'isPresent', field.dataset, verb.at);
}
