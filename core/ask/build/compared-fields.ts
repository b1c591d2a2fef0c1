import type { Filter } from '../../plan/schema.ts';
import type { FieldInfo } from '../catalogue.ts';
import type { Draft } from '../draft.ts';
import { Refusal } from '../refusal.ts';
import { type BuildContext, capital, datasetsOfMeasure, fullLabel, wordsOf } from './context.ts';
import { reference } from './measures.ts';

/**
 * "shipped after the promised date", "with the customer and the supplier in one country": of the rows that are counted
 * or listed, of what each has one of, or of one of the parts that each is made of.
 */
export function comparedFields(context: BuildContext, home: string): Filter[] {
  const { draft } = context;
  if (draft.comparedFields.length === 0) return [];
  const measures = [...draft.measures, ...draft.having.map(({ measure }) => measure)];
  const homes = measures.length === 0 ? [home] : measures.map(measure => datasetsOfMeasure(context, measure));
  return draft.comparedFields.map(compared => {
    for (const each of new Set(homes))
      for (const field of [compared.field, compared.other]) requireOne(context, each, field);
    return filterOf(compared);
  });
}

function filterOf({ field, operator, other, days, months, grain }: Draft['comparedFields'][number]): Filter {
  if (months !== undefined)
    return { expression: `${reference(field)} ${operator} DATEADD('month', ${months}, ${reference(other)})` };
  return days === undefined
    ? { field: field.id, operator, to: other.id, ...(grain && { grain }) }
    : { expression: `DATEDIFF('day', ${reference(other)}, ${reference(field)}) ${operator} ${days}` };
}

/** Each has one value of the field, or is made of parts that have: then one of them is enough, which is told. */
function requireOne(context: BuildContext, home: string, field: FieldInfo): void {
  const reach = context.catalogue.reach(home, field.dataset);
  if (reach.kind === 'same' || reach.kind === 'up') return;
  if (reach.kind !== 'down' || !reach.partOf)
    throw new Refusal(
      `${capital(wordsOf(home))} have no single ${fullLabel(context, field).toLowerCase()}.`,
      context.draft.problems,
    );
  const id = `compared:${home}`;
  if (context.assumptions.some(assumption => assumption.id === id)) return;
  context.assumptions.push({
    id,
    kind: 'reading',
    text: `${capital(wordsOf(home))} count when it holds for one of their ${wordsOf(field.dataset)}.`,
    chosen: 'some',
    choices: [],
  });
}
