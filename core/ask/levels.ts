import { isSemiAdditive } from '../plan/additivity.ts';
import type { Catalogue } from './catalogue.ts';

/** Whether a metric stands at a level, as stock does: itself, or through what it is made of. */
export const isLevelMetric = ({ model }: Catalogue, metric: string): boolean =>
  isSemiAdditive({ name: metric, metric }, model);
