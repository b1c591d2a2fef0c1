import type { Step } from './schema.ts';
import { listed } from './words.ts';

/** What the label of a step leaves out: over how many periods, within which groups, from which number on. */
export function stepWords(step: Step, words: (column: string) => string): string {
  const own = [
    ...('periods' in step ? [`over ${step.periods} period${step.periods === 1 ? '' : 's'}`] : []),
    ...('base' in step ? [`from ${words(step.base)}`] : []),
    ...('direction' in step && step.direction === 'ASC' ? ['the least first'] : []),
    ...('within' in step && step.within?.length ? [`within each ${listed(step.within.map(words))}`] : []),
  ];
  return own.length === 0 ? '' : ` (${own.join(', ')})`;
}
