import type { Catalogue } from '../catalogue.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import { nameWords } from '../words.ts';
import { minor, termsOf } from './terms.ts';

const endsDefinition = patterns.endsDefinition;

/** A word that the instructions of the model define as a number of it. */
export interface Definition {
  readonly word: string;
  readonly metric: string;
}

const sides = new RegExp(lists.sidesOfDefinitions, 'i');

/**
 * "“Revenue” alone means the invoiced amount without VAT": what the author calls a number besides its own names. Only what
 * the sentence says as a whole: the revenue of some invoices is not their total.
 */
export function definitionsOf(catalogue: Catalogue): Definition[] {
  const sentences = (catalogue.model.aiContext.instructions ?? '').split(/[.;]\s+|[.;]$/);
  return sentences.flatMap(sentence => {
    const [, left = '', verb = '', right = ''] = sides.exec(sentence.trim().replaceAll(/[“”]/g, '"')) ?? [];
    const words = definedWords(left, /^means?$/i.test(verb));
    const metric = words.length > 0 ? numberCalled(catalogue, right) : undefined;
    return metric === undefined ? [] : words.map(word => ({ word, metric }));
  });
}

/** `"Sales" and "turnover"`; without quotes only where the verb says that it defines. */
function definedWords(left: string, defines: boolean): string[] {
  const parts = left.split(/,\s*(?:and |or )?|\s+(?:and|or)\s+/);
  const isQuoted = (part: string) => /^["'].+["']$/.test(part);
  if (!parts.every(part => isQuoted(part) || (defines && /^[\p{L}-]+( [\p{L}-]+)?$/u.test(part)))) return [];
  return parts.map(part => part.replaceAll(/["']/g, ''));
}

/** The one number whose name a text begins with; what follows may only say what it is, not which part of it. */
function numberCalled(catalogue: Catalogue, text: string): string | undefined {
  const [head = '', ...rest] = text.split(endsDefinition);
  const said = plain(head);
  const called = [...catalogue.metrics.values()].filter(({ metric }) =>
    termsOf(metric).some(term => plain(term) === said),
  );
  const [only, ...more] = called;
  return only && more.length === 0 && rest.every(part => !/\b(only|unless|except)\b/.test(part))
    ? only.name
    : undefined;
}

const plain = (text: string): string =>
  nameWords(text)
    .filter(word => !minor.has(word))
    .join(' ');
