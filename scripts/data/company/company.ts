import type { Part, Settings } from '../settings.ts';
import { delivery } from './delivery.ts';
import { knowledge } from './knowledge.ts';
import { objectives } from './objectives.ts';
import { operations } from './operations.ts';
import { sales } from './sales.ts';
import { subscriptions } from './subscriptions.ts';
import { support } from './support.ts';

/** The tables of a software company that sells by subscription. Cities are those of the wholesaler's master data. */
export const companyParts = (settings: Settings): readonly Part[] =>
  [subscriptions, sales, support, knowledge, delivery, objectives, operations].map(part => part(settings));
