import { takeLaterDate } from './dates-compared.ts';
import { takeDelay } from './delays.ts';
import { takeDuration } from './durations.ts';
import { takeLateBy } from './late-by.ts';
import { takeSamePeriod } from './same-period.ts';
import { takeSameTrait } from './same-trait.ts';
import type { State } from './state.ts';
import { takeFieldAgainstField } from './values-compared.ts';

/** Two fields of one row held against each other: dates, numbers, or what two things have in common. */
export function takeComparedFields(state: State): void {
  takeDuration(state);
  takeLateBy(state);
  takeDelay(state);
  takeLaterDate(state);
  takeSamePeriod(state);
  takeSameTrait(state);
  takeFieldAgainstField(state);
}
