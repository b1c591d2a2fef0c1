import lists from '../english/lists.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import type { FoundPhrase, Rule } from './found.ts';
import { MONTH, monthOf } from './patterns.ts';
import type { TimePhrase } from './phrase.ts';

/** Times that come again: in December of all years, on Sundays, at weekends. What is said of each year is grouped by it. */

const whole: TimePhrase['range'] = { kind: 'since', start: '0001-01-01' };

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const DAY = `(${days.join('|')})s`;
const MONTHS = `${MONTH}(?:(?: and| or| ,)+ ${MONTH})?`;
const ALL_YEARS = lists.ofAllYears;

const everyMonth = new RegExp(
  `^(?:in |during |for |on |of )?(?:the )?(?:months? of )?${MONTHS}(?:${ALL_YEARS})(?= |$)`,
);
const pluralMonth = patterns.pluralMonths;
const everyDay = new RegExp(
  `^(?:on |during |for |at )?(?:(?:every|each|any|a) )?(?:${DAY}(?: (?:and|or) ${DAY})?)(?= |$)`,
);
/** "on a Sunday", where "on Sunday" would be the last one. */
const anyDay = new RegExp(
  `^(?:on |during |for )?(?:every|each|any|a) (${days.join('|')})(?: (?:and|or) (?:a |any )?(${days.join('|')}))?(?= |$)`,
);
const weekend = patterns.weekendDays;
const weekendOf = patterns.weekendOf;
const weekdays = patterns.weekdaysNamed;

const found = (part: 'month' | 'dayofweek', values: readonly number[], length: number): FoundPhrase => ({
  phrase: { range: whole, recurring: { part, values: [...new Set(values)].toSorted((a, b) => a - b) } },
  length,
});

const named = (match: RegExpExecArray): string[] => match.slice(1).filter(part => part !== undefined);

/** Months, weekdays and the like of whatever year: "every March", "on Mondays". */
export const recurringAt: Rule = text => {
  const month = everyMonth.exec(text) ?? pluralMonth.exec(text);
  if (month)
    return found(
      'month',
      named(month).map(name => monthOf(name) + 1),
      month[0].length,
    );
  const day = everyDay.exec(text) ?? anyDay.exec(text);
  if (day)
    return found(
      'dayofweek',
      named(day).map(name => days.indexOf(name)),
      day[0].length,
    );
  const end = weekend.exec(text) ?? weekendOf.exec(text);
  if (end) return found('dayofweek', [0, 6], end[0].length);
  const working = weekdays.exec(text);
  return working ? found('dayofweek', [1, 2, 3, 4, 5], working[0].length) : undefined;
};
