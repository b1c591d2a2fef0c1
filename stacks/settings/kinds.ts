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

/** A name of the IANA's time zones. */
export const timeZone = v.optional(
  v.pipe(
    v.string(),
    v.check(
      name => /^[A-Za-z]+(\/[\w+-]+)*$/.test(name) && isTimeZone(name),
      'it is no time zone | Write it as Europe/Berlin.',
    ),
  ),
);

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

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
  /** The one that components check by. */
  email: v.EMAIL_REGEX,
  digest: /^sha256:[0-9a-f]{64}$/,
  url: /^https?:\/\/[\w.-]+(:\d+)?(\/\S*)?$/,
  schedule: /^(cron\(\S+( \S+){5}\)|rate\([1-9]\d* (minute|hour|day)s?\))$/,
};
