import type { DatePart } from '../plan/date-part.ts';
import type { Grain } from '../semantic/model/types.ts';
import type { FieldInfo } from './catalogue.ts';
import type { Phrase } from './english/phrase.ts';
import type { TimePhrase } from './time.ts';

/** How a number is compared. */
export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** One meaning that a stretch of the question may have in the model. */
export type Candidate =
  | { readonly kind: 'metric'; readonly metric: string; readonly weight: number }
  | { readonly kind: 'field'; readonly field: FieldInfo; readonly weight: number }
  | { readonly kind: 'dataset'; readonly dataset: string; readonly weight: number }
  /** `values` are stored values; more than one when the words are a part that several share. */
  | {
      readonly kind: 'value';
      readonly field: FieldInfo;
      readonly values: readonly string[];
      readonly weight: number;
      readonly partial: boolean;
    };

interface Stretch {
  /** Token indexes, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** A stretch of the question with what it can mean. The segmenter covers the question with chunks. */
export type Chunk = Stretch &
  (
    | { readonly kind: 'terms'; readonly candidates: readonly Candidate[] }
    | { readonly kind: 'phrase'; readonly phrase: Phrase }
    | { readonly kind: 'time'; readonly time: TimePhrase }
    | { readonly kind: 'grain'; readonly grain: Grain }
    /** What comes again of a date: its weekday. */
    | { readonly kind: 'part'; readonly part: DatePart }
    | { readonly kind: 'number'; readonly value: number; readonly percent: boolean }
    | { readonly kind: 'filler' }
    | { readonly kind: 'mark'; readonly mark: string }
    | { readonly kind: 'unknown' }
  );

/** The meanings of one kind that a chunk may have; none where it is no term. */
export const candidatesOf = <K extends Candidate['kind']>(
  chunk: Chunk | undefined,
  kind: K,
): Extract<Candidate, { kind: K }>[] =>
  chunk?.kind === 'terms' ? chunk.candidates.filter((c): c is Extract<Candidate, { kind: K }> => c.kind === kind) : [];

/** Whether the words name the things of a dataset. */
export const namesThings = (chunk: Chunk | undefined): boolean =>
  candidatesOf(chunk, 'dataset').some(c => c.weight > 0.9);

/** Whether the words are a name of a metric. */
export const namesNumber = (chunk: Chunk | undefined): boolean =>
  candidatesOf(chunk, 'metric').some(c => c.weight >= 0.9);

/** Whether a stretch is a phrase of one of these kinds. */
export const isPhrase = <K extends Phrase['kind']>(
  chunk: Chunk | undefined,
  ...kinds: readonly K[]
): chunk is Extract<Chunk, { kind: 'phrase' }> & { readonly phrase: Extract<Phrase, { kind: K }> } =>
  chunk?.kind === 'phrase' && kinds.some(kind => kind === chunk.phrase.kind);
