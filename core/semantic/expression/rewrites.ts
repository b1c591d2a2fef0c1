import type { DatePart } from './date-parts.ts';
import type { Call, Expression } from './nodes.ts';

/** A spelling that is parsed into other nodes: how many arguments it takes, and what it becomes. */
export interface Rewrite {
  readonly count: number;
  build(args: readonly Expression[], at: Expression['at']): Expression;
}

const call = (name: string, args: readonly Expression[], at: Expression['at']): Expression =>
  Object.freeze<Call>({ kind: 'call', name, arguments: Object.freeze(args), at });

/** A date part as trees hold it. */
export const partLiteral = (part: DatePart): Expression =>
  Object.freeze({ kind: 'literal', type: 'string', value: part });

const zero: Expression = Object.freeze({ kind: 'literal', type: 'integer', value: '0' });

const extraction = (part: DatePart): Rewrite => ({
  count: 1,
  build: (args, at) => call('DATE_PART', [partLiteral(part), ...args], at),
});
const coalesce: Rewrite = { count: 2, build: (args, at) => call('COALESCE', args, at) };

const rewrites: Readonly<Record<string, Rewrite>> = {
  YEAR: extraction('year'),
  QUARTER: extraction('quarter'),
  MONTH: extraction('month'),
  WEEK: extraction('week'),
  DAY: extraction('day'),
  DAYOFMONTH: extraction('day'),
  DAYOFWEEK: extraction('dayofweek'),
  DAYOFYEAR: extraction('dayofyear'),
  HOUR: extraction('hour'),
  MINUTE: extraction('minute'),
  SECOND: extraction('second'),
  NVL: coalesce,
  IFNULL: coalesce,
  ZEROIFNULL: { count: 1, build: (args, at) => call('COALESCE', [...args, zero], at) },
  NULLIFZERO: { count: 1, build: (args, at) => call('NULLIF', [...args, zero], at) },
  NVL2: {
    count: 3,
    build: ([value, present, absent], at) =>
      Object.freeze<Expression>({
        kind: 'case',
        branches: Object.freeze([
          Object.freeze({
            when: Object.freeze<Expression>({ kind: 'isNull', operand: value!, negated: true }),
            then: present!,
          }),
        ]),
        otherwise: absent!,
        at,
      }),
  },
};

/** The rewriting of an upper-case function name; undefined for functions that stay calls. */
export const rewriteOf = (name: string): Rewrite | undefined =>
  Object.hasOwn(rewrites, name) ? rewrites[name] : undefined;
