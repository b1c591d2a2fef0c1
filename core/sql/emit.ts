import type { Expression, Parameter } from '../semantic/expression/nodes.ts';
import * as constant from './constant.ts';
import { DuckDbEmitter } from './duckdb.ts';
import { type Fragment, rendered } from './fragment.ts';
import type { DialectName, Query, Statement } from './nodes.ts';
import type { QueryEmitter } from './query-emitter.ts';
import { RedshiftEmitter } from './redshift.ts';
import { TrinoEmitter } from './trino.ts';

type Value = Statement['values'][number];

const emitters: Readonly<Record<DialectName, QueryEmitter>> = {
  duckdb: new DuckDbEmitter(),
  trino: new TrinoEmitter(),
  redshift: new RedshiftEmitter(),
};

/** Named placeholders can be used twice; Athena's question marks are counted. */
const placeholders: Readonly<
  Record<DialectName, { readonly mark: (position: number) => string; readonly named: boolean }>
> = {
  duckdb: { mark: position => `$${position}`, named: true },
  trino: { mark: () => '?', named: false },
  redshift: { mark: position => `:p${position}`, named: true },
};

/**
 * The query as a statement of the engine, its `parameter` nodes bound: `$1` for DuckDB, `?` for Athena, `:p1` as
 * the Data API of Redshift names them. `values` is in that order. Every value but text is cast to its type, since
 * the two services take all values as text. Raises dialect.unsupported and dialect.constant_invalid.
 */
export function emitStatement(query: Query, dialect: DialectName): Statement {
  const emitter = emitters[dialect];
  const { mark, named } = placeholders[dialect];
  const values: Value[] = [];
  const positions = new Map<string, number>();
  const text = rendered(emitter.query(query), parameter => {
    const value = boundValue(parameter);
    const key = `${parameter.type} ${typeof value} ${value}`;
    const known = named ? positions.get(key) : undefined;
    const position = known ?? values.push(value);
    positions.set(key, position);
    return parameter.type === 'string'
      ? mark(position)
      : `CAST(${mark(position)} AS ${emitter.literalType(parameter)})`;
  });
  return { text, values };
}

/** The query with every constant printed: for people to read, and for tools that take text alone. */
export const emitText = (query: Query, dialect: DialectName): string =>
  inline(emitters[dialect].query(query), emitters[dialect]);

/** One expression with every constant printed. */
export const emitExpression = (e: Expression, dialect: DialectName): string =>
  inline(emitters[dialect].expression(e), emitters[dialect]);

const inline = (fragment: Fragment, emitter: QueryEmitter): string =>
  rendered(fragment, parameter => rendered(emitter.constant(parameter.type, String(parameter.value)), noParameters));

function noParameters(): never {
  throw new Error('A constant printed a parameter.');
}

/** Exact decimals and checked dates travel as text. */
function boundValue({ type, value }: Parameter): Value {
  const written = String(value);
  switch (type) {
    case 'decimal':
      return constant.numberText(written, 'decimal');
    case 'integer':
    case 'float':
      constant.numberText(written, type);
      return value;
    case 'date':
      return constant.dateText(written);
    case 'timestamp':
      return constant.timestampText(written);
    case 'time':
      return constant.timeText(written);
    default:
      return value;
  }
}
