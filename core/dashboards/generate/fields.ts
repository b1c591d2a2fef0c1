import { fieldLabel, findField, sameName } from '../../plan/names.ts';
import type { FilterValue, Plan } from '../../plan/schema.ts';
import { windowField } from '../anchors.ts';
import type { FilterControl } from '../spec.ts';
import { isReading } from './content.ts';
import type { Work } from './context.ts';
import { capitalised, idOf } from './words.ts';

/** Plans of the dashboard, with the words they came of. */
const plansOf = (work: Work): readonly { question: string; plan: Plan }[] =>
  work.spec.tiles.flatMap(({ plan, question, title }) => (plan ? [{ plan, question: question ?? title }] : []));

/** The field that words name, as the tiles that are there would group by it. */
export async function fieldNamed(work: Work, words: string): Promise<string | undefined> {
  const name = words.replace(/^(?:the|a|an|by|of)\s+/i, '').trim();
  if (/^(?:dates?|time|period|month|year|time range|date range)$/i.test(name)) return dateOf(work);
  for (const before of plansOf(work)) {
    if (before.plan.fields.length > 0) continue;
    const number = before.plan.measures.find(measure => !measure.hidden);
    if (!number) continue;
    const result = await work.reader.follow({ ...before, plan: { ...before.plan, dimensions: [] } }, `by ${name}`);
    const field = isReading(result) ? result.plan.dimensions[0]?.field : undefined;
    if (field !== undefined) return field;
  }
  const alone = await work.reader.read(name);
  const own = isReading(alone) ? alone.plan.dimensions[0]?.field : undefined;
  return own ?? (await groupedField(work, name));
}

/** The field that a number of the model would be grouped by, of the first that can be. */
async function groupedField(work: Work, name: string): Promise<string | undefined> {
  for (const { name: metric, label } of work.reader.model.model.metrics.slice(0, 20)) {
    const reading = await work.reader.read(`${label ?? metric.replaceAll('_', ' ')} by ${name}`);
    const field = isReading(reading) ? reading.plan.dimensions[0]?.field : undefined;
    if (field !== undefined) return field;
  }
  return undefined;
}

function dateOf(work: Work): string | undefined {
  for (const tile of work.spec.tiles) {
    const field = tile.time?.field ?? (tile.plan && windowField(tile.plan, work.reader.model));
    if (field !== undefined) return field;
  }
  return undefined;
}

/** A control for a field: its kind is by what the field holds. */
export function controlOf(field: string, work: Work): FilterControl {
  const found = findField(work.reader.model.model, field);
  const label = found ? fieldLabel(found) : capitalised(field);
  const type = found?.field.datatype;
  const kind = found?.field.isTime
    ? 'date'
    : type === 'Integer' || type === 'Decimal' || type === 'Float'
      ? 'numberRange'
      : 'values';
  const taken = new Set(work.spec.filters.map(({ id }) => id));
  return { id: idOf(label, taken), label, field, kind };
}

/** What words such as "Germany" or "open orders" let through, as the tiles that are there would read them. */
export async function valuesNamed(
  work: Work,
  words: string,
): Promise<{ field: string; values: readonly FilterValue[] } | undefined> {
  for (const before of plansOf(work)) {
    if (before.plan.fields.length > 0) continue;
    for (const phrase of [`only ${words}`, `for ${words}`, `in ${words}`]) {
      const result = await work.reader.follow({ ...before, plan: { ...before.plan, where: [] } }, phrase);
      const [filter, more] = isReading(result) ? result.plan.where : [];
      if (filter && !more && 'values' in filter && (filter.operator === '=' || filter.operator === 'in')) {
        return { field: filter.field, values: filter.values };
      }
    }
  }
  return undefined;
}

export const controlFor = (work: Work, field: string): FilterControl | undefined =>
  work.spec.filters.find(control => sameName(control.field, field));
