import type { CastType, Expression, Like, Window } from '../semantic/expression/nodes.ts';
import { mapExpression, someExpression } from '../semantic/expression/walk.ts';
import { type Fragment, text } from './fragment.ts';
import { isText } from './function-printing.ts';
import type { Select, TableRelation } from './nodes.ts';
import { QueryEmitter, wholeNumber } from './query-emitter.ts';
import { sortedPercentiles, trinoFunctions } from './trino-functions.ts';

const largestBigint = 9_223_372_036_854_775_807n;

/** Trino as Athena's engine version 3 runs it. Rules are from the Trino manual, section "SQL language". */
export class TrinoEmitter extends QueryEmitter {
  override readonly dialect = 'trino';
  protected override readonly functions = trinoFunctions;
  /** TIMESTAMP alone keeps milliseconds (manual, "Data types"); six digits keep what the other engines do. */
  protected override readonly types: Readonly<Record<CastType, string>> = {
    VARCHAR: 'VARCHAR',
    INTEGER: 'INTEGER',
    BIGINT: 'BIGINT',
    DECIMAL: 'DECIMAL(18, 3)',
    DOUBLE: 'DOUBLE',
    BOOLEAN: 'BOOLEAN',
    DATE: 'DATE',
    TIMESTAMP: 'TIMESTAMP(6)',
    TIME: 'TIME(6)',
  };

  /** A number beyond 64 bits is no integer constant. */
  protected override integer(digits: string): string {
    const magnitude = BigInt(digits.replace(/^-/, ''));
    return magnitude > largestBigint ? `DECIMAL '${digits}'` : digits;
  }

  /** No ILIKE: both sides in lower case. A letter as escape would change with them. */
  protected override like(e: Like): Fragment {
    if (!e.caseInsensitive) return super.like(e);
    if (e.escape && !(isText(e.escape) && !/\p{L}/u.test(e.escape.value)))
      throw this.unsupported('ILIKE with a letter as its escape', 'Escape with a constant sign such as a backslash.');
    const lower = (operand: Expression): Expression => ({ kind: 'call', name: 'LOWER', arguments: [operand] });
    return super.like({ ...e, operand: lower(e.operand), pattern: lower(e.pattern), caseInsensitive: false });
  }

  protected override window(e: Window): Fragment {
    if (e.call.distinct)
      throw this.unsupported('DISTINCT in a window function', 'Aggregate in a subquery and join it back.');
    if (sortedPercentiles.has(e.call.name))
      throw this.unsupported(`${e.call.name} as a window function`, 'Use APPROX_PERCENTILE, or group by instead.');
    return super.window(e);
  }

  /** The data catalog keeps names in lower case. */
  protected override tableName(relation: TableRelation): string {
    return relation.parts.map(part => this.identifier(part.toLowerCase())).join('.');
  }

  /** OFFSET comes before LIMIT (manual, "SELECT"). */
  protected override page(limit: number | undefined, offset: number | undefined): readonly Fragment[] {
    return [
      ...(offset ? [text(`OFFSET ${wholeNumber(offset)}`)] : []),
      ...(limit === undefined ? [] : [text(`LIMIT ${wholeNumber(limit)}`)]),
    ];
  }

  /**
   * Two question marks are never the same expression to the engine, so what is grouped by a bound value could not
   * be selected. Where grouping needs values they are printed, in the clauses that must agree with it.
   */
  protected override select(query: Select): Fragment {
    const groupsByValue = query.groupBy.some(item => someExpression(item, e => e.kind === 'parameter'));
    if (!groupsByValue) return super.select(query);
    return super.select({
      ...query,
      columns: query.columns.map(column => ({ ...column, expression: printed(column.expression) })),
      groupBy: query.groupBy.map(printed),
      having: query.having.map(printed),
      orderBy: query.orderBy.map(item => ({ ...item, expression: printed(item.expression) })),
    });
  }
}

const printed = (e: Expression): Expression =>
  mapExpression(e, node =>
    node.kind === 'parameter'
      ? {
          kind: 'literal',
          type: node.type,
          value: typeof node.value === 'number' ? String(node.value) : node.value,
        }
      : node,
  );
