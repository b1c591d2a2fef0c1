import type { Filter } from '../../plan/schema.ts';
import type { Catalogue, FieldInfo } from '../catalogue.ts';
import type { Draft, DraftFilter, DraftMeasure, FieldChoice } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import type { Lexicon } from '../lexicon/lookup.ts';
import { Clarification, Refusal } from '../refusal.ts';
import { chooseRole, type Option, type RoleContext, scopeBeside } from '../roles.ts';
import type { Assumption, Choices } from '../types.ts';

/** What building a plan needs and gathers. */
export interface BuildContext {
  readonly catalogue: Catalogue;
  readonly lexicon: Lexicon;
  readonly draft: Draft;
  readonly choices: Choices;
  readonly now: Date;
  /** Datasets that are measured or listed: what every field must be related to. */
  anchors: string[];
  /** Measures count things (distinct), so a field that leads to many of them is no double counting. */
  countsOnly: boolean;
  readonly used: Set<string>;
  /** Datasets that the last answer was grouped by. */
  readonly scene: Set<string>;
  readonly assumptions: Assumption[];
  /** The one dataset that is named besides what is measured and split by. */
  beside?: string | undefined;
  /** The number of the last answer that was asked for after its others. */
  readonly focus?: string | undefined;
}

const roles = (context: BuildContext): RoleContext => ({
  catalogue: context.catalogue,
  anchors: context.anchors,
  used: context.used,
  scene: context.scene,
  choices: context.choices,
  entities: context.lexicon.entities,
  said: context.draft.said,
});

/** The label of a field, with its dataset where another field has the same label. */
export const fullLabel = (context: BuildContext, field: FieldInfo): string => {
  const twins = [...context.catalogue.fields.values()].filter(f => f.label.toLowerCase() === field.label.toLowerCase());
  return twins.length > 1 ? `${field.label} of ${field.dataset.replaceAll('_', ' ')}` : field.label;
};

/** Settles which field is meant, tells what was assumed, asks when it is a tie. */
export function settle<T extends Option>(
  context: BuildContext,
  options: readonly T[],
  choice: { scope: string | undefined; text: string },
  kind: 'name' | 'value',
): T {
  const key = `${kind}:${choice.text.toLowerCase()}`;
  const scope = choice.scope ?? scopeBeside(context.catalogue, options, context.beside);
  const role = chooseRole(roles(context), options, scope, key);
  if (!role) {
    const what = options[0]?.field.label ?? choice.text;
    throw new Refusal(`${capital(what)} is not related to ${subjectOf(context)}, so it can't be used here.`, []);
  }
  const others = role.others.filter(other => other.field.id !== role.chosen.field.id);
  const tied = role.tied || (kind === 'value' && others.some(other => isOtherPlace(role.chosen, other)));
  if (tied && others.length > 0 && context.choices[key] === undefined) {
    const options = [role.chosen, ...others].slice(0, 4);
    throw new Clarification(
      `Which ${choice.text} do you mean?`,
      options.map(o => ({ label: fullLabel(context, o.field), choices: { [key]: o.field.id } })),
    );
  }
  if (others.length > 0 && !context.assumptions.some(a => a.id === key))
    context.assumptions.push({
      id: key,
      kind,
      text:
        kind === 'value'
          ? `${choice.text} is taken as a value of ${fullLabel(context, role.chosen.field)}.`
          : `${capital(choice.text)} is taken as ${fullLabel(context, role.chosen.field)}.`,
      chosen: role.chosen.field.id,
      choices: [role.chosen, ...others].map(o => ({ id: o.field.id, label: fullLabel(context, o.field) })),
    });
  checkRelated(context, role.chosen.field.dataset, role.chosen.field.label);
  context.used.add(role.chosen.field.dataset);
  return role.chosen;
}

/** "American", of the region America and of the country United States: two values, called so as much as each other. */
const isOtherPlace = (one: Option, other: Option): boolean => {
  const [mine, theirs] = [one, other].map(o => ('values' in o && !('partial' in o && o.partial) ? o.values : []));
  return (
    Math.abs(one.weight - other.weight) < 0.005 &&
    Array.isArray(mine) &&
    Array.isArray(theirs) &&
    mine.length === 1 &&
    theirs.length === 1 &&
    String(mine[0]).toLowerCase() !== String(theirs[0]).toLowerCase()
  );
};

/**
 * What lies over 1:N edges is right for counts of things and for parts of a whole (an order and its lines); for
 * other numbers the groups would overlap in a way nobody asked for, so it is refused.
 */
export function checkRelated(context: BuildContext, dataset: string, label: string): void {
  for (const anchor of context.anchors) {
    const reach = context.catalogue.reach(anchor, dataset);
    if (reach.kind === 'none')
      throw new Refusal(`${capital(label)} is not related to ${wordsOf(anchor)}, so this can't be answered together.`);
    if (reach.kind === 'down' && !reach.partOf && !context.countsOnly)
      throw new Refusal(
        `${capital(label)} is related to ${wordsOf(anchor)} only through things of which each has many, so the number would be counted in several groups.`,
      );
  }
}

/** A name as words: order_count -> order count. */
export const wordsOf = (name: string): string => name.replaceAll('_', ' ');
/** The text with its first letter in upper case. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const subjectOf = (context: BuildContext): string =>
  [...new Set(context.anchors)].map(wordsOf).join(' and ') || 'what is asked for';

/**
 * The one field of a choice.
 *X
 */
export const settleChoice = (context: BuildContext, choice: FieldChoice): FieldInfo =>
  settle(context, choice.options, choice, 'name').field;

/** A filter of the draft as a filter of the plan. */
export function settleFilter(context: BuildContext, filter: DraftFilter): { filter: Filter; field: FieldInfo } {
  const { alternatives, ...first } = filter;
  if (!alternatives) return settleOne(context, filter);
  const either = [first, ...alternatives].map(one => settleOne(context, one));
  const far = either.find(({ field }) =>
    context.anchors.some(a => context.catalogue.reach(a, field.dataset).kind === 'down'),
  );
  const [one] = either;
  if (far || !one) throw new Refusal(reasons.twoDifferentThings);
  return { field: one.field, filter: { anyOf: either.map(each => each.filter) } };
}

function settleOne(context: BuildContext, filter: DraftFilter): { filter: Filter; field: FieldInfo } {
  const chosen = settle(
    context,
    otherRoles(context, filter, filter.options),
    filter,
    filter.operator === 'in' || filter.operator === 'notIn' ? 'value' : 'name',
  );
  const { field } = chosen;
  if (
    (filter.operator === 'isMissing' || filter.operator === 'isNone') &&
    context.anchors.some(a => context.catalogue.reach(a, field.dataset).kind === 'down')
  )
    throw new Refusal(
      `${capital(subjectOf(context))} can have several of ${wordsOf(field.dataset)}, so it is not clear for which of them ${field.label.toLowerCase()} should be missing.`,
    );
  // of what is yes or no, the one that is no
  if (filter.operator === 'isMissing' && chosen.values.length > 0)
    return { field, filter: { field: field.id, operator: 'in', values: [...chosen.values] } };
  if (filter.operator === 'isMissing' || filter.operator === 'isPresent')
    return { field, filter: { field: field.id, operator: filter.operator } };
  if (filter.operator === 'isNone')
    return {
      field,
      filter: {
        anyOf: [
          { field: field.id, operator: 'isMissing' },
          { field: field.id, operator: '=', values: [0] },
        ],
      },
    };
  if (field.kind === 'text' && chosen.values.some(value => typeof value === 'number'))
    throw new Refusal(
      `${capital(field.label)} is no number, so it can't be compared with ${chosen.values.join(', ')}.`,
    );
  if (chosen.partial && chosen.values.length > 0) notePartial(context, filter, chosen);
  const values = [...chosen.values];
  if (filter.operator === 'in' && values.length === 1)
    return { field, filter: { field: field.id, operator: '=', values } };
  if (filter.operator === 'notIn' && values.length === 1)
    return { field, filter: { field: field.id, operator: '!=', values } };
  return { field, filter: { field: field.id, operator: filter.operator, values } };
}

/**
 * "shipped from Germany by customer country": a filter on what is grouped by says nothing, so it is of another role; as is
 * what two values would be said of, "sold to Egypt from Egyptian suppliers".
 */
function otherRoles<T extends Option>(
  { draft }: BuildContext,
  filter: DraftFilter,
  options: readonly T[],
): readonly T[] {
  const grouped = new Set([
    ...draft.dimensions.flatMap(d =>
      d.kind === 'field' && d.choice.options.length === 1 ? [d.choice.options[0]?.field.id] : [],
    ),
    ...draft.filters.flatMap(other =>
      other !== filter && other.operator === 'in' && filter.operator === 'in' && other.options.length === 1
        ? [other.options[0]?.field.id]
        : [],
    ),
  ]);
  if (options.length < 2 || options.every(o => grouped.has(o.field.id))) return options;
  return options.map(o => (grouped.has(o.field.id) ? { ...o, weight: o.weight - 0.3 } : o));
}

function notePartial(context: BuildContext, filter: DraftFilter, chosen: DraftFilter['options'][number]): void {
  const shown =
    chosen.values.slice(0, 3).join(', ') + (chosen.values.length > 3 ? ` and ${chosen.values.length - 3} more` : '');
  context.assumptions.push({
    id: `value:${filter.text.toLowerCase()}:part`,
    kind: 'value',
    text: `${filter.text} is taken as ${chosen.field.label}: ${shown}.`,
    chosen: chosen.field.id,
    choices: [],
  });
}

/** The dataset whose rows a measure is made of; empty where it is not known. */
export const datasetsOfMeasure = (context: BuildContext, measure: DraftMeasure): string => {
  switch (measure.kind) {
    case 'metric':
      return context.catalogue.metrics.get(measure.metric)?.home ?? '';
    case 'count':
      return measure.dataset;
    case 'countDistinct':
    case 'aggregate':
      return measure.choice.options[0]?.field.dataset ?? '';
  }
};
