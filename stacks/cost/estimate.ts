import type { Charge, Item, PricedResource, Tariff } from './charge.ts';
import { computeTariffs } from './charges/compute.ts';
import { networkTariffs } from './charges/network.ts';
import { operationsTariffs } from './charges/operations.ts';
import { storageTariffs } from './charges/storage.ts';
import { freeTypes, isElsewhere } from './free.ts';
import { statedUsage, type Usage } from './usage.ts';

/** Amounts are whole micro-dollars a month, so that sums are exact. */
export interface Amounts {
  /** While nobody asks anything. */
  readonly atRest: number;
  /** With the usage that was stated: what is paid at rest, and what comes with it. */
  readonly withUsage: number;
}

export interface ResourceCost extends Amounts {
  readonly name: string;
  readonly type: string;
}

export interface ComponentCost extends Amounts {
  readonly name: string;
  /** Its resources that cost something. */
  readonly resources: readonly ResourceCost[];
}

/** A type, or what of a resource, that has no price here. It is part of no sum. */
export interface NotPriced {
  readonly type: string;
  readonly names: readonly string[];
  readonly reason: string;
}

export interface Estimate extends Amounts {
  /** The dearest first. */
  readonly components: readonly ComponentCost[];
  readonly notPriced: readonly NotPriced[];
}

const tariffs: Readonly<Record<string, Tariff>> = {
  ...networkTariffs,
  ...computeTariffs,
  ...storageTariffs,
  ...operationsTariffs,
};

/** What a stack costs a month by the table of prices, component by component. */
export function estimate(resources: readonly PricedResource[], usage: Usage = statedUsage): Estimate {
  const unknown: { readonly one: PricedResource; readonly reason: string }[] = [];
  const costs: (ResourceCost & { readonly component: string })[] = [];
  for (const one of resources) {
    if (freeTypes.has(one.type) || isElsewhere(one.type)) continue;
    const charge = tariffs[one.type]?.(one, { resources, usage });
    if (!charge) unknown.push({ one, reason: 'its type has no price here' });
    if (charge?.unknown) unknown.push({ one, reason: charge.unknown });
    if (charge) costs.push({ name: one.name, type: one.type, component: one.component, ...amountsOf(charge) });
  }
  const components = [...Map.groupBy(costs, ({ component }) => component)]
    .map(([name, all]) => ({ name, ...sum(all), resources: all.filter(({ withUsage }) => withUsage > 0) }))
    .toSorted((one, other) => other.atRest - one.atRest || one.name.localeCompare(other.name));
  return { ...sum(components), components, notPriced: gathered(unknown) };
}

function amountsOf(charge: Charge): Amounts {
  const atRest = microDollars(charge.atRest);
  return { atRest, withUsage: atRest + microDollars(charge.inUse) };
}

const microDollars = (items: readonly Item[]): number =>
  items.reduce((total, { price, quantity }) => total + Math.round(price.dollars * quantity * 1e6), 0);

const sum = (all: readonly Amounts[]): Amounts => ({
  atRest: all.reduce((total, { atRest }) => total + atRest, 0),
  withUsage: all.reduce((total, { withUsage }) => total + withUsage, 0),
});

const gathered = (unknown: readonly { readonly one: PricedResource; readonly reason: string }[]): NotPriced[] =>
  [...Map.groupBy(unknown, ({ one, reason }) => `${one.type} ${reason}`).values()].map(all => ({
    type: all[0]!.one.type,
    names: all.map(({ one }) => one.name),
    reason: all[0]!.reason,
  }));
