import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSophiaError } from '../../../../core/errors.ts';
import { columnRole } from '../../../../core/semantic/model/draft/column-role.ts';
import { chooseReferences, referenceCandidates, roleOf } from '../../../../core/semantic/model/draft/references.ts';
import type { ColumnProfile, TableProfile } from '../../../../core/semantic/model/draft/types.ts';
import { entityWords, labelOf, plural, singular } from '../../../../core/semantic/model/draft/words.ts';
import { draftModel } from '../../../../core/semantic/model/draft.ts';
import { loadModel } from '../../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../../core/semantic/resolve/model.ts';

const column = (name: string, type: ColumnProfile['type'], extra: Partial<ColumnProfile> = {}): ColumnProfile => ({
  name,
  type,
  nulls: 0,
  distinct: 1_000,
  ...extra,
});

const table = (name: string, columns: readonly ColumnProfile[], ...keys: string[][]): TableProfile => ({
  name,
  rowCount: 1_000,
  columns,
  keys,
});

describe('what a column is good for', () => {
  test.each([
    ['order_id', 'integer', {}, 'identifier'],
    ['phone', 'integer', {}, 'identifier'],
    ['order_number', 'string', {}, 'identifier'],
    ['country', 'string', {}, 'attribute'],
    ['is_active', 'boolean', {}, 'attribute'],
    ['year', 'integer', {}, 'attribute'],
    ['latitude', 'float', {}, 'attribute'],
    ['priority', 'integer', { distinct: 4 }, 'attribute'],
    ['amount', 'decimal', {}, 'additive'],
    ['Qty', 'integer', {}, 'additive'],
    ['TotalSales', 'float', {}, 'additive'],
    ['unit_price', 'decimal', {}, 'average'],
    ['unit_cost', 'decimal', {}, 'average'],
    ['discount_pct', 'integer', {}, 'average'],
    ['tax_rate', 'float', {}, 'average'],
    ['score', 'integer', {}, 'average'],
    ['anything', 'float', { minimum: 0, maximum: 0.9 }, 'average'],
    ['anything', 'integer', {}, 'average'],
    ['stock_quantity', 'integer', {}, 'level'],
    ['account_balance', 'decimal', {}, 'level'],
    ['shipped_at', 'timestamp', {}, 'time'],
    ['payload', 'other', {}, 'other'],
  ] as const)('%s as %s %j: %s', (name, type, extra, role) => {
    const profile = column(name, type, extra);
    expect(columnRole(table('t', [profile]), profile, new Set())).toBe(role);
  });
});

describe('names', () => {
  test.each([
    ['customers', 'customer'],
    ['categories', 'category'],
    ['addresses', 'address'],
    ['boxes', 'box'],
    ['status', 'status'],
    ['address', 'address'],
  ])('%s is the plural of %s', (many, single) => {
    expect(singular(many)).toBe(single);
    if (many !== single) expect(plural(single)).toBe(many);
  });

  test.each([
    ['dim_customers', 'customer'],
    ['SalesOrderHeader', 'sales order'],
    ['order_lines', 'order line'],
    ['stg_prod', 'product'],
  ])('a row of %s is a %s', (name, entity) => {
    expect(entityWords(name).join(' ')).toBe(entity);
  });

  test('labels are for people', () => {
    expect(labelOf('CustomerID')).toBe('Customer ID');
    expect(labelOf('qty_on_hand')).toBe('Quantity on hand');
  });
});

describe('references', () => {
  test.each([
    ['customer_id', 'customers', 'id', ''],
    ['customer_id', 'customers', 'customer_id', ''],
    ['CustomerId', 'dim_customer', 'CustomerId', ''],
    ['customer', 'customers', 'id', ''],
    ['billing_customer_id', 'customers', 'id', 'billing'],
    ['order_number', 'sales_orders', 'number', ''],
    ['id', 'customers', 'id', undefined],
    ['supplier_id', 'customers', 'id', undefined],
    ['code', 'countries', 'code', undefined],
  ])('%s refers to %s.%s as "%s"', (name, to, key, role) => {
    expect(roleOf(name, to, key)).toBe(role);
  });

  test('types have to agree, values have to be there, and one way is enough', () => {
    const tables = [
      table('customers', [column('id', 'integer'), column('name', 'string')], ['id']),
      table('orders', [column('id', 'integer'), column('customer_id', 'integer')], ['id']),
      table('lines', [column('order_id', 'integer'), column('line_no', 'integer')], ['order_id', 'line_no']),
      table('parcels', [column('order_id', 'integer'), column('line_no', 'integer'), column('customer_id', 'string')]),
    ];
    const candidates = referenceCandidates(tables);
    const ends = (all: readonly { from: string; to: string }[]) => all.map(({ from, to }) => `${from} ${to}`).sort();
    expect(ends(candidates)).toEqual(['lines orders', 'orders customers', 'parcels lines', 'parcels orders']);
    const all = candidates.map(candidate => ({ ...candidate, values: 100, found: 100 }));
    // A parcel's order is its line's order.
    expect(ends(chooseReferences(all, tables))).toEqual(['lines orders', 'orders customers', 'parcels lines']);
    const orphaned = all.map(one => (one.from === 'parcels' && one.to === 'lines' ? { ...one, found: 90 } : one));
    expect(ends(chooseReferences(orphaned, tables))).toContain('parcels orders');
    expect(
      chooseReferences(
        all.map(one => ({ ...one, found: 50 })),
        tables,
      ),
    ).toEqual([]);
  });
});

describe('the model', () => {
  test('of no table is refused', () => {
    const refused = (() => {
      try {
        return draftModel({ name: 'm', tables: [], references: [] });
      } catch (error) {
        return isSophiaError(error) && error.code;
      }
    })();
    expect(refused).toBe('model.draft_empty');
  });

  test('leaves out what is called longer than a name may be', () => {
    const long = 'x'.repeat(200);
    const wide = table('t', [column(long, 'integer'), column('a', 'integer')], [long]);
    const other = table('u', [column(long, 'integer')], [long]);
    const references = [{ from: 'u', fromColumns: [long], to: 't', toColumns: [long], role: '', values: 1, found: 1 }];
    const model = loadModel(draftModel({ name: 'm', tables: [wide, other], references }), { file: 'draft' });
    expect(model.datasets.map(dataset => [dataset.name, dataset.fields.length])).toEqual([['t', 1]]);
  });

  test('of any tables loads and resolves, however they are called', () => {
    const word = fc.constantFrom(
      'id',
      'order',
      'select',
      'Filter',
      'GRAIN',
      'date',
      'amount',
      'Order Date',
      'a.b',
      '"',
      "it's",
    );
    const name = fc.oneof(
      word,
      fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter(text => /^[^\p{C}]+$/u.test(text)),
    );
    const types = fc.constantFrom<ColumnProfile['type']>(
      'string',
      'integer',
      'decimal',
      'float',
      'date',
      'timestamp',
      'other',
    );
    const profile = fc.record({ name, type: types, nulls: fc.nat(2), distinct: fc.nat(1_000) });
    const distinctBy = { selector: (item: { name: string }) => item.name.toLowerCase() };
    const tables = fc.uniqueArray(
      fc
        .record({ name, columns: fc.uniqueArray(profile, { minLength: 1, maxLength: 6, ...distinctBy }) })
        .map((t): TableProfile => ({ ...t, rowCount: 1_000, keys: [[t.columns[0]!.name]] })),
      { minLength: 1, maxLength: 4, ...distinctBy },
    );
    fc.assert(
      fc.property(tables, name, (all, called) => {
        const references = referenceCandidates(all).map(candidate => ({ ...candidate, values: 10, found: 10 }));
        const model = loadModel(draftModel({ name: called, tables: all, references }), { file: 'draft' });
        expect(model.datasets.length).toBeGreaterThanOrEqual(all.length);
        expect(resolveModel(model).faults).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
