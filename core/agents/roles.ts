/**
 * What a thing of a model is to an agent. `field` is a field that names or dates things; `value` a number of each row,
 * a field or an expression over fields of a row; `measure` a total: a metric, a field (which is added up) or an
 * aggregate expression; `condition` keeps rows.
 */
export type RoleKind = 'field' | 'value' | 'measure' | 'condition';

export interface Role {
  readonly kind: RoleKind;
  /** Completes “The model does not say what is …”. */
  readonly title: string;
}

const field = (title: string): Role => ({ kind: 'field', title });
const value = (title: string): Role => ({ kind: 'value', title });
const measure = (title: string): Role => ({ kind: 'measure', title });
const condition = (title: string): Role => ({ kind: 'condition', title });

/** The parts that things of a model can play for agents, as the extension `roles` of a model names them. */
export const ROLES = {
  product: field('the product (its code)'),
  product_name: field('the name of a product'),
  product_group: field('the group of a product'),
  location: field('the place that stock is kept in (its code)'),
  location_name: field('the name of a place that stock is kept in'),
  unit_cost: value('the cost of one piece of a product'),
  demand_quantity: measure('the quantity demanded'),
  demand_date: field('the day of a demand'),
  on_hand: measure('the quantity on hand'),
  reserved: measure('the quantity on hand that is promised already'),
  on_order: measure('the quantity ordered from suppliers and not received'),
  lead_time: value('the days from ordering a product to receiving it'),
  lead_time_date: field('the day of a receipt'),

  order: field('the order (its number)'),
  order_date: field('the day of an order'),
  order_promised: field('the day an order is promised for'),
  order_open: condition('an order that is not delivered yet'),
  order_status: field('the state of an order'),
  order_value: value('the value of an order'),
  delivery: field('the delivery (its number)'),
  delivery_date: field('the day of a delivery'),
  delivery_group: field('what deliveries are compared by, such as the carrier'),
  fill_asked: measure('the quantity asked for in orders that were served'),
  fill_filled: measure('the quantity shipped of it'),
  fill_lines: measure('the number of order lines that were served'),
  fill_lines_filled: measure('the number of them that were shipped in full'),

  supplier: field('the supplier (its code)'),
  supplier_name: field('the name of a supplier'),
  purchase: field('the purchase order (its number)'),
  purchase_date: field('the day of a purchase order'),
  purchase_promised: field('the day a purchase order is expected'),
  purchase_received: field('the day a purchase order was received in full'),
  purchase_valid: condition('a purchase order that counts, that is not cancelled'),
  purchase_spend: measure('the money spent with suppliers'),
  purchase_quantity: measure('the quantity bought from suppliers'),
} as const satisfies Record<string, Role>;

export type RoleName = keyof typeof ROLES;

export const isRoleName = (name: string): name is RoleName => Object.hasOwn(ROLES, name);
