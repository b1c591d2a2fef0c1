import * as v from 'valibot';

/** Kinds of values that settings have. What is wrong is worded as `reason | mend`. */

/** A text that may be left out: empty is not given. */
export const text = (pattern: RegExp, what: string, example: string) =>
  v.optional(v.pipe(v.string(), v.regex(pattern, `it is no ${what} | Write it as ${example}.`)));

export const choice = <const T extends readonly string[]>(options: T) =>
  v.picklist(options, `there is no such choice | Give ${options.join(' or ')}.`);

export const count = (least: number, most: number) => {
  const message = `it is no whole number from ${least} to ${most} | Give one, such as ${least}.`;
  return v.pipe(
    v.number(message),
    v.check(value => Number.isInteger(value) && value >= least && value <= most, message),
  );
};

export const flag = v.boolean('it is neither true nor false | Give true or false.');

export const texts = (pattern: RegExp, what: string, example: string) =>
  v.array(
    v.pipe(
      v.string(`it is no ${what} | Write it as ${example}.`),
      v.regex(pattern, `it is no ${what} | Write it as ${example}.`),
    ),
    `it is no list | Give a list, such as ["${example}"].`,
  );

/** Patterns of what names things in AWS and in the internet. */
export const patterns = {
  region: /^[a-z]{2}(-[a-z]+)+-\d$/,
  host: /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/,
  zone: /^Z[A-Z0-9]+$/,
  certificate: /^arn:aws[\w-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  digest: /^sha256:[0-9a-f]{64}$/,
  url: /^https?:\/\/[\w.-]+(:\d+)?(\/\S*)?$/,
  schedule: /^(cron|rate)\(.+\)$/,
};
