import type { Filter, Measure, Plan } from '../../plan/schema.ts';
import { rangeWords } from '../../plan/words.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { type BuildContext, capital, wordsOf } from './context.ts';
import { type Built, countsThings } from './measures.ts';
import { twoPoints } from './points.ts';
import { usualDate } from './time.ts';

/**
 * "pieces sold in 1997 and the pieces in stock", where stock has no dates: the period is of what was named before it.
 * The names of the numbers that it is not said of; what has no date and stands under the period is refused elsewhere.
 */
export function undated(context: BuildContext, built: readonly Built[]): ReadonlySet<string> {
  const { draft } = context;
  const dated = built.filter(({ home, metric }) => usualDate(context, home, metric) !== undefined);
  const others = built.filter(each => !dated.includes(each));
  const plain = draft.times.every(time => time.fields.length === 0 && !time.negated && !time.phrase.recurring);
  const compared =
    (draft.compare && twoPoints(context)) || draft.comparison || draft.growth || draft.perPeriod || draft.running;
  if (draft.times.length === 0 || others.length === 0 || dated.length === 0 || !plain || compared) return new Set();
  const at = ({ metric }: Built) => draft.measures.find(m => m.kind === 'metric' && m.metric === metric)?.at ?? 0;
  const saidNow = context.assumptions.some(({ id }) => id === 'current');
  const behind = others.every(other =>
    draft.times.every(time => dated.some(d => at(d) < time.at) && time.at < at(other)),
  );
  if (!saidNow && !behind && !isSaidBehindLast(context, dated.map(at), others.map(at))) return new Set();
  const homes = [...new Set(others.map(({ home }) => capital(wordsOf(home))))].join(', ');
  if (!saidNow)
    context.assumptions.push({
      id: 'current',
      kind: 'name',
      text: `${homes} have no dates: they are as the data has them, whatever the period.`,
      chosen: 'current',
      choices: [],
    });
  return new Set(others.map(({ measure }) => measure.name));
}

/**
 * "pieces in stock and pieces sold in 1997", "stock next to sales in 1997": right behind what was done, or behind the one
 * number that is set beside the others. Of "stock and sales in 1997" it may be said of both, and things that are counted
 * may be those of that year: "customers and revenue in 1997".
 */
function isSaidBehindLast(context: BuildContext, [dated, ...more]: number[], undated: number[]): boolean {
  const { times, measures, compare } = context.draft;
  const [time] = times;
  const counts = measures.some(measure => undated.includes(measure.at) && countsThings(context, measure));
  if (dated === undefined || more.length > 0 || times.length > 1 || counts) return false;
  return (compare || time?.ofDeed === true) && time?.at === dated + 1 && undated.every(at => at < dated);
}

/** The period as a condition of those numbers that it is said of. */
export function datedApart(
  context: BuildContext,
  measures: readonly Measure[],
  without: ReadonlySet<string>,
  { time, where }: { readonly time: Plan['time']; readonly where: readonly Filter[] },
): Measure[] {
  if (!time?.range || time.grain || where.length > 0) throw new Refusal(reasons.oneTheseNumbers);
  const period: Filter = { field: time.field, period: time.range };
  const words = rangeWords(time.range, context.now);
  const labelOf = ({ label, metric, name }: Measure) =>
    label ?? (metric === undefined ? undefined : context.catalogue.metrics.get(metric)?.label) ?? wordsOf(name);
  return measures.map(measure =>
    without.has(measure.name)
      ? measure
      : {
          ...measure,
          label: `${labelOf(measure)} ${words}`,
          filters: [...(measure.filters ?? []), { ...period, field: measure.timeField ?? time.field }],
        },
  );
}

/** "customers by year of their orders": those who have none belong to no year. */
export function thoseWithDate(
  { catalogue }: BuildContext,
  built: readonly Built[],
  time: Plan['time'] | undefined,
): readonly Filter[] {
  if (!time?.grain || time.range || built.length === 0) return [];
  const dataset = time.field.slice(0, time.field.indexOf('.'));
  const ofMany = built.every(({ home }) => catalogue.reach(home, dataset).kind === 'down');
  return ofMany ? [{ field: time.field, operator: 'isPresent' }] : [];
}
