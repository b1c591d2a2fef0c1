import { SophiaError } from '../../errors.ts';
import { datePartNamed, datePartsOf } from './date-parts.ts';
import type { FunctionEntry } from './functions.ts';
import { functionNamed } from './functions.ts';
import type { Grammar } from './grammar.ts';
import { listOf } from './grammar.ts';
import type { Call, Expression, OrderItem } from './nodes.ts';
import { parseOrderItem, parseOver } from './parse-window.ts';
import { partLiteral, rewriteOf } from './rewrites.ts';

/** What stands between the parentheses of a call, before it is checked. */
interface Arguments {
  readonly items: readonly Expression[];
  readonly distinct: boolean;
}

/** A function call with what may follow it: WITHIN GROUP and OVER. */
export function parseCall(grammar: Grammar): Expression {
  const { tokens } = grammar;
  const { keyword, start } = tokens.advance();
  const entry = functionNamed(keyword);
  const { items, distinct } = tokens.sees('(')
    ? parseArguments(grammar, keyword, entry?.name ?? keyword)
    : { items: [], distinct: false };
  const rewrite = rewriteOf(keyword);
  if (rewrite) {
    checkCount(keyword, rewrite.count, rewrite.count, items.length, start);
    if (distinct) throw misuse(keyword, 'no DISTINCT', 'one', start);
    return rewrite.build(items, tokens.spanFrom(start));
  }
  const withinGroup = parseWithinGroup(grammar);
  const call = Object.freeze<Call>({
    kind: 'call',
    name: keyword === 'EXTRACT' ? 'DATE_PART' : (entry?.name ?? keyword),
    arguments: Object.freeze(items),
    ...(distinct && { distinct }),
    ...(withinGroup && { withinGroup }),
    at: tokens.spanFrom(start),
  });
  if (entry) checkCall(entry, call, start);
  return parseOver(grammar, call, entry?.kind, start);
}

function parseArguments(grammar: Grammar, keyword: string, name: string): Arguments {
  const { tokens } = grammar;
  tokens.expect('(');
  if (tokens.takes(')')) return { items: [], distinct: false };
  const start = tokens.next.start;
  if (name === 'COUNT' && tokens.takes('*', ')')) {
    return { items: [Object.freeze({ kind: 'star', at: { start, end: start + 1 } })], distinct: false };
  }
  const items = specialArguments(grammar, keyword, name);
  if (items) {
    tokens.expect(')', ', or )');
    return { items, distinct: false };
  }
  const distinct = tokens.takes('DISTINCT');
  if (!distinct) tokens.takes('ALL');
  const list = listOf(tokens, grammar.expression);
  tokens.expect(')', ', or )');
  return { items: list, distinct };
}

/** Arguments with a grammar of their own; undefined for a plain list. */
function specialArguments(grammar: Grammar, keyword: string, name: string): readonly Expression[] | undefined {
  const { tokens } = grammar;
  if (keyword === 'EXTRACT') {
    const part = parseDatePart(grammar, 'DATE_PART');
    tokens.expect('FROM');
    return [part, grammar.expression()];
  }
  if (datePartsOf(name)) {
    const part = parseDatePart(grammar, name);
    return tokens.takes(',') ? [part, ...listOf(tokens, grammar.expression)] : [part];
  }
  if (keyword === 'POSITION') {
    const part = grammar.operand();
    return tokens.takes('IN') || tokens.takes(',') ? [part, grammar.operand()] : [part];
  }
  if (name === 'SUBSTRING') return parseSubstring(grammar);
  return undefined;
}

/** SUBSTRING(x, start, length), or the older SUBSTRING(x FROM start FOR length). */
function parseSubstring({ tokens, expression }: Grammar): readonly Expression[] {
  const text = expression();
  if (!tokens.takes('FROM')) return tokens.takes(',') ? [text, ...listOf(tokens, expression)] : [text];
  const from = expression();
  return tokens.takes('FOR') ? [text, from, expression()] : [text, from];
}

/** A part as a bare word or a string, whatever its case. */
function parseDatePart({ tokens }: Grammar, name: string): Expression {
  const allowed = datePartsOf(name);
  const { kind, text } = tokens.next;
  const part = kind === 'word' || kind === 'string' ? datePartNamed(text) : undefined;
  if (part === undefined || !allowed?.has(part)) {
    throw tokens.unexpected(`a date part (${[...(allowed ?? [])].join(', ')}) as the first argument of ${name}`);
  }
  tokens.advance();
  return partLiteral(part);
}

function parseWithinGroup(grammar: Grammar): readonly OrderItem[] | undefined {
  const { tokens } = grammar;
  if (!tokens.takes('WITHIN')) return undefined;
  for (const keyword of ['GROUP', '(', 'ORDER', 'BY']) tokens.expect(keyword);
  const items = listOf(tokens, () => parseOrderItem(grammar));
  tokens.expect(')', ', or )');
  return Object.freeze(items);
}

function checkCall(entry: FunctionEntry, call: Call, position: number): void {
  const { name } = entry;
  checkCount(name, entry.fewest, entry.most, call.arguments.length, position);
  if (call.distinct && !entry.distinct) throw misuse(name, 'no DISTINCT', 'one', position);
  const ordered = call.withinGroup?.length ?? 0;
  if (entry.withinGroup && ordered !== 1) {
    throw misuse(name, 'one WITHIN GROUP (ORDER BY …) expression', `${ordered}`, position);
  }
  if (!entry.withinGroup && ordered > 0) throw misuse(name, 'no WITHIN GROUP', 'one', position);
}

function checkCount(name: string, fewest: number, most: number, found: number, position: number): void {
  if (found >= fewest && found <= most) return;
  const range =
    fewest === most ? `${fewest}` : most === Number.POSITIVE_INFINITY ? `${fewest} or more` : `${fewest} to ${most}`;
  throw misuse(name, `${range} ${range === '1' ? 'argument' : 'arguments'}`, `${found}`, position);
}

const misuse = (name: string, expected: string, found: string, position: number) =>
  new SophiaError('expression.arguments', [], { name, expected, found, position });
