import type { AgentName } from '../types.ts';
import { inventoryPhrases } from './inventory.ts';
import { logisticsPhrases } from './logistics.ts';
import type { Phrases } from './phrase.ts';
import { supplierPhrases } from './supplier.ts';

/** The words that ask for each calculation, by agent and name. */
export const PHRASES: Readonly<Record<AgentName, Readonly<Record<string, Phrases>>>> = {
  inventory: inventoryPhrases,
  logistics: logisticsPhrases,
  supplier: supplierPhrases,
};
