/** Small pieces of SQL text. All values are the generator's own, so quoting is enough. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export const list = (values: readonly (string | number)[]): string =>
  `[${values.map(value => (typeof value === 'number' ? String(value) : quoted(value))).join(', ')}]`;

/** One of the values, by a uniform number from 0 to 1 (1 excluded). */
export const pick = (values: readonly (string | number)[], uniform: string): string =>
  `${list(values)}[1 + CAST(floor(${uniform} * ${values.length}) AS INTEGER)]`;

/** One of the values with chances that follow their weights, as a CASE over the cumulated chance. */
export function pickWeighted(choices: readonly (readonly [value: string, weight: number])[], uniform: string): string {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let reached = 0;
  const branches = choices.slice(0, -1).map(([value, weight]) => {
    reached += weight;
    return `WHEN ${uniform} < ${(reached / total).toFixed(6)} THEN ${value}`;
  });
  return `CASE ${branches.join(' ')} ELSE ${choices.at(-1)?.[0] ?? 'NULL'} END`;
}

/** A rank from 1 to `size`, the low ones far more often (a Zipf tail flattened by `offset` at its head). */
export const rankByZipf = (size: string, offset: number, uniform: string): string =>
  `least(CAST(${size} AS INTEGER), 1 + CAST(floor(${offset} * (pow(1 + (${size}) / ${offset}.0, ${uniform}) - 1)) AS INTEGER))`;

/** A factor from 1 - `swing` to 1 + `swing` over the year that is highest in the middle of the month `peak` (1 to 12). */
export const yearlyWave = (day: string, peak: number, swing: number): string =>
  `(1 + ${swing} * cos(2 * pi() * (dayofyear(${day}) - ${Math.round(peak * 30.44 - 15)}) / 365.25))`;
