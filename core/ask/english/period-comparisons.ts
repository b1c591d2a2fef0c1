/** Ways of saying that a number is set beside that of an earlier period, parted by |. */

const changes = ['difference', 'change'].flatMap(noun =>
  ['to', 'from', 'against', 'over'].flatMap(joint => [
    `${noun} ${joint}`,
    `with the ${noun} ${joint}`,
    `and the ${noun} ${joint}`,
  ]),
);

/** What may stand before a period that is compared with. */
const against = [
  'compared to',
  'compared with',
  'versus',
  'vs',
  'against',
  'than',
  'relative to',
  'next to',
  'beside',
  'alongside',
  ...changes,
];

/** "versus the previous quarter", "than the month before". */
export function comparisons(units: string): string {
  return units
    .split('|')
    .flatMap(unit => [
      `the previous ${unit}`,
      `previous ${unit}`,
      `the prior ${unit}`,
      `prior ${unit}`,
      `the preceding ${unit}`,
      `the ${unit} before`,
    ])
    .flatMap(period => against.map(word => `${word} ${period}`))
    .join('|');
}

/** "against the same month last year". */
export function comparisonsToYear(): string {
  const periods = ['month', 'quarter', 'week', 'day', 'time', 'period'].flatMap(unit => [
    `the same ${unit} last year`,
    `same ${unit} last year`,
    `the same ${unit} of last year`,
    `the same ${unit} the year before`,
    `the same ${unit} of the previous year`,
    `the same ${unit} in the previous year`,
    `the same ${unit} a year ago`,
    `the same ${unit} a year earlier`,
    `the same ${unit} a year before`,
    `the same ${unit} one year earlier`,
    `the same ${unit} one year before`,
    `the same ${unit} one year ago`,
    `the same ${unit} of the year before`,
    `the same ${unit} in the year before`,
  ]);
  const years = ['the year before', 'the previous year', 'the prior year', 'the preceding year', 'previous year'];
  return [...periods, 'a year ago', 'one year ago', 'the year before that']
    .flatMap(period => against.map(word => `${word} ${period}`))
    .concat(periods.flatMap(period => ['with', 'to', 'and'].map(word => `${word} ${period}`)))
    .concat(years.flatMap(period => changes.map(word => `${word} ${period}`)))
    .join('|');
}
