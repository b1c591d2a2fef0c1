import type { Draft } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import type { Lexicon } from '../lexicon/lookup.ts';
import type { Token } from '../words.ts';
import { asPronouns } from './pronouns.ts';
import type { Wording } from './wording.ts';

/** "who bought it most", "how many customers do we have there": the word, where nothing before it is what it points at. */
export function pointsBackAt(
  tokens: readonly Token[],
  wording: Wording,
  draft: Draft,
  lexicon: Lexicon,
): Token | undefined {
  if (patterns.pointsThere.test(tokens.map(({ lower }) => lower).join(' ')) && draft.filters.length === 0)
    return tokens.findLast(({ lower }) => lower === 'there');
  const at = wording.pointsAtIt ? tokens.findIndex(({ lower }) => /^(its|it|he|she)$/.test(lower)) : -1;
  const named = tokens.slice(0, at).some(({ stem }) => lexicon.stems.has(stem));
  return namesNoThings(draft) || !named ? tokens[at] : undefined;
}

export const namesNothing = (draft: Draft): boolean =>
  draft.measures.length === 0 && draft.mentions.length === 0 && draft.subject?.kind !== 'entity';

/** "their", "they". */
export const pointsAtTheirs = ({ pointing }: Wording): boolean => /^(theirs?|they)$/.test(pointing?.lower ?? '');

/** "what is their average balance": a number of what the last answer was about, as no other things are named. */
export const saysTheir = (draft: Draft, wording: Wording): boolean =>
  pointsAtTheirs(wording) && draft.measures.length + draft.listFields.length > 0 && namesNoThings(draft);

/** "show their price too", behind a question that was not answered: whose price is not said. */
export const pointsAtNothing = (draft: Draft, tokens: readonly Token[]): boolean =>
  tokens.some(({ lower }) => /^(their|theirs|them|those|these)$/.test(lower)) && namesNoThings(draft);

export const namesNoThings = (draft: Draft): boolean =>
  draft.mentions.length === 0 &&
  draft.subject === undefined &&
  // "customers with their revenue" names whose it is
  !draft.dimensions.some(group => (group.kind === 'field' ? group.choice.at : group.at) < (draft.measures[0]?.at ?? 0));

/** "list their names": a question that begins anew and points at the answer before. */
export const pointsBack = ({ text, start, end }: Token): Draft['problems'][number] => ({
  text,
  start,
  end,
  reason: reasons.pointsLastAnswer,
});

/** "what is its late rate", "late rate of that supplier", where nothing was asked before. */
export function pointsAtNobody(said: readonly Token[], draft: Draft, lexicon: Lexicon): boolean {
  const tokens = asPronouns(said, lexicon);
  const text = tokens.map(({ lower }) => lower).join(' ');
  if (patterns.pointsAtNobody.test(text)) return true;
  const at = tokens.findIndex(({ lower }) => /^(its|it|them)$/.test(lower));
  const named = at >= 0 && tokens.slice(0, at).some(({ stem }) => lexicon.entities.has(stem));
  const points = [patterns.pointsAtIt, patterns.ofThoseShown, patterns.pointsThere].some(pattern => pattern.test(text));
  const names = (draft.subject !== undefined && tokens[0]?.lower !== 'who') || draft.dimensions.length > 0;
  return points && !named && !names && draft.filters.length === 0;
}
