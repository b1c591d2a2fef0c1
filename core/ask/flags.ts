/** The two values of a field that is yes or no of each thing, however a warehouse writes them. */
export interface Flag {
  readonly yes: string | boolean;
  readonly no: string | boolean;
}

const pairs: readonly (readonly [yes: string, no: string])[] = [
  ['yes', 'no'],
  ['y', 'n'],
  ['true', 'false'],
  ['t', 'f'],
  ['1', '0'],
];

/** Undefined for values that are no yes and no. */
export function flagOf(values: readonly string[]): Flag | undefined {
  if (values.length !== 2) return undefined;
  const lower = values.map(value => value.toLowerCase());
  const [one = '', other = ''] = lower;
  const opposites = [
    [one, `not ${one}`],
    [other, `not ${other}`],
  ];
  const pair = [...pairs, ...opposites].find(each => each.every(word => lower.includes(word)));
  const [yes, no] = pair?.map(word => values[lower.indexOf(word)]) ?? [];
  return yes === undefined || no === undefined ? undefined : { yes, no };
}
