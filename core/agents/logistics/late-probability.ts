import type { Counted } from '../statistics/moments.ts';

/**
 * Probability that an order not delivered yet will come after its promise, from how long deliveries took: of those
 * that took at least as many days as the order is old, the share that took longer than the promise allows. The
 * empirical survival function, conditional on the age: P(T > p | T ≥ a) = S(p) / S(a − 1).
 *
 * @param age whole days since the order, today not counted in
 * @param allowed days from the order to the promise; at least `age`
 * @returns how many deliveries it is judged by, and the probability where there are any
 */
export function lateProbability(
  deliveries: readonly Counted[],
  age: number,
  allowed: number,
): { comparable: number; probability: number | undefined } {
  const from = (days: number) => deliveries.reduce((sum, { value, count }) => sum + (value >= days ? count : 0), 0);
  const comparable = from(age);
  return { comparable, probability: comparable === 0 ? undefined : from(allowed + 1) / comparable };
}
