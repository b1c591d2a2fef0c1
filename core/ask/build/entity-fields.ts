import type { FieldInfo } from '../catalogue.ts';
import { Refusal } from '../refusal.ts';
import { type BuildContext, capital, checkRelated, wordsOf } from './context.ts';

/** The name of an entity, and its key where names may repeat. */
export function entityFields(context: BuildContext, dataset: string): FieldInfo[] {
  const name = context.catalogue.nameField(dataset);
  const key = context.catalogue.keyField(dataset);
  checkRelated(context, dataset, wordsOf(dataset));
  if (!name && !key) return [...context.catalogue.fieldsOf(dataset)].slice(0, 20);
  return [...new Set([name, key].filter((f): f is FieldInfo => f !== undefined))];
}

/** Those to group by: a thing without name and key is told apart by what it is described by, if that is one field. */
export function groupFields(context: BuildContext, dataset: string): FieldInfo[] {
  const fields = entityFields(context, dataset);
  const { nameField, keyField } = context.catalogue;
  if (nameField(dataset) || keyField(dataset)) return fields;
  const [only, ...more] = fields.filter(field => field.kind !== 'number' || field.isIdentifier);
  if (!only || more.length > 0)
    throw new Refusal(`${capital(wordsOf(dataset))} have no name to group by: say by which of their fields.`);
  return [only];
}
