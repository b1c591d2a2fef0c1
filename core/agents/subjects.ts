import type { Filter } from '../plan/schema.ts';
import type { RoleName } from './roles.ts';
import type { Context, Subject } from './types.ts';

const NAMES: Record<Subject, readonly RoleName[]> = {
  product: ['product', 'product_name'],
  location: ['location', 'location_name'],
  supplier: ['supplier', 'supplier_name'],
};

/** Conditions that keep what was asked about alone, by code or by name without regard to case. */
export function about({ roles, subjects }: Context, ...wanted: readonly Subject[]): Filter[] {
  return wanted.flatMap(subject => {
    const value = subjects[subject];
    if (value === undefined) return [];
    const fields = NAMES[subject].filter(roles.has).map(roles.field);
    return [{ anyOf: fields.map(field => ({ field, operator: '=' as const, values: [value] })) }];
  });
}
