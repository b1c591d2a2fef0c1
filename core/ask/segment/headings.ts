import { isEnglish } from '../english/dictionary.ts';
import { isFiller } from '../english/fillers.ts';
import { patterns } from '../english/patterns.ts';
import type { Lexicon } from '../lexicon/lookup.ts';
import type { ValueIndex } from '../values.ts';
import type { Token } from '../words.ts';

/** What a question is asked for, or a question that its second half says in full. */

const occasion = patterns.headings;
const opening = /^(for|before|quick|hey|hi|hello|ahead)$/;

/** "Warehouse meeting: how many …", "Who sells to whom: revenue by …": without what stands before the colon. */
export function withoutHeading(tokens: readonly Token[], lexicon: Lexicon, values: ValueIndex): readonly Token[] {
  const end = tokens.findIndex(({ kind, lower }) => kind === 'mark' && /^[:,–—-]$/.test(lower));
  const colon = tokens.findIndex(({ kind, lower }) => kind === 'mark' && /^[:–—]$/.test(lower));
  for (const at of colon > end ? [colon, end] : [end]) {
    const head = tokens.slice(0, at);
    const rest = tokens.slice(at + 1);
    if (at < 1 || rest.length < 2) continue;
    const isColon = tokens[at]?.lower === ':';
    if ((isColon && asksWhom(head)) || isOccasion(head, isColon, lexicon, values)) return rest;
  }
  return tokens;
}

/** "who supplies whom": both sides are named behind it. */
const asksWhom = (head: readonly Token[]): boolean =>
  head[0]?.lower === 'who' && head.length <= 5 && /^(whom|what)$/.test(head.at(-1)?.lower ?? '');

/** Ends with what it is asked for, and names nothing of the model but the kind of it: "the warehouse meeting". */
function isOccasion(head: readonly Token[], isColon: boolean, lexicon: Lexicon, values: ValueIndex): boolean {
  const last = head.at(-1);
  if (!last || !occasion.test(last.lower)) return false;
  const words = head.filter(({ kind }) => kind !== 'mark');
  const named = words.filter(({ lower }) => !isFiller(lower));
  if (!opening.test(head[0]?.lower ?? '') && !(isColon && named.length > 1)) return false;
  return words.every((token, at) => {
    if (token.kind !== 'word') return words[at - 1]?.lower === 'quick';
    if (at === words.length - 2 && lexicon.entities.has(token.stem)) return true;
    const known = lexicon.stems.has(token.stem) || values.lookup([token.lower]).length > 0;
    return isFiller(token.lower) || opening.test(token.lower) || (!known && isEnglish(token.lower));
  });
}
