/** Something that may be computed ahead. Costs in micro-dollars. */
export interface Candidate<T> {
  readonly what: T;
  /** 0 to 1. */
  readonly probability: number;
  /** Milliseconds that a viewer who comes is spared. */
  readonly saved: number;
  /** At most. */
  readonly cost: number;
  /** Who pays: a persona's name. */
  readonly persona: string;
}

export interface Limits {
  /** What may be spent in all. */
  readonly budget: number;
  /** What each persona has left for it; a persona that is not named has nothing. */
  readonly perPersona: ReadonlyMap<string, number>;
  /** What is less likely is left alone. Default 0.3. */
  readonly leastProbability?: number | undefined;
}

/**
 * What is worth computing ahead, best first: by the time that it probably spares for its cost, as long as both budgets
 * last. What does not fit is passed over; cheaper ones behind it may still fit.
 */
export function choose<T>(
  candidates: readonly Candidate<T>[],
  { budget, perPersona, leastProbability = 0.3 }: Limits,
): Candidate<T>[] {
  const left = new Map(perPersona);
  let all = budget;
  const worth = ({ probability, saved, cost }: Candidate<T>) => (probability * saved) / Math.max(1, cost);
  return candidates
    .filter(({ probability, saved }) => probability >= leastProbability && saved > 0)
    .toSorted((a, b) => worth(b) - worth(a))
    .filter(({ cost, persona }) => {
      const own = left.get(persona) ?? 0;
      if (cost > all || cost > own) return false;
      all -= cost;
      left.set(persona, own - cost);
      return true;
    });
}
