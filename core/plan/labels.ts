import type { Step } from './schema.ts';

/** A step's label where the plan gives none. */
export function stepLabel(step: Step, labelOf: (name: string) => string): string {
  if (step.label !== undefined) return step.label;
  switch (step.kind) {
    case 'ratio':
      return `${labelOf(step.numerator)} per ${lowerFirst(labelOf(step.denominator))}`;
    case 'difference':
      return `${labelOf(step.left)} minus ${lowerFirst(labelOf(step.right))}`;
    case 'growth':
      return `Growth of ${lowerFirst(labelOf(step.current))}`;
    case 'shareOfTotal':
      return `Share of ${lowerFirst(labelOf(step.measure))}`;
    case 'overall':
      return `Overall ${lowerFirst(labelOf(step.measure))}`;
    case 'runningTotal':
      return `Running total of ${lowerFirst(labelOf(step.measure))}`;
    case 'movingAverage':
      return `Moving average of ${lowerFirst(labelOf(step.measure))}`;
    case 'comparison':
      return comparisonLabel(step, labelOf(step.measure));
    case 'rank':
      return `Rank by ${lowerFirst(labelOf(step.measure))}`;
  }
}

function comparisonLabel(step: Extract<Step, { kind: 'comparison' }>, measure: string): string {
  const before = step.with === 'previousYear' ? 'previous year' : 'previous period';
  if (step.output === 'value') return `${measure}, ${before}`;
  return `${step.output === 'change' ? 'Change' : 'Growth'} of ${lowerFirst(measure)} from the ${before}`;
}

/** Keeps words that are capitals on purpose: OTIF stays. */
export const lowerFirst = (text: string): string =>
  /^[A-Z](?![A-Z])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
