/** How often data is taken anew, in words. */

const seconds: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3_600 };
export const REFRESH = String.raw`(?:refresh(?:ed|es|ing)?|update(?:d|s)?|updating|reload(?:ed|s)?)(?: (?:it|them|everything|all|tiles|data|the (?:dashboard|data)))?\s+(?:every|each)\s+(\d+ )?(second|minute|hour)s?`;
export const refreshOf = (match: RegExpExecArray): number => secondsOf(match[1], match[2]!);
/** Between what may be asked of a server and a day. */
export const secondsOf = (count: string | undefined, unit: string): number =>
  Math.min(86_400, Math.max(5, Number(count ?? 1) * seconds[unit.toLowerCase()]!));
