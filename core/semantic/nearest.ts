import { closest, distance } from 'fastest-levenshtein';

/** The known name most like the one given, in any case; undefined when none differs in a third of its letters or less. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = name.toLowerCase();
  const best = closest(
    lower,
    known.map(candidate => candidate.toLowerCase()),
  );
  if (distance(lower, best) > Math.max(1, Math.floor(Math.max(lower.length, best.length) / 3))) return undefined;
  return known.find(candidate => candidate.toLowerCase() === best);
}
