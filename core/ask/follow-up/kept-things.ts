import type { Catalogue } from '../catalogue.ts';
import { thingsCounted } from '../counted-rows.ts';
import { defaultDate } from '../dates.ts';
import type { Draft } from '../draft.ts';

/**
 * "only orders placed in 1997", behind an answer: the things are named to say which rows are kept, by their own date,
 * and not to be counted.
 */
export function keepThings(draft: Draft, catalogue: Catalogue, first: string | undefined): void {
  const [measure, ...more] = draft.measures;
  if (!/^(only|just|solely)$/.test(first ?? '') || !draft.followUp.has('only') || !measure || more.length > 0) return;
  const others = draft.dimensions.length + draft.having.length + draft.mentions.length + draft.related.length;
  const kept = draft.filters.length + draft.times.length;
  if (others > 0 || kept === 0 || draft.subject || draft.rank || draft.share) return;
  const things = thingsCounted(catalogue, measure);
  const date = things === undefined ? undefined : defaultDate(catalogue, things);
  if (things === undefined) return;
  draft.measures = [];
  draft.times = draft.times.map(time => (time.fields.length === 0 && date ? { ...time, fields: [date] } : time));
}
