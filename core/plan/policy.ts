import { SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import { conditionText } from './condition-words.ts';
import { lowerFirst } from './labels.ts';
import { fieldText, findDataset, findField, findMetric, humanName, sameName } from './names.ts';
import { type PlanReference, referencesOf } from './references.ts';
import type { Plan } from './schema.ts';
import { listed } from './words.ts';

const allows = (list: readonly string[] | '*', name: string): boolean =>
  list === '*' || list.some(one => sameName(one, name));

/**
 * Refuses a plan that names what the persona may not see. What a plan names itself counts: metrics by the
 * list of metrics, fields and datasets by the list of datasets, in measures, dimensions, filters, expressions
 * and dates alike. What an allowed metric or field is made of is not named by the plan: a metric that is
 * allowed may use datasets that are not, and so may the date that it is declared to be counted by.
 * @throws SophiaError 'persona.forbidden' with every name
 */
export function checkPolicy(plan: Plan, model: SemanticModel, persona: Persona): void {
  const dates = declaredDates(plan, model, persona);
  const forbidden = new Set<string>();
  for (const reference of referencesOf(plan, model)) {
    const name = forbiddenName(reference, model, persona, dates);
    if (name !== undefined) forbidden.add(name);
  }
  if (forbidden.size > 0) {
    throw new SophiaError('persona.forbidden', [], { persona: persona.title, names: [...forbidden] });
  }
}

function forbiddenName(
  { kind, name, asTime }: PlanReference,
  model: SemanticModel,
  persona: Persona,
  dates: ReadonlySet<string>,
): string | undefined {
  if (kind === 'metric') {
    const metric = findMetric(model, name)?.name ?? name;
    return allows(persona.metrics, metric) ? undefined : metric;
  }
  if (kind === 'dataset') {
    const dataset = findDataset(model, name)?.name ?? name;
    return allows(persona.datasets, dataset) ? undefined : dataset;
  }
  const found = findField(model, name);
  if (!found || allows(persona.datasets, found.dataset.name)) return undefined;
  return asTime && dates.has(fieldText(found)) ? undefined : fieldText(found);
}

/** The dates that the plan's allowed metrics are declared to be counted by. */
function declaredDates(plan: Plan, model: SemanticModel, persona: Persona): Set<string> {
  const dates = new Set<string>();
  for (const { metric } of plan.measures) {
    const declared = metric === undefined ? undefined : findMetric(model, metric);
    if (!declared || !allows(persona.metrics, declared.name)) continue;
    const found = declared.extension.timeField && findField(model, declared.extension.timeField);
    if (found) dates.add(fieldText(found));
  }
  return dates;
}

/**
 * The row filters in force for the tables that a query reads, in words: one sentence for all datasets that
 * are narrowed alike.
 */
export function restrictionsOf(
  tables: readonly { readonly name: string }[],
  model: SemanticModel,
  persona: Persona,
): string[] {
  const narrowed = Object.entries(persona.rowFilters).flatMap(([name, filter]) => {
    const dataset = findDataset(model, name);
    if (!dataset) return [];
    // A dataset that is a query is told by its own name, another by that of its table.
    const table = dataset.source.kind === 'query' ? dataset.name : dataset.source.parts.join('.');
    const isRead = tables.some(one => sameName(one.name, table));
    return isRead ? [{ dataset, condition: conditionText(filter, dataset.name, model) }] : [];
  });
  return [...Map.groupBy(narrowed, one => one.condition)].map(([condition, alike]) => {
    const things = listed(alike.map(({ dataset }) => lowerFirst(dataset.label ?? humanName(dataset.name))));
    return condition === undefined
      ? `Only those ${things} that the persona ${persona.title} may see.`
      : `Only ${things} where ${condition}.`;
  });
}
