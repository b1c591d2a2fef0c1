import { DAY, isoOf } from '../../plan/instant.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import refusals from '../english/refusals.data.json' with { type: 'json' };
import type { FoundPhrase } from './found.ts';
import { MONTH } from './patterns.ts';
import type { TimePhrase } from './phrase.ts';
import type { Clock } from './point.ts';
import { pointAt } from './points.ts';

const arrivedWords = patterns.arrivedWords;

/** Times that are understood and can't be planned: they are refused by name rather than read as another. */

const nowhere: TimePhrase['range'] = { kind: 'current', unit: 'day' };

const reasoned = (list: readonly string[][]) =>
  list.map(([pattern = '', reason = '']) => [new RegExp(pattern), reason] as const);

const leads = reasoned(refusals.vagueLeads);

/** What tells "about" of a subject from "about" of a time. */
const asksAbout = patterns.asksAbout;

const words = reasoned(refusals.vagueWords);

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
    if (/^(?:late|early) $/.test(match[0]) && arrivedWords.test(before ?? '')) continue;
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
