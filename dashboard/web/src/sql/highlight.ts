export type SqlTokenKind = 'keyword' | 'text' | 'number' | 'name' | 'comment' | 'plain';

export interface SqlToken {
  readonly kind: SqlTokenKind;
  readonly text: string;
  /** Offset in the statement. */
  readonly start: number;
}

const KEYWORDS = new Set(
  `all and any array as asc between both by case cast coalesce cross current current_date date day desc distinct
  else end except exists extract false filter first following for from full group having hour in inner intersect
  interval into is join last lateral left like limit month natural not null nulls nullif offset on or order outer over
  partition preceding quarter range recursive right row rows select set then timestamp true try_cast unbounded union
  using values week when where window with within year`.split(/\s+/),
);

const TOKEN =
  /(?<comment>--[^\n]*|\/\*[\s\S]*?\*\/)|(?<text>'(?:[^']|'')*')|(?<name>"(?:[^"]|"")*")|(?<number>\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b)|(?<word>[\p{L}_][\p{L}\p{N}_]*)/giu;

/** A statement cut into what is coloured alike. Joined again, the tokens are the statement. */
export function highlight(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  let at = 0;
  for (const match of sql.matchAll(TOKEN)) {
    if (match.index > at) tokens.push({ kind: 'plain', text: sql.slice(at, match.index), start: at });
    tokens.push({ kind: kindOf(match.groups ?? {}), text: match[0], start: match.index });
    at = match.index + match[0].length;
  }
  if (at < sql.length) tokens.push({ kind: 'plain', text: sql.slice(at), start: at });
  return tokens;
}

function kindOf(groups: Record<string, string | undefined>): SqlTokenKind {
  const { word } = groups;
  if (word !== undefined) return KEYWORDS.has(word.toLowerCase()) ? 'keyword' : 'plain';
  const kinds: readonly SqlTokenKind[] = ['comment', 'text', 'name', 'number'];
  return kinds.find(kind => groups[kind] !== undefined) ?? 'plain';
}
