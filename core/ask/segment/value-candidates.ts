import type { FieldInfo } from '../catalogue.ts';
import type { Candidate } from '../chunks.ts';
import { isFiller, isInnerFiller } from '../english/fillers.ts';
import { isParticle } from '../english/phrasal-verbs.ts';
import { phrases } from '../english/phrases.ts';
import { isPlace } from '../english/places.ts';
import type { Lexicon } from '../lexicon/lookup.ts';
import { grainOf } from '../time.ts';
import { type ValueIndex, type ValueMatch, valueWords } from '../values.ts';
import { stemsOf, type Token } from '../words.ts';
import { termCandidates } from './term-candidates.ts';

/** The values that a run of tokens may mean; `named` where the field is named beside them. */
export function valueCandidates(span: readonly Token[], values: ValueIndex, named: boolean): Candidate[] {
  if (span.some(token => token.lower.startsWith('#'))) return [];
  const wordsOf = (some: readonly Token[]) =>
    some.flatMap(token => valueWords(token.kind === 'number' ? token.text : token.lower));
  const single = span.length === 1 ? span[0] : undefined;
  const found = values.lookup(wordsOf(span));
  // "waiting for the customer", where the value has no article
  const bare = found.length > 0 ? span : span.filter(({ lower }, i) => i === 0 || !/^(the|a|an|our)$/.test(lower));
  const plain = bare.length < span.length && bare.at(-1) === span.at(-1);
  return (plain ? values.lookup(wordsOf(bare)).filter(match => !match.partial) : found)
    .filter(match => named || single === undefined || acceptsSingle(single, match, values))
    .map(valueCandidate);
}

/**
 * "first class", "gate A1", "ship mode truck": a value beside the name of its field is that value, however common or
 * short a word it is by itself.
 */
export function namedValueCandidates(span: readonly Token[], lexicon: Lexicon, values: ValueIndex): Candidate[] {
  const out: Candidate[] = [];
  for (let at = 1; at < span.length; at++)
    for (const [name, value] of [
      [span.slice(at), span.slice(0, at)],
      [span.slice(0, at), span.slice(at)],
    ] as const) {
      if (value.some(token => token.lower.startsWith('#') || token.kind === 'quoted')) continue;
      if (isInnerFiller(value[0]?.lower ?? '') || isInnerFiller(value.at(-1)?.lower ?? '')) continue;
      const words = value.flatMap(token => valueWords(token.kind === 'number' ? token.text : token.lower));
      const whole = values.lookup(words).filter(match => !match.partial);
      if (whole.length === 0) continue;
      // "seafood products" are products, even where a category of products may be called product
      const things = name.length === 1 && isThings(name[0], lexicon);
      // "invoices paid with cash": things and what is said of them, where nobody wrote so as a name
      const begins = name.length > 1 && isThings(name[0], lexicon);
      const fields = termCandidates(name, lexicon).filter(
        c => c.kind === 'field' && c.ordered && c.weight >= (begins ? 0.99 : things ? 0.9 : 0.6),
      );
      for (const match of whole)
        if (
          (names(name, match.field, lexicon) && !isThing(name, match.field, name[0] === span[0])) ||
          fields.some(c => c.kind === 'field' && c.field.id === match.field.id)
        )
          out.push({ ...valueCandidate(match), weight: match.weight * 0.99 } as Candidate);
    }
  return out;
}

const isThings = (token: Token | undefined, lexicon: Lexicon): boolean =>
  token !== undefined && /[^su]s$/.test(token.lower) && lexicon.entities.has(token.stem);

/** One word of a field's own name beside its value: "annual billing". */
const names = (span: readonly Token[], field: FieldInfo, lexicon: Lexicon): boolean =>
  span.length === 1 &&
  span[0] !== undefined &&
  !lexicon.entities.has(span[0].stem) &&
  !lexicon.lookup([span[0].stem], false).some(c => c.kind === 'metric' && c.weight >= 0.9) &&
  stemsOf(field.name).includes(span[0].stem) &&
  field.name.includes('_');

/** "lines shipped": in the plural before the value they are things that were shipped, and no line status. */
const isThing = ([noun]: readonly Token[], { name }: FieldInfo, leads: boolean): boolean =>
  leads && /[^su]s$/.test(noun?.lower ?? '') && !name.split('_').includes(noun?.lower ?? '');

/** A short or common word is a value only when it is written as one. */
function acceptsSingle(token: Token, match: ValueMatch, values: ValueIndex): boolean {
  if (token.kind === 'number') return false;
  // what has been picked up is not "Ready for pickup"
  if (match.partial && /^\w+(ed|en|nt|ght|ld) \w+$/.test(token.text.toLowerCase())) return false;
  // what did not come back has nothing to do with "TAKE BACK"
  if (match.partial && isParticle(token.lower) && !token.capital) return false;
  const common =
    isFiller(token.lower) ||
    phrases.get(token.lower)?.some(p => p.words.length === 1 && p.phrase.kind !== 'way') ||
    grainOf(token.lower) !== undefined;
  if (token.lower.length <= 3 && (match.weight < 0.95 || common))
    return (
      (/^[a-z]?[A-Z.]+$/.test(token.text) && !(common && token.start === 0)) ||
      (!common && (isPlace(token.lower) || isPartOfCode(match, values)))
    );
  if (common) return token.capital && match.weight >= 0.95;
  return true;
}

/** "tin", of values such as SMALL PLATED TIN: what many values of a field are made up of is no name that it is in by chance. */
const isPartOfCode = ({ partial, field, values: those }: ValueMatch, { fields }: ValueIndex): boolean =>
  partial && those.length > 2 && those.length * 40 >= (fields.get(field.id)?.values.length ?? Number.POSITIVE_INFINITY);

/** A value that was found, as a candidate. */
export const valueCandidate = (match: ValueMatch): Candidate => ({ kind: 'value', ...match });
