import type { FieldInfo } from '../catalogue.ts';
import { Refusal } from '../refusal.ts';
import { type BuildContext, wordsOf } from './context.ts';

/** The name of an entity, and its key where names may repeat. */
export function entityFields(context: BuildContext, dataset: string): FieldInfo[] {
  const name = context.catalogue.nameField(dataset);
  const key = context.catalogue.keyField(dataset);
  const anchors = context.anchors.filter(anchor => context.catalogue.reach(anchor, dataset).kind === 'none');
  if (anchors.length > 0) throw new Refusal(`${wordsOf(anchors[0] ?? '')} are not related to ${wordsOf(dataset)}.`);
  if (!name && !key) return [...context.catalogue.fieldsOf(dataset)].slice(0, 20);
  return [...new Set([name, key].filter((f): f is FieldInfo => f !== undefined))];
}
