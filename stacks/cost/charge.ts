import { type Price, type PriceName, prices } from './prices.ts';
import type { Usage } from './usage.ts';

export type Members = Readonly<Record<string, unknown>>;

/** A resource as a program registers it; what is known only after deployment is left out or a placeholder. */
export interface PricedResource {
  /** Type token, such as `aws:kms/key:Key`. */
  readonly type: string;
  readonly name: string;
  readonly inputs: Members;
  /** Name of the outermost component that it belongs to; its own where it stands alone. */
  readonly component: string;
}

/** So many units of something that has a price. */
export interface Item {
  readonly price: Price;
  /** Units a month. */
  readonly quantity: number;
}

/** What a resource costs: while nobody asks anything, and what comes on top with use. */
export interface Charge {
  readonly atRest: readonly Item[];
  readonly inUse: readonly Item[];
  /** What of it has no price here. */
  readonly unknown?: string | undefined;
}

/** What the price of a resource depends on besides itself. */
export interface Surroundings {
  readonly resources: readonly PricedResource[];
  readonly usage: Usage;
}

/** Prices the resources of one type. */
export type Tariff = (resource: PricedResource, surroundings: Surroundings) => Charge;

export const item = (price: PriceName, quantity: number): Item => ({ price: prices[price], quantity });
export const atRest = (...items: readonly Item[]): Charge => ({ atRest: items, inUse: [] });
export const inUse = (...items: readonly Item[]): Charge => ({ atRest: [], inUse: items });

export const ofType = (type: string, resources: readonly PricedResource[]): PricedResource[] =>
  resources.filter(one => one.type === type);

/** What all resources of a type share, in equal parts: how much goes to which isn't stated. */
export const share = (quantity: number, { type }: PricedResource, { resources }: Surroundings): number =>
  quantity / ofType(type, resources).length;

/** Another resource of the same component. */
export const besides = (
  type: string,
  { component }: PricedResource,
  { resources }: Surroundings,
): PricedResource | undefined => ofType(type, resources).find(one => one.component === component);

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const record = (members: Members, name: string): Members =>
  isMembers(members[name]) ? (members[name] as Members) : {};
export const list = (members: Members, name: string): readonly Members[] =>
  Array.isArray(members[name]) ? (members[name] as unknown[]).filter(isMembers) : [];
export const amount = (members: Members, name: string, fallback: number): number => {
  const value = members[name];
  return (typeof value === 'number' || typeof value === 'string') && value !== '' && Number.isFinite(Number(value))
    ? Number(value)
    : fallback;
};
