import type { Plan } from '../../plan/schema.ts';

/** What a tile is called when words change what it shows: what stays is said still, what is gone is said no more. */

/** "revenue by month in Germany": the numbers, what they are grouped by, and what they are narrowed to. */
interface Said {
  readonly head: string;
  readonly groups: string;
  readonly conditions: string;
}

const startsGroup = /^(?:by|per|for each|over time)\b/i;
const segment =
  /(?:\s+|,\s*)(?=(?:by|per|for each|over time|in|for|from|without|excluding|except|only|last|this|since|until|between)\b)/i;

const saidIn = (question: string): Said => {
  const [head = '', ...more] = question.split(segment);
  return {
    head,
    groups: more.filter(part => startsGroup.test(part)).join(' '),
    conditions: more.filter(part => !startsGroup.test(part)).join(' '),
  };
};

const together = (...parts: readonly string[]): string => parts.filter(part => part !== '').join(' ');

/** A ranking is called by what it ranks by: "top 5 products by revenue". */
const isRanking = ({ limit, time }: Plan): boolean => limit !== undefined && time?.grain === undefined;

/** The groups that a question names. */
export const groupsIn = (question: string): string => saidIn(question).groups;

const adverbs: Readonly<Record<string, string>> = {
  hour: 'hourly',
  day: 'daily',
  week: 'weekly',
  month: 'monthly',
  quarter: 'quarterly',
  year: 'yearly|annual(?:ly)?',
};

/** Without the periods that it went by. */
const withoutGrain = (groups: string, grain: string | undefined): string =>
  grain === undefined
    ? groups
    : groups
        .replace(
          new RegExp(`\\s*\\b(?:(?:by|per|for each) ${grain}|over time|${adverbs[grain] ?? grain})\\b`, 'gi'),
          '',
        )
        .replace(/^\s*and\s+(?=\w)/i, 'by ')
        .trim();

/** Grouped in another way: "by quarter", "by sales channel too". */
export function regrouped(question: string, words: string, before: Plan, now: Plan): string {
  const groups = words.replace(/\s+(?:instead|too|as well|again|please)$/i, '');
  const { head, groups: old, conditions } = saidIn(question);
  const keepsAll = before.dimensions.every(({ field }) => now.dimensions.some(one => one.field === field));
  const grain = now.time?.grain;
  if (keepsAll) {
    const isOther = before.time?.grain !== undefined && before.time.grain !== grain;
    return together(head, isOther ? withoutGrain(old, before.time?.grain) : old, groups, conditions);
  }
  const isSaid = grain === undefined || groups.includes(grain);
  return together(head, groups, isSaid ? '' : `by ${grain}`, conditions);
}

/** Divided further: "revenue by month and region". */
export function divided(question: string, groups: string): string {
  const { head, groups: old, conditions } = saidIn(question);
  return old === '' ? together(head, `by ${groups}`, conditions) : together(head, old, 'and', groups, conditions);
}

/** Ordered by a number: what ranks by it is called by it. */
export function sorted(question: string, words: string, now: Plan): string {
  const by = words.replace(/^sorted\s+/i, '');
  return isRanking(now) && /^by\b/i.test(by)
    ? `${question.replace(/\s+by\s.*$/i, '')} ${by.replace(/\s+(?:descending|desc|first)$/i, '')}`
    : `${question}, ${words}`;
}

const ranked = /\b(top|bottom|first|last|best|worst|highest|lowest) (?:\d+|three|five|ten|twenty)\b/i;

/** Changed by other words: other numbers, other periods, or what they say besides. */
export function called(question: string, words: string, before: Plan, now: Plan): string {
  const { head, groups, conditions } = saidIn(question);
  const numbers = (plan: Plan) => plan.measures.map(({ metric, expression }) => metric ?? expression);
  const had = numbers(before);
  if (had.length > 0 && now.measures.length > 0 && !numbers(now).some(one => had.includes(one))) {
    const own = saidIn(words);
    const isGrouped = now.dimensions.length > 0 || now.time?.grain !== undefined;
    return together(own.head, own.groups || (isGrouped ? groups : ''), own.conditions || conditions);
  }
  const grain = now.time?.grain;
  if (grain !== undefined && before.time?.grain !== undefined && grain !== before.time.grain)
    return together(head, withoutGrain(groups, before.time.grain), `by ${grain}`, conditions);
  if (before.limit !== undefined && now.limit !== undefined && before.limit !== now.limit && ranked.test(question))
    return question.replace(ranked, `$1 ${now.limit}`);
  const more = /^also (.+)$/i.exec(words)?.[1];
  return `${question}, ${more === undefined ? words : `with ${more}`}`;
}
