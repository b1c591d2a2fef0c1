import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { narrow } from '../../../core/dashboards/narrow.ts';
import { parseSpec } from '../../../core/dashboards/parse-spec.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import type { ResolvedModel } from '../../../core/semantic/resolve/types.ts';

/** Which filters narrow a listing. */
let model: ResolvedModel;
beforeAll(async () => {
  model = resolveModel(loadModel(await readFile('models/supply-chain.yaml', 'utf8'), { file: 'supply-chain.yaml' }));
});

function narrowedBy(field: string, fields: readonly string[]): { conditions: number; missed: number } {
  const spec = parseSpec({
    ...{ version: 1, id: 'orders', title: 'Orders', model: 'supply_chain' },
    tiles: [{ id: 'list', kind: 'list', title: 'List', at: { x: 0, y: 0, w: 6, h: 4 }, plan: { fields: [...fields] } }],
  });
  const [tile] = spec.tiles;
  const view = { cross: [{ tile_id: 'other', field, values: ['x'] }] };
  const { plan, notApplied } = narrow(tile!.plan!, tile!, spec, view, model);
  return { conditions: plan.where.length, missed: notApplied.length };
}

test('a listing of orders beside their customers is narrowed by what an order has one of', () => {
  const fields = ['orders.order_number', 'customers.customer_name'];
  expect(narrowedBy('orders.order_status', fields)).toEqual({ conditions: 1, missed: 0 });
  expect(narrowedBy('customers.customer_region', fields)).toEqual({ conditions: 1, missed: 0 });
  expect(narrowedBy('warehouses.warehouse_name', fields)).toEqual({ conditions: 1, missed: 0 });
});

test('and not by what it has several of, or what has nothing to do with it', () => {
  const fields = ['orders.order_number', 'customers.customer_name'];
  expect(narrowedBy('products.product_group', fields)).toEqual({ conditions: 0, missed: 1 });
  expect(narrowedBy('suppliers.supplier_name', fields)).toEqual({ conditions: 0, missed: 1 });
  expect(narrowedBy('orders.order_status', ['customers.customer_name'])).toEqual({ conditions: 0, missed: 1 });
});
