import lists from './english/lists.data.json' with { type: 'json' };

/** "Discount in percent, so 7.5 is 7.5 percent": the author says that the number is stored as percents. */
const inPercent = new RegExp(lists.saysPercent, 'i');
const sameInPercent = new RegExp(lists.saysSamePercent, 'i');
/** "as a fraction, so 0.05 is 5 percent" */
const asFraction = new RegExp(lists.saysFraction, 'i');

/**
 * What a number said as percent is multiplied with to be compared with one of the model, as its description says it is
 * stored: 15 % is 0.15 where nothing is said of it, and 15 where the number is in percent.
 */
export const percentScale = (description: string | undefined): 1 | 100 =>
  description !== undefined &&
  !asFraction.test(description) &&
  (inPercent.test(description) || sameInPercent.test(description))
    ? 100
    : 1;

/** So many percent as the number is stored. */
export const ofPercent = (value: number, description: string | undefined): number =>
  Number((value * percentScale(description)).toPrecision(12));
