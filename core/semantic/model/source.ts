import type { Source } from './types.ts';

const QUERY = /^(?:SELECT|WITH)\b|^\(/i;
const PART = /\s*(?:"((?:[^"]|"")+)"|`([^`]+)`|([^."`]+))\s*(\.|$)/y;
/** A file may be named with its folder and ending, though what is queried is its stem. */
const FILE = /(?:^|[\\/])([^\\/]+)\.(?:parquet|csv)$/i;

/**
 * A dataset's `source`: a query when it starts with SELECT, WITH or a parenthesis, else a dotted table name,
 * parts quoted or not. A path of a Parquet or CSV file counts as the table of that file's stem. Undefined when
 * it is neither.
 */
export function parseSource(text: string): Source | undefined {
  const trimmed = text.trim().replace(/;\s*$/, '');
  if (QUERY.test(trimmed)) return Object.freeze({ kind: 'query', text: trimmed });
  const stem = FILE.exec(trimmed)?.[1];
  if (stem !== undefined) return Object.freeze({ kind: 'table', parts: [stem] });
  const parts: string[] = [];
  for (let at = 0; at < trimmed.length; at = PART.lastIndex) {
    PART.lastIndex = at;
    const match = PART.exec(trimmed);
    if (!match) return undefined;
    parts.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? match[3]?.trim() ?? '');
    if (match[4] === '') return parts.includes('') ? undefined : Object.freeze({ kind: 'table', parts });
  }
  return undefined;
}
