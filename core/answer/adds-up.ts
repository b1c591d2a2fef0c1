import type { AnswerColumn } from './types.ts';

/** What may be put together of several groups: asked by the page that draws, and by those who choose what is drawn. */

/** Whether values of several groups, `acrossPeriods` of several periods too, may be added up. */
export const addsUp = ({ additivity }: Pick<AnswerColumn, 'additivity'>, acrossPeriods: boolean): boolean =>
  additivity === 'additive' || (additivity === 'semiAdditive' && !acrossPeriods);

/** Why a number has no shares. */
export const noWhole = (label: string): string => `${label} does not add up to a whole, so it has no shares.`;

/** Why bars or areas of it stand beside each other. */
export const notStacked = (label: string): string => `${label} can’t be added up, so nothing is stacked.`;
