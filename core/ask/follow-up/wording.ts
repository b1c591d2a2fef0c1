import type { Grain } from '../../semantic/model/types.ts';
import followUps from '../english/follow-ups.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import type { Token } from '../words.ts';
import { leftOutAsRemoved } from './left-out.ts';
import { drilledInto, endOfThem, shownBesideThem, worthOfThem } from './said-around.ts';

const { ofThoseShown, picksSome, pointsAtIt, pointsAtThose } = patterns;

const takesAway = patterns.takesAway;

const splits = patterns.splitsAgain;

/** What a follow-up says about the last answer as a whole, or about how the rest of it is meant. */

export type Command =
  | { readonly kind: 'back' | 'reset' | 'unfilter' | 'allTime' | 'reverse' | 'total' | 'share' | 'things' }
  /** "and the month before?" */
  | { readonly kind: 'earlier'; readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'year' }
  | { readonly kind: 'limit'; readonly count: number }
  | {
      readonly kind: 'extreme';
      readonly direction: 'ASC' | 'DESC';
      readonly unit?: Grain;
      readonly word?: string;
      readonly which?: boolean;
    };

/** How a follow-up is worded, apart from what it names. */
export interface Wording {
  /** The words that say what is asked for. */
  readonly tokens: readonly Token[];
  readonly command: Command | undefined;
  /** "too", "as well": comes on top. */
  readonly adds: boolean;
  /** "remove the Web filter": a filter that there is. */
  readonly filterNamed: boolean;
  /** "how many of these": counts what the last answer was about. */
  readonly counts: boolean;
  /** The words after "instead of", and where they stand. */
  readonly insteadOf: readonly Token[];
  /** "which region is the highest": the end that is asked for, of what the tokens name. */
  readonly extreme: 'ASC' | 'DESC' | undefined;
  /** A word that points at the last answer. */
  readonly pointing: Token | undefined;
  /** "what is its late rate", "how many lines did it send": one thing of the last answer. */
  readonly pointsAtIt: boolean;
  /** "what did we invoice for them": another number of what the last answer was about. */
  readonly ofThem: boolean;
  /** "which of them are in Asia": some of those that were shown. */
  readonly picks: boolean;
  /** They are pointed at: "which of those". */
  readonly ofThose: boolean;
  /** "list them with their phone": the words are what is shown beside those that were counted. */
  readonly listed: boolean;
  /** "split by type": each part of the last answer is parted further. */
  readonly splits: boolean;
}

const numbers = 'zero one two three four five six seven eight nine ten'.split(' ');

/** Commands, and what else is said of the last answer: the words of each, as regular expressions. */
const { commands: sources, parts } = followUps;
const wordings = Object.fromEntries(
  Object.entries(parts).map(([name, source]) => [name, new RegExp(source)]),
) as Record<keyof typeof parts, RegExp>;

const asksWhich = /\bwhich\b/;

/** The first that fits counts. */
const commands = of([
  ...(['back', 'reset', 'unfilter', 'allTime', 'reverse', 'total'] as const).map(
    kind => [kind, () => ({ kind })] as const,
  ),
  ['earlier', match => ({ kind: 'earlier', unit: (match[4] ?? match[5]) as 'month' })],
  ['things', () => ({ kind: 'things' })],
  ['share', () => ({ kind: 'share' })],
  ['shareOfEach', () => ({ kind: 'share' })],
  ['limit', match => ({ kind: 'limit', count: countOf(match[7]) })],
  ['highest', ([text]) => ({ kind: 'extreme', direction: 'DESC', which: asksWhich.test(text) })],
  ['lowest', ([text]) => ({ kind: 'extreme', direction: 'ASC', which: asksWhich.test(text) })],
]);

function of(all: readonly (readonly [keyof typeof sources, (match: RegExpExecArray) => Command])[]) {
  return all.map(([name, build]) => [new RegExp(sources[name]), build] as const);
}

const countOf = (text: string | undefined): number =>
  numbers.includes(text ?? '') ? numbers.indexOf(text ?? '') : Number(text);

const courtesy = patterns.courtesy;

/** Words of the last answer that what follows is about. */
const pointer = /^(these|those|them|they|their|theirs|ones)$/;

/** Reads a follow-up's wording; leaves a question that begins anew as it is. */
export function wordingOf(said: readonly Token[]): Wording {
  const whole = worthOfThem(endOfThem(drilledInto(leftOutAsRemoved(said))));
  const beside = shownBesideThem(whole);
  const all = beside ?? whole;
  const words = all.filter(token => token.kind !== 'mark' || /^[%&/]$/.test(token.lower));
  const plain = words
    .filter(token => !courtesy.test(token.lower))
    .map(token => token.lower)
    .join(' ');
  const command = commandOf(plain);
  const pointing = all.find(token => pointer.test(token.lower));
  const ofThem = ofThoseShown.test(all.map(token => token.lower).join(' '));
  const none = {
    command,
    adds: false,
    filterNamed: false,
    counts: false,
    insteadOf: [],
    extreme: undefined,
    pointing,
    pointsAtIt: pointsAtIt.test(all.map(token => token.lower).join(' ')),
    ofThem,
    picks: picksSome.test(all.map(token => token.lower).join(' ')),
    ofThose: pointsAtThose.test(all.map(token => token.lower).join(' ')),
    listed: beside !== undefined,
    splits: splits.test(plain),
  };
  if (command) return { ...none, tokens: all };
  const broken = wordings.broken.exec(plain);
  const text = all.map(token => token.lower).join(' ');
  const counted = wordings.counted.exec(text);
  const start = broken
    ? all.findIndex(token => /^(by|per)$/.test(token.lower))
    : counted
      ? counted[0].split(' ').length
      : 0;
  const instead = text
    .split(' ')
    .findIndex(
      (word, i, list) =>
        /^(instead of|rather than)$/.test(`${word} ${list[i + 1]}`) && !/^(that|it|this)$/.test(list[i + 2] ?? ''),
    );
  // "which month was the best?": of an answer by month
  const period = wordings.period.exec(plain);
  if (period) {
    const word = period[4] === undefined ? {} : { word: period[4] };
    const direction = period[3] === undefined ? ('DESC' as const) : ('ASC' as const);
    return { ...none, tokens: all, command: { kind: 'extreme', direction, unit: period[1] as Grain, ...word } };
  }
  const which = wordings.which.exec(plain);
  if (which) {
    const from = all.findIndex(token => token.lower === 'which') + 1;
    const tokens = all.slice(from - 1, from + (which[1] ?? '').split(' ').length);
    return { ...none, tokens, extreme: which[2] ? 'DESC' : 'ASC' };
  }
  const removes = takesAway.test(plain);
  const kept: Token[] = [];
  let adds = false;
  let filterNamed = false;
  for (const [i, token] of all.entries()) {
    if (i < start || (instead >= 0 && i >= instead)) continue;
    // "France as well, by year": it ends what it is said of
    const last = all[i + 1]?.lower === ',' || all.slice(i + 1).every(t => t.kind === 'mark' || courtesy.test(t.lower));
    if (/^(too|also)$/.test(token.lower) && (last || i === 0)) adds ||= !isOfRank(all, i);
    else if (token.lower === 'well' && last && kept.at(-1)?.lower === 'as') {
      adds ||= !isOfRank(all, i);
      kept.pop();
    } else if (removes && i > 0 && /^(filters?|restrictions?|conditions?)$/.test(token.lower)) filterNamed = true;
    else kept.push(token);
  }
  return {
    tokens: kept,
    command: undefined,
    adds,
    filterNamed,
    counts: counted !== null,
    insteadOf: instead < 0 ? [] : all.slice(instead + 2),
    extreme: undefined,
    pointing,
    pointsAtIt: none.pointsAtIt,
    ofThem,
    picks: none.picks,
    ofThose: none.ofThose,
    listed: none.listed,
    splits: none.splits,
  };
}

/** "what about the profit? top 3 as well": ranked like the last answer, of which the number is not one more. */
function isOfRank(tokens: readonly Token[], at: number): boolean {
  const from = tokens.findLastIndex(({ lower }, i) => i < at && /^[?.!;,]$/.test(lower));
  const asked = tokens.slice(0, 2).map(({ lower }) => lower);
  return from > 0 && /^(what|how) about$/.test(asked.join(' ')) && /^(top|bottom)$/.test(tokens[from + 1]?.lower ?? '');
}

function commandOf(text: string): Command | undefined {
  for (const [pattern, build] of commands) {
    const match = pattern.exec(text);
    if (match) return build(match);
  }
  return undefined;
}
