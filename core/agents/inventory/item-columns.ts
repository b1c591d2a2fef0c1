import type { AnswerColumn } from '../../answer/types.ts';
import type { Cell } from '../../ports/query-engine.ts';
import type { Roles } from '../bind.ts';
import { cell, textColumn } from '../columns.ts';
import type { Stock } from './stock.ts';

/** The columns that tell which product and place a row is about, of those that the model has. */
export const itemColumns = (roles: Roles): AnswerColumn[] => [
  textColumn('product', 'Product'),
  ...(roles.has('product_name') ? [textColumn('product_name', 'Product name')] : []),
  ...(roles.has('location') ? [textColumn('location', 'Place')] : []),
  ...(roles.has('location_name') ? [textColumn('location_name', 'Place name')] : []),
];

export const itemCells = (roles: Roles, item: Stock): Cell[] => [
  item.product,
  ...(roles.has('product_name') ? [cell(item.productName)] : []),
  ...(roles.has('location') ? [cell(item.location)] : []),
  ...(roles.has('location_name') ? [cell(item.locationName)] : []),
];

/** Things that inventory is about, for sentences. */
export const itemsWord = (roles: Roles): string => (roles.has('location') ? 'products in places' : 'products');
