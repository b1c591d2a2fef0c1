import { zScore } from './normal.ts';

/**
 * Bounds that hold a rate with the given confidence when `hits` of `tries` were seen: the score interval of E. B. Wilson,
 * “Probable inference, the law of succession, and statistical inference”, JASA 22, 1927. It stays within 0 and 1
 * also for few tries.
 * @param tries above 0
 */
export function wilsonInterval(hits: number, tries: number, confidence = 0.95): { low: number; high: number } {
  const z = zScore(1 - (1 - confidence) / 2);
  const rate = hits / tries;
  const scale = 1 + (z * z) / tries;
  const middle = (rate + (z * z) / (2 * tries)) / scale;
  const half = (z / scale) * Math.sqrt((rate * (1 - rate)) / tries + (z * z) / (4 * tries * tries));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
