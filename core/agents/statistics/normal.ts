/** Density of the standard normal distribution. */
const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/**
 * Share of a standard normal distribution below x, by the series of G. Marsaglia, “Evaluating the normal
 * distribution”, Journal of Statistical Software 11(4), 2004: exact to about 15 digits for |x| up to 7.
 */
export function normalShareBelow(x: number): number {
  let term = x;
  let sum = x;
  for (let i = 3; sum + term !== sum && i < 1_000; i += 2) {
    term = (term * x * x) / i;
    sum += term;
  }
  return 0.5 + sum * density(x);
}

/**
 * The z-score of a service level: the point that this share of a standard normal distribution is below
 * (0.95 gives 1.6449). Newton's method on {@link normalShareBelow}.
 * @param share above 0.000001 and below 0.999999
 */
export function zScore(share: number): number {
  if (!(share > 1e-6 && share < 1 - 1e-6)) throw new RangeError(`No z-score of ${share}.`);
  let z = 0;
  for (let i = 0; i < 100; i++) {
    // A step of at most 1 keeps it from leaping out of the tail, where the density is next to nothing.
    const step = Math.max(-1, Math.min(1, (normalShareBelow(z) - share) / density(z)));
    z -= step;
    if (Math.abs(step) < 1e-14) break;
  }
  return z;
}
