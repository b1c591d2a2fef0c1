import * as v from 'valibot';

/** What nine digits can say: enough for any page or revision. */
const highest = 999_999_999;

/** A whole number in the query of an address. Its range stands after the text, where the API's description finds it. */
export const wholeNumber = (minimum: number, maximum = highest) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,9}$/, 'a whole number'),
    v.transform(Number),
    v.number(),
    v.integer(),
    v.minValue(minimum, `a number of ${minimum} at least`),
    v.maxValue(maximum, `a number of ${maximum} at most`),
  );
