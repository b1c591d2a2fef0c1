import { DAY, isoOf } from '../../plan/instant.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import type { FoundPhrase } from './found.ts';
import { MONTH } from './patterns.ts';
import type { TimePhrase } from './phrase.ts';
import type { Clock } from './point.ts';
import { pointAt } from './points.ts';

/** Times that are understood and can't be planned: they are refused by name rather than read as another. */

const nowhere: TimePhrase['range'] = { kind: 'current', unit: 'day' };

const leads: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:as of|as at|as per|as from)(?: the)?(?: (?:start|beginning|end) of)?(?: the)? /,
    'It is not clear which stretch of time is meant: say in, since or until.',
  ],
  [
    /^(?:around|about|approximately|approx|roughly|circa|near|towards?|some ?time (?:in|around)|not quite)(?: the)? /,
    'This is too vague a time: name the days, the month or the year.',
  ],
  [
    /^(?:the )?(?:very )?(?:start|beginning|middle|end|mid|early|late) (?:of )?(?:the )?/,
    'It is not clear from which day to which: name the days or the months.',
  ],
  [/^by (?!the )/, 'It is not clear whether this is up to that time or within it: say until or in.'],
  [
    /^(?:(?:in|on|during|for|from) )?(?:every|each|all|any|per) (?!of )(?:the )?/,
    'This is many stretches of time, not one: name one of them, or group by month or year.',
  ],
  [/^(?:exactly |just )?(?:on|in) or (?:around|about)(?: the)? /, 'This is too vague a time.'],
];

/** What tells "about" of a subject from "about" of a time. */
const asksAbout =
  /^(what|how|me|us|know|more|is|are|ask|asking|question|talk|think|information|info|something|anything)$/;

const words: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:the )?(?:last|past|recent|latest|previous|coming|next|first) (?:few |couple (?:of )?|several |many )?(?:days|weeks|months|quarters|years|hours)(?= |$)/,
    'It is not clear how many: say the number.',
  ],
  [
    /^(?:(?:this|last|previous|next|current) )?(?:fy ?'?\d{2,4}|fiscal (?:year|quarter|month|period)s?(?: '?\d{2,4})?|fiscal(?: '?\d{2,4})?|fy|financial year(?: '?\d{2,4})?|q[1-4] ?fy ?'?\d{2,4}|h[12] ?fy ?'?\d{2,4})(?= |$)/,
    'The model does not say when its fiscal year begins: name calendar months or years.',
  ],
  [
    /^(?:(?:(?:every|each) )?(?:week ?ends?|working days?|work days?|business days?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|days? of the month|times? of (?:the )?day)|every (?:week ?day|day of the week))(?= |$)/,
    'It is not clear what is asked of these days: rows can be grouped by weekday, or be those on Mondays.',
  ],
];

/** The last day of a month, quarter or year that has ended or is named: "the end of June 2025". */
function lastDayOf(lead: string, rest: string, clock: Clock): TimePhrase['lastDay'] {
  const whole = /\bend of /.test(lead) ? pointAt(rest, clock) : undefined;
  if (!whole || !/^(month|quarter|year)$/.test(whole.unit ?? '')) return undefined;
  return { kind: 'between', start: isoOf(whole.end - DAY), end: isoOf(whole.end) };
}

/** "the two best countries by 1997 revenue": the year is that of the number behind it. */
function isOfWhatFollows(rest: string, clock: Clock): boolean {
  const length = pointAt(rest, clock)?.length;
  const next = length === undefined ? undefined : /^ ([a-z]{3,})/.exec(rest.slice(length))?.[1];
  return next !== undefined && !joints.test(next);
}

const joints = new RegExp(`^(${lists.joints})$`);

/** Words of time that name no stretch ("recently"), with what to say instead. */
export function vagueAt(text: string, before: string | undefined, clock: Clock): FoundPhrase | undefined {
  for (const [pattern, problem] of words) {
    const match = pattern.exec(text);
    if (match) return { phrase: { range: nowhere, problem }, length: match[0].length };
  }
  for (const [pattern, problem] of leads) {
    const match = pattern.exec(text);
    if (!match || (/^about/.test(match[0]) && asksAbout.test(before ?? ''))) continue;
    // "orders that were late last month"
    if (
      /^(?:late|early) $/.test(match[0]) &&
      /^(were|was|is|are|be|been|arrived|arrive|delivered|came|shipped|too|not)$/.test(before ?? '')
    )
      continue;
    const rest = text.slice(match[0].length);
    if (/^by /.test(match[0]) && isOfWhatFollows(rest, clock)) continue;
    const all = /every|each|all|any|per/.test(match[0]);
    const month = all ? new RegExp(`^${MONTH}s?(?= |$)`).exec(rest)?.[0].length : undefined;
    // "all 2024", "all of last year" are the whole of it
    const length = all ? month : (pointAt(rest, clock)?.length ?? undefined);
    if (length === undefined) continue;
    return {
      phrase: { range: nowhere, problem, lastDay: lastDayOf(match[0], rest, clock) },
      length: match[0].length + length,
    };
  }
  return undefined;
}
