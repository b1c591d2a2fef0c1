import { participle } from './english/participles.ts';
import { patterns } from './english/patterns.ts';
import { stretchBefore, yearsCompared } from './segment/stretches-compared.ts';
import type { Token } from './words.ts';

const wordsOfNothing = patterns.wordsOfNothing;

const doneInPeriod = patterns.doneInPeriod;

const yearOrMonth = patterns.yearOrMonth;

/** What is said around a corner, in the words that all else is read by. */
export function saidPlainly(tokens: readonly Token[]): readonly Token[] {
  const plain = overallOf(
    comparedBehind(
      rankedBy(
        withoutExamples(
          howMuchMoney(worthOfAll(moreByHowMany(whenFirst(numberOf(stretchBefore(yearsCompared(tokens))))))),
        ),
      ),
    ),
  );
  return nothingDone(nothingElse(periodsApart(plain))).map(completedBy);
}

/** "on which day was the first order": when it was. */
function whenFirst(tokens: readonly Token[]): readonly Token[] {
  const text = tokens.map(({ lower }) => lower).join(' ');
  const said = patterns.asksWhichDay.exec(text);
  if (!said) return tokens;
  const from = tokens[0]?.lower === 'and' ? 1 : 0;
  const [first] = tokens.slice(from);
  const length = said[1]?.split(' ').length ?? 0;
  return first
    ? [...tokens.slice(0, from), { ...first, lower: 'when', stem: 'when' }, ...tokens.slice(from + length)]
    : tokens;
}

/** "by how many orders did 1996 beat 1995": how many more there were in the one than in the other. */
function moreByHowMany(tokens: readonly Token[]): readonly Token[] {
  const said = patterns.moreByHowMany.exec(tokens.map(({ lower }) => lower).join(' '));
  const [by, how, many, ...rest] = tokens;
  const things = said?.[1]?.trim().split(' ').length;
  if (!by || !how || !many || things === undefined) return tokens;
  const word = (lower: string): Token => ({ ...by, lower, stem: lower });
  const [one, , other] = rest.slice(things + 1);
  const years = one && other ? [word('in'), one, word('than'), word('in'), other] : [];
  return [how, many, word('more'), ...rest.slice(0, things), ...years];
}

/** "the value of all stock" is that of the stock. */
const worthOfAll = (tokens: readonly Token[]): readonly Token[] =>
  tokens.filter(
    ({ lower }, at) =>
      !(lower === 'all' && tokens[at - 1]?.lower === 'of' && /^(value|worth)$/.test(tokens[at - 2]?.lower ?? '')),
  );

/** "order no. 7" is order # 7, "no. of orders" and "phone no." speak of a number: only as a sentence of its own "no." denies. */
function numberOf(tokens: readonly Token[]): readonly Token[] {
  const named = (at: number) =>
    /^(no|nr)$/.test(tokens[at]?.lower ?? '') &&
    tokens[at + 1]?.lower === '.' &&
    (at > 0 || tokens[at + 2]?.lower === 'of');
  return tokens.flatMap((token, at): readonly Token[] => {
    if (named(at - 1)) return [];
    if (!named(at)) return [token];
    return tokens[at + 2]?.kind === 'number'
      ? [{ ...token, kind: 'mark', lower: '#', stem: '#' }]
      : [{ ...token, lower: 'number', stem: 'number' }];
  });
}

/** "rank suppliers by revenue": as they are shown anyway. */
function rankedBy(tokens: readonly Token[]): readonly Token[] {
  const [first, next] = tokens[0]?.lower === 'please' ? tokens.slice(1) : tokens;
  const by = tokens.some(({ lower }) => lower === 'by');
  return first?.lower === 'rank' && by && next?.kind === 'word' ? tokens.filter(token => token !== first) : tokens;
}

const wholes = patterns.wholeCompany;
const ofAll = patterns.ofAll;
const comparative = patterns.comparatives;

/** "than the company as a whole": than that of all together. */
function overallOf(tokens: readonly Token[]): readonly Token[] {
  const than = tokens.findIndex(({ lower }) => lower === 'than');
  for (let end = Math.min(tokens.length, than + 6); than > 0 && end > than + 2; end--) {
    const said = tokens.slice(than + 1, end);
    const [first] = said;
    if (!first || !wholes.test(said.map(({ lower }) => lower).join(' '))) continue;
    const word = (lower: string): Token => ({ ...first, lower, stem: lower });
    return [...tokens.slice(0, than + 1), word('the'), word('overall'), word('rate'), ...tokens.slice(end)];
  }
  return tokens;
}

/** "depots with a higher fix rate than the average": what is compared, and then how. */
function comparedBehind(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(
    ({ lower }, i) =>
      comparative.test(lower) &&
      tokens[i - 1]?.lower === 'a' &&
      /^(have|has|had|with|having)$/.test(tokens[i - 2]?.lower ?? ''),
  );
  const than = tokens.findIndex(({ lower }, i) => i > at && lower === 'than');
  const said = tokens[at];
  const behind = tokens.slice(than + 1, than + 3).some(({ lower }) => ofAll.test(lower));
  if (!said || at < 2 || than < at + 2 || than > at + 6 || !behind) return tokens;
  return [...tokens.slice(0, at - 1), ...tokens.slice(at + 1, than), said, ...tokens.slice(than)];
}

/** "how many jobs did they complete" says what was done to the jobs; "a complete list" says nothing. */
function completedBy(token: Token, at: number, all: readonly Token[]): Token {
  const before = all.slice(Math.max(0, at - 6), at).map(({ lower }) => lower);
  const did = before.findLastIndex(lower => /^(do|does|did|not|to)$/.test(lower));
  const isVerb = /^(complete|completes)$/.test(token.lower) && did >= 0 && did < before.length - 1;
  const noun = wordsOfNothing.test(before.at(-1) ?? '');
  return isVerb && !noun ? { ...token, lower: 'completed' } : token;
}

/** "vendors that shipped nothing at all in May" did not ship anything. */
function nothingDone(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(({ lower }) => lower === 'nothing');
  const [nothing, verb, before] = [tokens[at], tokens[at - 1], tokens[at - 2]];
  const next = tokens[at + 1]?.lower ?? '';
  if (!nothing || !verb || !participle.test(verb.lower) || /^(has|have|had)$/.test(before?.lower ?? '')) return tokens;
  if (/^(but|other|else|except|like|to|of|more|less)$/.test(next)) return tokens;
  const word = (lower: string): Token => ({ ...nothing, lower, stem: lower });
  const wholly = next === 'at' && tokens[at + 2]?.lower === 'all' ? 3 : 1;
  return [...tokens.slice(0, at - 1), word('did'), word('not'), verb, word('anything'), ...tokens.slice(at + wholly)];
}

/** "in each state (open, partial...)": what goes on says what is meant, and leaves nothing out. */
function withoutExamples(tokens: readonly Token[]): readonly Token[] {
  const from = tokens.findIndex(({ lower }) => lower === '(');
  const to = tokens.findIndex(({ lower }, at) => at > from && lower === ')');
  const last = tokens.slice(Math.max(from, to - 2), to).map(({ lower }) => lower);
  const goesOn = last.at(-1) === '…' || /^etc\.?$/.test(last.at(-1) ?? '') || /^(etc|\.)\.$/.test(last.join(''));
  return from < 0 || to < 0 || !goesOn ? tokens : [...tokens.slice(0, from), ...tokens.slice(to + 1)];
}

/** "per year before 1996": by year, and then before; no year that was before. */
function periodsApart(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(
    ({ lower }, i) =>
      /^(before|after|since|until|till)$/.test(lower) &&
      /^(day|week|month|quarter|year)$/.test(tokens[i - 1]?.lower ?? '') &&
      /^(per|by|each|every)$/.test(tokens[i - 2]?.lower ?? '') &&
      yearOrMonth.test(tokens[i + 1]?.lower ?? ''),
  );
  const word = tokens[at];
  if (!word) return tokens;
  const comma: Token = { ...word, kind: 'mark', text: ',', lower: ',', stem: ',' };
  return [...tokens.slice(0, at), comma, ...tokens.slice(at)];
}

/** "for how much money did they buy" is for how much. */
function howMuchMoney(tokens: readonly Token[]): readonly Token[] {
  const words = tokens.slice(0, 4).map(({ lower }) => lower);
  return words.join(' ') === 'for how much money' ? [...tokens.slice(0, 3), ...tokens.slice(4)] : tokens;
}

/** "who ordered in May but nothing in June": but not in June. */
function nothingElse(tokens: readonly Token[]): readonly Token[] {
  const text = tokens.map(({ lower }) => lower).join(' ');
  const at = tokens.findIndex(({ lower }) => lower === 'nothing');
  const nothing = tokens[at];
  const done = doneInPeriod;
  if (!nothing || !done.test(text)) return tokens;
  const word = (lower: string): Token => ({ ...nothing, lower, stem: lower });
  const wholly = tokens[at + 1]?.lower === 'at' ? 3 : 1;
  return [...tokens.slice(0, at - 1), word('but'), word('not'), ...tokens.slice(at + wholly)];
}
