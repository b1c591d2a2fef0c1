import fc from 'fast-check';
import { functionCatalogue } from '../../../../core/semantic/expression/functions.ts';
import type {
  BinaryOperator,
  Call,
  CastType,
  Expression,
  Frame,
  FrameBound,
  Identifier,
  OrderItem,
} from '../../../../core/semantic/expression/nodes.ts';

/** Any tree that a text of the language can have, canonical names only. */

const operators: readonly BinaryOperator[] = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '||',
  '=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  'AND',
  'OR',
  'IS DISTINCT FROM',
  'IS NOT DISTINCT FROM',
];

const identifier: fc.Arbitrary<Identifier> = fc.oneof(
  fc.constantFrom('amount', 'orders', 'Region', 'date', 'year', 'größe', '_x1').map(name => ({ name, quoted: false })),
  fc
    .string({ minLength: 1, maxLength: 10, unit: 'grapheme' })
    .filter(name => !name.includes('\0'))
    .map(name => ({ name, quoted: true })),
);

const literal = (type: 'integer' | 'decimal' | 'float' | 'date' | 'time' | 'timestamp', ...values: string[]) =>
  fc.constantFrom(...values).map((value): Expression => ({ kind: 'literal', type, value }));

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.array(identifier, { minLength: 1, maxLength: 2 }).map((parts): Expression => ({ kind: 'reference', parts })),
  fc.nat().map((n): Expression => ({ kind: 'literal', type: 'integer', value: String(n) })),
  literal('decimal', '0.10', '.5', '12345678901234567890.5'),
  literal('float', '1e5', '2.5E-3'),
  literal('date', '2024-02-29', '1999-12-31'),
  literal('time', '10:30:00', '23:59:59.999'),
  literal('timestamp', '2024-02-29 10:30:00', '2024-02-29 00:00:00.5'),
  fc
    .string({ unit: 'grapheme' })
    .filter(value => !value.includes('\0'))
    .map((value): Expression => ({ kind: 'literal', type: 'string', value })),
  fc.boolean().map((value): Expression => ({ kind: 'literal', type: 'boolean', value })),
  fc.constant<Expression>({ kind: 'literal', type: 'null', value: null }),
  fc.constantFrom('CURRENT_DATE', 'PI').map((name): Expression => ({ kind: 'call', name, arguments: [] })),
);

/** Functions whose arguments are any expressions. */
const plainFunctions = functionCatalogue.filter(
  entry => entry.category !== 'date' && !entry.withinGroup && entry.fewest > 0,
);

const optional = <T>(key: string, value: T | undefined) => (value === undefined ? {} : { [key]: value });

const orderItem = (expression: fc.Arbitrary<Expression>): fc.Arbitrary<OrderItem> =>
  fc
    .record({
      expression,
      direction: fc.constantFrom('ASC' as const, 'DESC' as const),
      nulls: fc.option(fc.constantFrom('FIRST' as const, 'LAST' as const), { nil: undefined }),
    })
    .map(({ nulls, ...item }) => ({ ...item, ...optional('nulls', nulls) }));

const preceding = fc.oneof(
  fc.constant<FrameBound>({ kind: 'unboundedPreceding' }),
  fc.nat({ max: 99 }).map((rows): FrameBound => ({ kind: 'preceding', rows })),
  fc.constant<FrameBound>({ kind: 'currentRow' }),
);
const following = fc.oneof(
  fc.constant<FrameBound>({ kind: 'unboundedFollowing' }),
  fc.nat({ max: 99 }).map((rows): FrameBound => ({ kind: 'following', rows })),
  fc.constant<FrameBound>({ kind: 'currentRow' }),
);
const frame: fc.Arbitrary<Frame> = fc
  .record({
    mode: fc.constantFrom('ROWS' as const, 'RANGE' as const),
    start: preceding,
    end: fc.option(following, { nil: undefined }),
  })
  .map(({ end, ...rest }) => ({ ...rest, ...optional('end', end) }));

function aggregateCall(inner: fc.Arbitrary<Expression>): fc.Arbitrary<Call> {
  return fc.oneof(
    fc.record({ name: fc.constantFrom('SUM', 'AVG', 'COUNT', 'MIN'), argument: inner, distinct: fc.boolean() }).map(
      ({ name, argument, distinct }): Call => ({
        kind: 'call',
        name,
        arguments: [argument],
        ...(distinct && { distinct }),
      }),
    ),
    fc.constant<Call>({ kind: 'call', name: 'COUNT', arguments: [{ kind: 'star' }] }),
  );
}

function plainCall(inner: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> {
  return fc
    .constantFrom(...plainFunctions.filter(entry => entry.kind !== 'window'))
    .chain(({ name, fewest, most }) =>
      fc
        .array(inner, { minLength: fewest, maxLength: Math.min(most, 4) })
        .map((args): Expression => ({ kind: 'call', name, arguments: args })),
    );
}

const part = (value: string): Expression => ({ kind: 'literal', type: 'string', value });

const casts: readonly (readonly [CastType, number?, number?])[] = [
  ['VARCHAR'],
  ['INTEGER'],
  ['BIGINT'],
  ['DECIMAL'],
  ['DECIMAL', 18, 4],
  ['DOUBLE'],
  ['BOOLEAN'],
  ['DATE'],
  ['TIMESTAMP'],
  ['TIME'],
];

/** Trees a few levels deep. */
export function expressions(): fc.Arbitrary<Expression> {
  const { tree } = fc.letrec<{ tree: Expression }>(tie => {
    const inner = tie('tree');
    const items = fc.array(inner, { minLength: 1, maxLength: 3 });
    const maybe = fc.option(inner, { nil: undefined });
    return {
      tree: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        leaf,
        fc
          .record({ operator: fc.constantFrom(...operators), left: inner, right: inner })
          .map((e): Expression => ({ kind: 'binary', ...e })),
        fc
          .record({ operator: fc.constantFrom('-' as const, '+' as const, 'NOT' as const), operand: inner })
          .map((e): Expression => ({ kind: 'unary', ...e })),
        fc
          .record({ operand: inner, low: inner, high: inner, negated: fc.boolean() })
          .map((e): Expression => ({ kind: 'between', ...e })),
        fc.record({ operand: inner, items, negated: fc.boolean() }).map((e): Expression => ({ kind: 'in', ...e })),
        fc
          .record({
            operand: inner,
            pattern: inner,
            escape: maybe,
            caseInsensitive: fc.boolean(),
            negated: fc.boolean(),
          })
          .map(({ escape: character, ...e }): Expression => ({ kind: 'like', ...e, ...optional('escape', character) })),
        fc.record({ operand: inner, negated: fc.boolean() }).map((e): Expression => ({ kind: 'isNull', ...e })),
        fc
          .record({
            operand: maybe,
            branches: fc.array(fc.record({ when: inner, then: inner }), { minLength: 1, maxLength: 2 }),
            otherwise: maybe,
          })
          .map(
            ({ operand, branches, otherwise }): Expression => ({
              kind: 'case',
              branches,
              ...optional('operand', operand),
              ...optional('otherwise', otherwise),
            }),
          ),
        fc.record({ operand: inner, type: fc.constantFrom(...casts), safe: fc.boolean() }).map(
          ({ operand, type: [type, precision, scale], safe }): Expression => ({
            kind: 'cast',
            operand,
            type,
            safe,
            ...optional('precision', precision),
            ...optional('scale', scale),
          }),
        ),
        plainCall(inner),
        aggregateCall(inner),
        inner.map((e): Expression => ({ kind: 'call', name: 'DATE_TRUNC', arguments: [part('month'), e] })),
        fc
          .tuple(inner, inner)
          .map(([a, b]): Expression => ({ kind: 'call', name: 'DATEADD', arguments: [part('day'), a, b] })),
        orderItem(inner).map(
          (item): Expression => ({
            kind: 'call',
            name: 'PERCENTILE_DISC',
            arguments: [{ kind: 'literal', type: 'decimal', value: '0.5' }],
            withinGroup: [item],
          }),
        ),
        fc
          .record({
            call: aggregateCall(inner),
            partitionBy: fc.array(inner, { maxLength: 2 }),
            orderBy: fc.array(orderItem(inner), { maxLength: 2 }),
            frame: fc.option(frame, { nil: undefined }),
          })
          .map(({ frame: bounds, ...e }): Expression => ({ kind: 'window', ...e, ...optional('frame', bounds) })),
      ),
    };
  });
  return tree;
}
