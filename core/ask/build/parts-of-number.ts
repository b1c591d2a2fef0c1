import { referencesOf } from '../../plan/references.ts';
import type { Measure, Plan } from '../../plan/schema.ts';
import { listed } from '../../plan/words.ts';
import type { MetricInfo } from '../catalogue/metric-info.ts';
import type { FieldInfo } from '../catalogue.ts';
import { reachableDates, saidDate } from '../dates.ts';
import { Refusal } from '../refusal.ts';
import { type BuildContext, capital, wordsOf } from './context.ts';
import { usualDate } from './time.ts';

/**
 * "return rate in 2001", of what came back as a part of what was sold: each is counted by the usual date of its own. By
 * a field that not all of them have, such as why it came back, the whole would shrink to what came back: refused.
 */
export function datedByParts(context: BuildContext, plan: Plan): Plan {
  const noted = new Map<string, Dates>();
  const measures = plan.measures.map(measure => {
    const { timeFields: _, ...bare } = measure;
    const info = measure.metric === undefined ? undefined : context.catalogue.metrics.get(measure.metric);
    if (!info || info.parts.length + info.counted.length < 2) return measure.timeFields ? bare : measure;
    const dates = datesOf(context, plan, measure, info);
    refuseSplit(context, plan, measure, info, dates !== undefined);
    if (!dates || isOne(dates)) return bare;
    const { timeField: __, ...parted } = bare;
    noted.set(info.name, dates);
    return { ...parted, timeFields: [...dates].map(([of, { id }]) => ({ of, field: id })) };
  });
  noteDates(context, { ...plan, measures }, noted);
  return { ...plan, measures };
}

type Dates = ReadonlyMap<string, FieldInfo>;

const isOne = (dates: Dates): boolean => new Set([...dates.values()].map(({ id }) => id)).size === 1;

/** The usual date of each part; undefined where no time is said, or another date is named. */
function datesOf(context: BuildContext, plan: Plan, measure: Measure, info: MetricInfo): Dates | undefined {
  const { catalogue } = context;
  const by = measure.timeField ?? plan.time?.field;
  if (by === undefined || isNamed(context)) return undefined;
  refuseCountedApart(context, info, by);
  const found = info.parts.map(part => [part, usualDate(context, part, info.name)] as const);
  const usual = found.flatMap(([, date]) => date?.id ?? []);
  if (info.parts.length < 2 || !(measure.timeFields || usual.includes(by))) return undefined;
  const dates = new Map(found.flatMap(([part, date]) => (date ? [[part, date] as const] : [])));
  if (dates.size === info.parts.length && isOne(dates)) return dates;
  const without = found.find(([part, date]) => !date || !hasPeriods(context, part, info));
  if (!without) return dates;
  const has = reachableDates(catalogue, without[0]).length > 0;
  return refuseParts(info, `${wordsOf(without[0])} ${has ? 'are not of a period' : 'have no date'}`);
}

/** "complaints per sale": sales of the period, and not those of which someone complained in it. */
function refuseCountedApart(context: BuildContext, info: MetricInfo, by: string): void {
  const { catalogue } = context;
  for (const counted of info.counted) {
    const own = saidDate(catalogue, counted, info);
    const isWhole = info.parts.some(part => {
      const reach = catalogue.reach(counted, part);
      return reach.kind === 'down' && reach.partOf;
    });
    if (own?.dataset === counted && own.id !== by && !isWhole && hasPeriods(context, counted, info))
      refuseParts(info, `${wordsOf(counted)} have a ${own.label.toLowerCase()} of their own`);
  }
}

/** @throws Refusal why the number can't be asked for so, though its parts can */
export function refuseParts({ name, parts, counted }: MetricInfo, why: string): never {
  const made = listed([...parts, ...counted].map(wordsOf));
  throw new Refusal(`${capital(wordsOf(name))} is made of ${made}, and ${why}: ask for each number on its own.`);
}

/** A date that was said is that of all parts, or of none. */
const isNamed = ({ draft, choices }: BuildContext): boolean =>
  choices['date'] !== undefined ||
  [...draft.times, ...draft.dimensions, ...(draft.subject ? [draft.subject] : [])].some(
    one => 'fields' in one && one.fields.length > 0,
  );

/**
 * What happened is of a period. Of what others belong to, the model must say by which date it is counted: the day on
 * which a store was opened is no date of its square feet. What has a name is no event, and a level is of a day.
 */
function hasPeriods({ catalogue }: BuildContext, part: string, info: MetricInfo): boolean {
  const dataset = catalogue.datasets.get(part);
  if (!dataset || dataset.extension.semiAdditive || info.metric.extension.semiAdditive) return false;
  const isPointedAt = catalogue.model.relationships.some(({ to }) => to === part);
  if (!isPointedAt) return true;
  const name = catalogue.nameField(part);
  return saidDate(catalogue, part, info) !== undefined && (name === undefined || name.isKey || name.kind !== 'text');
}

/** Fields that only some of the parts have one of each. */
function refuseSplit(
  { catalogue }: BuildContext,
  plan: Plan,
  measure: Measure,
  info: MetricInfo,
  isDated: boolean,
): void {
  const at = plan.measures.indexOf(measure);
  const split = [...referencesOf(plan, catalogue.model)].filter(({ path }) =>
    path[0] === 'measures' ? path[1] === at && path[2] === 'filters' : path[0] !== 'time' || !isDated,
  );
  const { parts } = info;
  // what came back belongs to one sale, but not every sale has some
  const isPart = (part: string, dataset: string) =>
    part !== dataset && (parts.includes(dataset) || catalogue.reach(part, dataset).kind === 'down');
  for (const { kind, name: id } of split) {
    const field = catalogue.fields.get(id);
    const dataset = kind === 'dataset' ? id : field?.dataset;
    const what = field?.label.toLowerCase() ?? wordsOf(id);
    if (dataset !== undefined && parts.length > 1 && parts.some(part => isPart(part, dataset)))
      refuseParts(info, `not all of them have a ${what}`);
  }
}

/** Says by which dates the parts are counted; that of the plan is told where another number is counted by it. */
function noteDates({ assumptions }: BuildContext, plan: Plan, noted: ReadonlyMap<string, Dates>): void {
  if (noted.size === 0) return;
  const isUsed = plan.measures.some(
    ({ timeField, timeFields }) => !timeFields && (timeField ?? plan.time?.field) === plan.time?.field,
  );
  const at = assumptions.findIndex(({ id }) => id === 'date');
  if (at >= 0 && !isUsed) assumptions.splice(at, 1);
  for (const [name, dates] of noted) {
    const by = [...dates].map(([part, { label }]) => `${wordsOf(part)} by ${label.toLowerCase()}`);
    const text = `${capital(wordsOf(name))} is counted: ${listed(by)}.`;
    assumptions.push({ id: `date:${name}`, kind: 'date', text, chosen: 'parts', choices: [] });
  }
}
