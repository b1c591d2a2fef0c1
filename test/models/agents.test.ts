import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { bindRoles, checkRoles, missingRoles } from '../../core/agents/bind.ts';
import { standardSettings } from '../../core/agents/parameters.ts';
import { agentPlans } from '../../core/agents/plans.ts';
import { CALCULATIONS } from '../../core/agents/registry.ts';
import { ROLES } from '../../core/agents/roles.ts';
import { loadPersonas } from '../../core/identity/load-personas.ts';
import { analyst } from '../../core/identity/persona.ts';
import { compilePlan } from '../../core/plan/compile.ts';
import { parsePlan } from '../../core/plan/parse.ts';
import { loadModel } from '../../core/semantic/model/load.ts';
import { parseYaml } from '../../core/semantic/model/yaml.ts';
import { resolveModel } from '../../core/semantic/resolve/model.ts';

const root = path.resolve(import.meta.dirname, '../..');
const file = 'models/supply-chain.yaml';
const text = readFileSync(path.join(root, file), 'utf8');
const resolved = resolveModel(loadModel(text, { file }), { file });
const personas = loadPersonas(readFileSync(path.join(root, 'models/personas.yaml'), 'utf8'), {
  file: 'models/personas.yaml',
  model: resolved.model,
  parse: parseYaml,
});
const now = new Date('2026-07-01T00:00:00Z');
const context = { roles: bindRoles(resolved.model), settings: standardSettings, subjects: {}, today: now };

describe('the agents of the supply chain', () => {
  test('the model declares every role', () => {
    expect(missingRoles(resolved.model, Object.keys(ROLES) as (keyof typeof ROLES)[])).toEqual([]);
  });

  test.each(CALCULATIONS.map(one => [`${one.agent}.${one.name}`, one] as const))(
    '%s reads what can be asked',
    (_, one) => {
      for (const { plan, pageBy } of one.inputs(context)) {
        const { columns } = compilePlan(parsePlan(plan), resolved, {
          now,
          policy: analyst,
          maxRows: 100,
          paths: 'shortest',
        });
        if (pageBy !== undefined) expect(columns.find(({ name }) => name === pageBy)?.type).toBe('string');
      }
    },
  );

  test('what a tile of an agent reads is counted when a dashboard is priced', () => {
    const plans = agentPlans({ source: 'agent.supplier', query: 'price_trend' }, resolved, now);
    expect(plans.map(({ measures }) => measures.map(({ metric }) => metric))).toEqual([
      ['purchase_spend', 'units_purchased'],
      ['purchase_spend', 'units_purchased'],
    ]);
    expect(agentPlans({ source: 'agent.supplier', query: 'weather' }, resolved, now)).toEqual([]);
  });

  test('each persona has the agents of what it may see', () => {
    const allowed = (name: string) =>
      CALCULATIONS.filter(one =>
        one.inputs(context).every(({ plan }) => {
          try {
            const policy = personas.find(persona => persona.name === name);
            compilePlan(parsePlan(plan), resolved, { now, policy, maxRows: 100, paths: 'shortest' });
            return true;
          } catch {
            return false;
          }
        }),
      ).map(({ name: calculation }) => calculation);
    expect(allowed('executive')).toHaveLength(CALCULATIONS.length);
    expect(allowed('field_engineer')).toEqual(['days_of_cover', 'abc', 'order_risk', 'fill_rate', 'lead_time']);
    expect(allowed('warehouse_manager')).not.toContain('price_trend');
    expect(allowed('procurement_specialist')).toEqual(
      expect.arrayContaining(['reorder_point', 'risk', 'concentration']),
    );
  });
});

describe('roles', () => {
  const declared = (roles: object) => ({ ...resolved.model, extension: { roles: roles as Record<string, string> } });
  test.each([
    [{ produkt: 'products.product_code' }, 'produkt'],
    [{ product: 'products.product_kode' }, 'product_kode'],
    [{ product: 'SUM(products.product_code)' }, 'SUM'],
    [{ demand_quantity: 'unit_sold' }, 'unit_sold'],
    [{ unit_cost: 'products.cost' }, 'products.cost'],
  ])('%j is a fault of the model', (roles, named) => {
    expect(() => checkRoles(declared(roles))).toThrow(named);
    expect(() => checkRoles(declared(roles))).toThrow(expect.objectContaining({ code: 'model.invalid' }));
  });
  test('fields, metrics and expressions are none', () => {
    const roles = {
      product: 'products.product_code',
      demand_quantity: 'units_sold',
      on_hand: 'SUM(stock_levels.quantity_on_hand)',
    };
    expect(() => checkRoles(declared(roles))).not.toThrow();
  });
});
