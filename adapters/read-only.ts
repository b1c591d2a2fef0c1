import { SophiaError } from '../core/errors.ts';

/**
 * What a statement may be, for engines that do more than read: one query. The roles of the functions can't change data
 * either; this is the lock before that one.
 */

/** Text, quoted names and comments are passed over; what is left are words and signs. */
const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|[A-Za-z_][\w$]*|\?|;|[^\s]/g;

/** First words of statements that do something else than read. */
const otherStatements = new Set(
  (
    'insert update delete merge create alter drop truncate grant revoke unload copy call do set reset show describe ' +
    'explain analyze vacuum msck prepare execute deallocate begin start commit rollback use refresh comment lock values'
  ).split(' '),
);
/** Words that change something in the middle of what begins as a query. */
const changes = new Set([
  'insert',
  'update',
  'delete',
  'merge',
  'into',
  'create',
  'drop',
  'alter',
  'truncate',
  'unload',
]);

const refusal = (reason: string): SophiaError => new SophiaError('engine.statement_refused', [], { reason });

const tokensOf = (text: string): string[] =>
  [...text.matchAll(token)].map(([found]) => found).filter(found => !/^(--|\/\*)/.test(found));

/** @throws SophiaError engine.statement_refused, or engine.failed for what is no statement at all */
export function checkReadOnly(text: string): void {
  const tokens = tokensOf(text);
  while (tokens.at(-1) === ';') tokens.pop();
  const first = tokens.find(found => found !== '(')?.toLowerCase();
  if (first === undefined) throw refusal('it is empty.');
  if (tokens.includes(';')) throw refusal('there are several statements.');
  if (otherStatements.has(first)) throw refusal('it is not a SELECT.');
  if (first !== 'select' && first !== 'with') {
    throw new SophiaError('engine.failed', [], { reason: 'it is no statement.' });
  }
  const change = tokens.find(found => changes.has(found.toLowerCase()));
  if (change !== undefined) throw refusal(`it has the word ${change.toUpperCase()}.`);
}

/** A place for a value: its number, and whether it stands in a condition on rows. */
export interface Placeholder {
  readonly place: number;
  readonly inWhere: boolean;
}

const clauses = new Set(['select', 'from', 'where', 'on', 'group', 'having', 'order', 'limit', 'union', 'with']);

/** The text with each question mark that stands for a value given to `replace`. */
export function replacePlaceholders(text: string, replace: (placeholder: Placeholder) => string): string {
  let place = 0;
  const open: string[] = [];
  let clause = '';
  return text.replace(token, found => {
    const word = found.toLowerCase();
    if (found === '(') open.push(clause);
    else if (found === ')') clause = open.pop() ?? '';
    else if (clauses.has(word)) clause = word;
    return found === '?' ? replace({ place: place++, inWhere: clause === 'where' }) : found;
  });
}
