import type { FieldInfo } from '../catalogue.ts';
import { type BuildContext, settleChoice } from './context.ts';
import { entityFields } from './entity-fields.ts';

/**
 * "top 5 customers by revenue, with country and phone": of each of the things there is one such field, so it is shown
 * with them and splits nothing; undefined where it is not of them.
 */
export function shownBeside(context: BuildContext): readonly FieldInfo[] | undefined {
  const { draft, catalogue } = context;
  const { subject, listFields } = draft;
  const things = subject ?? (draft.dimensions.length === 1 ? draft.dimensions[0] : undefined);
  if (listFields.length === 0) return [];
  if (things?.kind !== 'entity' || !catalogue.keyField(things.dataset)) return undefined;
  const own = ({ dataset }: FieldInfo) => catalogue.hasOne(things.dataset, dataset);
  const fields = listFields.map(choice => {
    const options = choice.options.filter(({ field }) => own(field));
    return options.length === 0 ? undefined : settleChoice(context, { ...choice, options, scope: things.dataset });
  });
  if (fields.some(field => field === undefined)) return undefined;
  draft.listFields = [];
  const named = entityFields(context, things.dataset);
  return fields.filter((field): field is FieldInfo => field !== undefined && !named.includes(field));
}
