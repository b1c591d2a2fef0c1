import type { PersonaSummary } from '../api/types.ts';
import type { DashboardSpec } from './dashboards-api.ts';

/**
 * The persona that the server shows a dashboard as, by the same rule: the chosen one where it asks the dashboard's
 * model, else the viewer's first that does, those that the dashboard is for before others. What is asked beside the
 * tiles must be asked as the same one, or its numbers would be of another model.
 */
export function personaOfBoard(
  spec: Pick<DashboardSpec, 'model' | 'personas'>,
  mine: readonly PersonaSummary[],
  chosen: string,
): string {
  const able = mine.filter(({ model }) => model === spec.model).map(({ name }) => name);
  // A platform with one model does not say of personas which they ask.
  if (able.length === 0 || able.includes(chosen)) return chosen;
  return spec.personas?.find(name => able.includes(name)) ?? able[0] ?? chosen;
}
