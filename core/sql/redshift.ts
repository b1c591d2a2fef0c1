import type { Binary, Call, Cast, CastType, Expression, Like, Window } from '../semantic/expression/nodes.ts';
import { at, block, type Fragment, joined, Level, line, sql } from './fragment.ts';
import { isText } from './function-printing.ts';
import type { Join, Select, ValuesRelation } from './nodes.ts';
import { QueryEmitter } from './query-emitter.ts';
import { fullJoinCondition } from './redshift-full-join.ts';
import { percentileDisc, redshiftFunctions } from './redshift-functions.ts';
import { refuseMixedSorting } from './redshift-sorting.ts';
import { withDefault, withinRows } from './redshift-windows.ts';
import { typeOf } from './type-of.ts';

/** Amazon Redshift. Rules are from its Database Developer Guide; each comment names the page. */
export class RedshiftEmitter extends QueryEmitter {
  override readonly dialect = 'redshift';
  protected override readonly functions = redshiftFunctions;
  /** VARCHAR alone is 256 bytes, and a cast cuts what is longer ("Character types"). */
  protected override readonly types: Readonly<Record<CastType, string>> = {
    VARCHAR: 'VARCHAR(65535)',
    INTEGER: 'INTEGER',
    BIGINT: 'BIGINT',
    DECIMAL: 'DECIMAL(18, 3)',
    DOUBLE: 'DOUBLE PRECISION',
    BOOLEAN: 'BOOLEAN',
    DATE: 'DATE',
    TIMESTAMP: 'TIMESTAMP',
    TIME: 'TIME',
  };

  /** A backslash escapes in constants ("QUOTE_LITERAL function" doubles it). */
  override string(value: string): string {
    return super.string(value).replaceAll('\\', '\\\\');
  }

  /** Constants with an exponent are decimals. */
  protected override float(digits: string): string {
    return `CAST(${digits} AS DOUBLE PRECISION)`;
  }

  protected override binary(e: Binary): Fragment {
    if (e.operator === 'IS NOT DISTINCT FROM') return this.notDistinct(e);
    if (e.operator === 'IS DISTINCT FROM') return at(Level.not, sql`NOT ${this.notDistinct(e)}`);
    return super.binary(e);
  }

  /** There is no IS DISTINCT FROM. The comparison is null only if a side is, and then both must be. */
  private notDistinct({ left, right }: Binary): Fragment {
    const bothNull: Expression = {
      kind: 'binary',
      operator: 'AND',
      left: { kind: 'isNull', operand: left, negated: false },
      right: { kind: 'isNull', operand: right, negated: false },
    };
    return sql`COALESCE(${this.infix('=', left, right)}, ${this.expression(bothNull)})`;
  }

  protected override joinCondition(on: Expression, type: Join['type']): Fragment {
    return this.expression(type === 'FULL' ? fullJoinCondition(on, this) : on);
  }

  /** A backslash escapes in patterns unless ESCAPE names another ("LIKE"): without ESCAPE it must mean itself. */
  protected override like(e: Like): Fragment {
    if (e.escape) return super.like(e);
    const constant = isText(e.pattern) || (e.pattern.kind === 'parameter' && e.pattern.type === 'string');
    if (constant) return super.like({ ...e, pattern: doubled(e.pattern) });
    const backslash = (times: number): Expression => ({
      kind: 'literal',
      type: 'string',
      value: '\\'.repeat(times),
    });
    const pattern: Call = { kind: 'call', name: 'REPLACE', arguments: [e.pattern, backslash(1), backslash(2)] };
    return super.like({ ...e, pattern });
  }

  /** Booleans have no text ("Type compatibility and conversion"), and TRY_CAST fails on empty text ("TRY_CAST"). */
  protected override cast(e: Cast): Fragment {
    const from = typeOf(e.operand);
    if (e.type === 'VARCHAR' && from === 'boolean') return this.expression(booleanText(e.operand));
    if (!e.safe) return super.cast(e);
    if (e.type === 'BOOLEAN')
      throw this.unsupported('TRY_CAST to BOOLEAN', 'Compare with the texts that mean true instead.');
    if (from !== 'string') return super.cast(e);
    const trimmed: Call = { kind: 'call', name: 'TRIM', arguments: [e.operand] };
    const empty: Expression = { kind: 'literal', type: 'string', value: '' };
    return super.cast({ ...e, operand: { kind: 'call', name: 'NULLIF', arguments: [trimmed, empty] } });
  }

  /** There is no FILTER: what is filtered away becomes null, which aggregates skip. */
  protected override call(e: Call): Fragment {
    return super.call(e.filter ? unfiltered(e, e.filter) : e);
  }

  protected override window(e: Window): Fragment {
    const usual = (window: Window): Fragment =>
      window.call.name === 'PERCENTILE_DISC'
        ? sql`${percentileDisc(window.call, this)} OVER (PARTITION BY ${this.list(window.partitionBy)})`
        : super.window(window);
    const lowered = withinRows(e.call.filter ? { ...e, call: unfiltered(e.call, e.call.filter) } : e, this);
    return withDefault(lowered, this, usual);
  }

  private list(items: readonly Expression[]): Fragment {
    return joined(
      items.map(item => this.expression(item)),
      ', ',
    );
  }

  protected override select(query: Select): Fragment {
    refuseMixedSorting(query, this);
    return super.select(query);
  }

  /** VALUES is for INSERT alone, so rows are selected one by one. */
  protected override values({ columns, rows, alias }: ValuesRelation): Fragment {
    const selects = rows.map((row, index) => {
      const cells = row.map((cell, place) => {
        const printed = this.expression(cell);
        return index === 0 ? sql`${printed} AS ${this.identifier(columns[place]!)}` : printed;
      });
      return sql`SELECT ${joined(cells, ', ')}`;
    });
    return sql`${block(joined(selects, sql`${line}UNION ALL${line}`))} AS ${this.identifier(alias)}`;
  }
}

const doubled = (pattern: Expression): Expression =>
  (pattern.kind === 'literal' || pattern.kind === 'parameter') && typeof pattern.value === 'string'
    ? { ...pattern, value: pattern.value.replaceAll('\\', '\\\\') }
    : pattern;

const booleanText = (operand: Expression): Expression => ({
  kind: 'case',
  branches: [
    { when: operand, then: { kind: 'literal', type: 'string', value: 'true' } },
    {
      when: { kind: 'unary', operator: 'NOT', operand },
      then: { kind: 'literal', type: 'string', value: 'false' },
    },
  ],
});

/** The aggregate of CASE WHEN condition THEN value END. */
function unfiltered(e: Call, condition: Expression): Call {
  const only = (value: Expression): Expression => ({ kind: 'case', branches: [{ when: condition, then: value }] });
  const [first, ...others] = e.arguments;
  const counted: Expression = { kind: 'literal', type: 'integer', value: '1' };
  if (e.withinGroup)
    return {
      ...e,
      filter: undefined,
      withinGroup: e.withinGroup.map(item => ({ ...item, expression: only(item.expression) })),
    };
  return { ...e, filter: undefined, arguments: [only(first?.kind === 'star' ? counted : first!), ...others] };
}
