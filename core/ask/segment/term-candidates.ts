import type { FieldInfo } from '../catalogue.ts';
import type { Candidate } from '../chunks.ts';
import { isFiller, isInnerFiller } from '../english/fillers.ts';
import { idOf, type Lexicon, type Term } from '../lexicon/lookup.ts';
import { termsOf } from '../lexicon/terms.ts';
import { nameWords, type Token } from '../words.ts';

/** The names of the model that a run of tokens may mean. */
export function termCandidates(span: readonly Token[], lexicon: Lexicon): (Candidate & Term)[] {
  const edge = span[0];
  const last = span.at(-1);
  if (!edge || !last || (span.length > 1 && isInnerFiller(last.lower))) return [];
  const single = span.length === 1 ? edge : undefined;
  // contain is not container: a common verb is a term only in the author's own form
  if (single && isFiller(single.lower) && !lexicon.words.has(single.lower)) return [];
  const content = span.filter((t, i) => !(i > 0 && isInnerFiller(t.lower)));
  const inside = span.slice(1, -1);
  const joined = inside.some(t => t.lower === 'of');
  const lowers = span.map(t => t.lower);
  const whole =
    content.length < span.length || isInnerFiller(edge.lower) ? lexicon.lookup(stemsIn(span), true, lowers) : [];
  const parts = lexicon.lookup(stemsIn(content), joined, lowers);
  const best = whole.filter(c => c.whole && c.ordered);
  const known = new Set(best.map(idOf));
  return (
    [...best, ...parts.filter(c => !c.whole && !known.has(idOf(c)))]
      .filter(c => !(c.kind === 'dataset' && (c.form === 'gerund' || (c.form === 'participle' && c.weight < 0.95))))
      // "parts of size 5" are no part size
      .filter(c => !(joined && c.ordered && !c.whole && isPluralEntity(edge, lexicon)))
      // "placed no order" is no order no.
      .filter(c => c.ordered || span.length > 2 || edge.lower !== 'no')
      // "trade customers" are no trade of the customer
      .filter(
        c =>
          c.kind !== 'field' ||
          span.length !== 2 ||
          /(ed|en)$/.test(edge.lower) ||
          !isPluralEntity(last, lexicon) ||
          says(c.field, last),
      )
      // "loans did borrowers" are no loan borrowers
      .filter(c => !(c.kind === 'field' && !c.whole && asksOf(inside) && isPluralEntity(edge, lexicon)))
      // "premium did we bill" is no premium bill
      .filter(c => !asksOf(inside) || c.done || (c.kind !== 'dataset' && !parts.some(other => other.done)))
      // "show" is no short form of the no-show rate
      .filter(c => !(single && isFiller(single.lower) && c.kind === 'metric' && c.weight < 0.9))
      // "by department for discharges": what stands behind is no more of the department's name
      .filter(c => c.whole || inside.every(t => !/^(for|to)$/.test(t.lower)))
      .filter(
        c => c.whole || c.ordered || joined || (c.done && asksOf(inside)) || inside.every(t => !isInnerFiller(t.lower)),
      )
      .map(c => ({ ...c, weight: c.weight * formWeight(c, single !== undefined) }))
  );
}

/** The word is in a name of the field as it stands. */
const says = ({ name, field }: FieldInfo, { lower }: Token): boolean =>
  [name, ...termsOf(field)].some(term => nameWords(term).includes(lower));

const asksOf = (inside: readonly Token[]): boolean => inside.some(t => /^(did|do)$/.test(t.lower));

/** Things of the model, several of them: customers. */
export const isPluralEntity = (token: Token, lexicon: Lexicon): boolean =>
  /[^su]s$/.test(token.lower) && lexicon.entities.has(token.stem);

/** returned is not quite returns, and customers who ordered are no customer orders */
const formWeight = (candidate: Candidate & Term, single: boolean): number =>
  candidate.form !== 'participle' ? 1 : !single ? 0.6 : candidate.kind === 'metric' ? 0.85 : 1;

const stemsIn = (span: readonly Token[]): string[] => span.map(t => (t.kind === 'number' ? String(t.value) : t.stem));
