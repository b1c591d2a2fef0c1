import type { SearchQuery, SearchTerm } from '../../core/knowledge/query.ts';

/** A search in the language of FTS5; every word of it is quoted, so that none is read as an operator. */
export interface Match {
  readonly all: string | undefined;
  readonly none: string | undefined;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A word, and its other forms beside it: the word itself counts twice then, and comes first. */
function termText({ text, isPrefix, stem }: SearchTerm): string {
  const exact = `${quoted(text)}${isPrefix ? '*' : ''}`;
  return stem === undefined ? exact : `(${exact} OR ${quoted(stem)}*)`;
}

export const matchOf = ({ all, none }: SearchQuery): Match => ({
  all: all.length === 0 ? undefined : all.map(termText).join(' AND '),
  none: none.length === 0 ? undefined : none.map(termText).join(' OR '),
});
