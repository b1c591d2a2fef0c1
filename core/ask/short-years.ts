import { patterns } from './english/patterns.ts';
import type { Token } from './words.ts';

const leads = patterns.leadsShortYear;
const periods = patterns.periodsOfShortYear;
const follows = patterns.followsShortYear;
const joins = patterns.joinsYears;
const wholeYear = /^((19|20)\d\d|'\d\d)$/;

/** Years of two digits that are told from most other numbers: 1970 to 1999. */
const isLikely = (year: number): boolean => year >= 70;

/** "in 97", "the third quarter of 97", "from 1993 to 97" are years, as '97 is; "in 97 shops" is a number. */
export function withShortYears(tokens: readonly Token[]): readonly Token[] {
  const done: Token[] = [];
  for (const [at, token] of tokens.entries()) {
    const year = isShortYear(done, token, tokens[at + 1]);
    done.push(year ? { ...token, kind: 'word', lower: `'${token.lower}`, stem: `'${token.lower}` } : token);
  }
  return done;
}

function isShortYear(before: readonly Token[], token: Token, next: Token | undefined): boolean {
  if (token.kind !== 'number' || !/^\d\d$/.test(token.lower) || token.percent) return false;
  if (next && next.kind !== 'quoted' && !follows.test(next.lower)) return false;
  const [far, near] = [before.at(-2), before.at(-1)].map(found => found?.lower ?? '') as [string, string];
  if (near === 'of' && periods.test(far)) return true;
  if (!isLikely(Number(token.lower))) return false;
  // "billings month by month, 97"
  if (near === ',' && next === undefined && periods.test(far)) return true;
  return leads.test(near) || periods.test(near) || (joins.test(near) && wholeYear.test(far));
}
