import { opposite } from '../opposite.ts';
import { Refusal } from '../refusal.ts';
import type { BuildContext } from './context.ts';

/** "all of their lines were returned": they have lines, and none that was not. */
export function noneOtherwise(context: BuildContext): void {
  const { draft, catalogue } = context;
  const { every } = draft;
  if (!every) return;
  const said = draft.filters.filter(filter => filter.at > every.at);
  const [filter, ...more] = said;
  const options = filter?.options.filter(({ field }) => catalogue.hasOne(every.dataset, field.dataset));
  const operator = filter && opposite[filter.operator];
  const later = draft.times.some(time => time.at > every.at) || draft.having.some(h => h.measure.at > every.at);
  if (!filter || more.length > 0 || !operator || !options || options.length === 0 || later)
    throw new Refusal(`It is not clear what should hold for all of the ${every.text}: say one thing.`);
  const otherwise = { ...filter, options, operator, scope: every.dataset };
  draft.filters = draft.filters.filter(other => other !== filter);
  draft.related.push(
    { dataset: every.dataset, negated: true, at: every.at, filters: [otherwise] },
    { dataset: every.dataset, negated: false, at: every.at, filters: [] },
  );
}
