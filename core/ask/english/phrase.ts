import type { Comparator } from '../chunks.ts';
import type { AggregateFunction } from '../draft.ts';

/** What words of the grammar ask for. */
export type Phrase =
  | { readonly kind: 'count'; readonly distinct: boolean }
  | { readonly kind: 'aggregate'; readonly function: AggregateFunction }
  | { readonly kind: 'superlative'; readonly direction: 'ASC' | 'DESC'; readonly function?: 'MIN' | 'MAX' }
  | { readonly kind: 'top'; readonly direction: 'ASC' | 'DESC' }
  /** By how many there are of each. */
  | { readonly kind: 'frequent'; readonly direction: 'ASC' | 'DESC' }
  | { readonly kind: 'group'; readonly each: boolean }
  | { readonly kind: 'negation' }
  | { readonly kind: 'without' }
  | { readonly kind: 'only' }
  | { readonly kind: 'comparator'; readonly operator: Comparator }
  | { readonly kind: 'between' }
  /** After a number: 10 or smaller. */
  | { readonly kind: 'suffix'; readonly operator: Comparator }
  | { readonly kind: 'which' }
  | { readonly kind: 'list' }
  | { readonly kind: 'distinct' }
  | { readonly kind: 'share' }
  | { readonly kind: 'percent' }
  | { readonly kind: 'ofTotal' }
  | { readonly kind: 'overall' }
  | { readonly kind: 'running' }
  | { readonly kind: 'moving' }
  | {
      readonly kind: 'growth';
      readonly offset?: 'previousPeriod' | 'previousYear';
      readonly unit?: 'month' | 'quarter' | 'year' | 'week' | 'day';
    }
  | { readonly kind: 'versus' }
  | { readonly kind: 'compare' }
  | { readonly kind: 'difference'; readonly direction: 'more' | 'less' }
  | { readonly kind: 'previous'; readonly with: 'previousPeriod' | 'previousYear' }
  | { readonly kind: 'divided' }
  | { readonly kind: 'sort' }
  | { readonly kind: 'direction'; readonly direction: 'ASC' | 'DESC' }
  | { readonly kind: 'contains'; readonly operator: 'contains' | 'startsWith' | 'endsWith' }
  | { readonly kind: 'missing'; readonly present: boolean }
  | { readonly kind: 'sign'; readonly operator: '<' | '>' }
  | { readonly kind: 'worth' }
  | { readonly kind: 'typical' }
  | { readonly kind: 'followUp'; readonly verb: 'add' | 'same' | 'whatAbout' | 'instead' | 'remove' }
  | { readonly kind: 'polite' }
  /** About what has not happened. */
  | { readonly kind: 'future' }
  /** Of two ends, the one that a thing leaves or the one that it reaches. */
  | { readonly kind: 'way'; readonly way: 'from' | 'to' }
  | { readonly kind: 'trend' };

/** The words of a phrase and what they ask for. */
export type PhraseEntry = readonly [string, Phrase];

/** Phrases parted by | that all ask for the same. */
export function each(phrases: string, phrase: Phrase): PhraseEntry[] {
  return phrases.split('|').map(text => [text, phrase]);
}
