import { instantOf } from '../format.ts';
import { periodEnd } from './period.ts';

const MOST = 2_000;

/**
 * Beginnings of periods with those between that have no rows, so that a period without a value is a gap and its
 * neighbours are not joined. As given where the grain is not known or a beginning lies off the others' steps.
 * @param stops sorted ISO dates
 */
export function withMissingPeriods(stops: readonly string[], grain: string | undefined): readonly string[] {
  const instants = stops.map(instantOf);
  const [first, last] = [instants[0], instants.at(-1)];
  if (grain === undefined || first === undefined || last === undefined || stops.length < 2) return stops;
  const known = new Map(instants.map((instant, at) => [instant, stops[at] ?? '']));
  const filled: string[] = [];
  let met = 0;
  for (let at = first; at <= last; ) {
    const stop = known.get(at);
    if (stop !== undefined) met += 1;
    filled.push(stop ?? like(stops[0] ?? '', at));
    const next = periodEnd(at, grain);
    if (next === undefined || filled.length > MOST) return stops;
    at = next;
  }
  return met === stops.length ? filled : stops;
}

/** An instant as text, as long as the others are written. */
const like = (text: string, instant: number): string =>
  text.length <= 10 ? new Date(instant).toISOString().slice(0, 10) : new Date(instant).toISOString();
