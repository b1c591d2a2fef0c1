import type { FieldInfo } from '../catalogue.ts';
import { type BuildContext, checkRelated, wordsOf } from './context.ts';

/** The name of an entity, and its key where names may repeat. */
export function entityFields(context: BuildContext, dataset: string): FieldInfo[] {
  const name = context.catalogue.nameField(dataset);
  const key = context.catalogue.keyField(dataset);
  checkRelated(context, dataset, wordsOf(dataset));
  if (!name && !key) return [...context.catalogue.fieldsOf(dataset)].slice(0, 20);
  return [...new Set([name, key].filter((f): f is FieldInfo => f !== undefined))];
}
