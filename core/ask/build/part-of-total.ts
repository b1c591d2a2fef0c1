import type { MetricInfo } from '../catalogue/metric-info.ts';
import type { Draft, DraftMeasure } from '../draft.ts';
import { Refusal } from '../refusal.ts';
import { type BuildContext, capital, wordsOf } from './context.ts';

/**
 * A metric that adds up numbers of rows that have nothing to do with each other, store sales and web sales: asked of what
 * only one of them has, "revenue by store", it is that one.
 */
export function partOfTotal(context: BuildContext): void {
  const { draft } = context;
  const measures = [...draft.measures, ...draft.having.map(h => h.measure), ...(draft.rank?.by ? [draft.rank.by] : [])];
  for (const { kind, ...measure } of measures) {
    const info = kind === 'metric' && 'metric' in measure ? context.catalogue.metrics.get(measure.metric) : undefined;
    if (info && isOfSeveral(context, info)) settle(context, info);
  }
}

/** None of its datasets leads to all the others. */
const isOfSeveral = ({ catalogue }: BuildContext, { home, datasets }: MetricInfo): boolean =>
  datasets.some(other => !catalogue.hasOne(home, other));

function settle(context: BuildContext, info: MetricInfo): void {
  const { catalogue, draft } = context;
  const has = (home: string, options: readonly string[]) => options.some(dataset => catalogue.hasOne(home, dataset));
  const needed = neededBy(draft).filter(options => !info.datasets.every(home => has(home, options)));
  if (needed.length === 0) return;
  const parts = partsOf(context, info).filter(part => needed.every(options => has(part.home, options)));
  const [part, ...more] = parts;
  if (part && more.length === 0) {
    replace(draft, info.name, part.name);
    context.assumptions.push({
      id: `part:${info.name}`,
      kind: 'name',
      text: `${capital(info.label.toLowerCase())} is taken as ${part.label.toLowerCase()}.`,
      chosen: part.name,
      choices: [],
    });
    return;
  }
  const lost = draft.mentions.find(mention => needed.some(options => options[0] === mention.dataset));
  if (lost)
    throw new Refusal(`${capital(wordsOf(lost.dataset))} are not related to all of ${info.label.toLowerCase()}.`, []);
}

/** The datasets that each part of the question may be of. */
function neededBy({ dimensions, subject, mentions, filters }: Draft): string[][] {
  const groups = [...dimensions, ...(subject ? [subject] : [])];
  return [
    ...groups.flatMap(group =>
      group.kind === 'entity'
        ? [[group.dataset]]
        : group.kind === 'field'
          ? [group.choice.options.map(o => o.field.dataset)]
          : [],
    ),
    ...mentions.map(({ dataset }) => [dataset]),
    ...filters.map(filter =>
      [filter, ...(filter.alternatives ?? [])].flatMap(each => each.options.map(o => o.field.dataset)),
    ),
  ];
}

/** The metrics of the model that it is the sum of. */
const partsOf = ({ catalogue }: BuildContext, { name, text }: MetricInfo): MetricInfo[] =>
  [...catalogue.metrics.values()].filter(
    (part, i, all) =>
      part.name !== name &&
      part.additive &&
      part.datasets.length === 1 &&
      ` + ${text} + `.includes(` + ${part.text} + `) &&
      all.findIndex(other => other.text === part.text) === i,
  );

function replace(draft: Draft, from: string, to: string): void {
  const replaced = (m: DraftMeasure): DraftMeasure =>
    m.kind === 'metric' && m.metric === from ? { ...m, metric: to } : m;
  draft.measures = draft.measures.map(replaced);
  draft.having = draft.having.map(h => ({ ...h, measure: replaced(h.measure) }));
  if (draft.rank?.by) draft.rank = { ...draft.rank, by: replaced(draft.rank.by) };
  if (draft.sort?.by && 'kind' in draft.sort.by) draft.sort = { ...draft.sort, by: replaced(draft.sort.by) };
}
