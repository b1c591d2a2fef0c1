import * as v from 'valibot';

/** A whole number within limits. */
export const wholeNumber = (least: number, most: number) => {
  const message = `it is no whole number from ${least} to ${most} | Give one, such as ${least}.`;
  return v.pipe(
    v.number(message),
    v.check(value => Number.isInteger(value) && value >= least && value <= most, message),
  );
};

const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Days that CloudWatch can keep logs. */
export const retentionDays = v.picklist(
  retentions,
  `CloudWatch doesn't keep logs for this many days | Give one of ${retentions.join(', ')}.`,
);
