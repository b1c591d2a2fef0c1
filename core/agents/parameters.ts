/** A number that a calculation assumes, which who asks may change. */
export interface Parameter {
  readonly standard: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Whole numbers only. */
  readonly whole: boolean;
  /** Offered beside the standard one. */
  readonly choices: readonly number[];
  /** One plain sentence: what is assumed. */
  text(value: number): string;
  label(value: number): string;
}

const percent = (value: number): string => `${Math.round(value * 1e6) / 1e4} %`;
const days = (value: number): string => `${value} days`;

const share = (
  standard: number,
  choices: readonly number[],
  text: (value: string) => string,
  [minimum, maximum] = [0.01, 1],
): Parameter => ({
  standard,
  minimum,
  maximum,
  whole: false,
  choices,
  text: value => text(percent(value)),
  label: percent,
});

const window = (standard: number, choices: readonly number[], text: (value: string) => string): Parameter => ({
  standard,
  minimum: 7,
  maximum: 3_650,
  whole: true,
  choices,
  text: value => text(days(value)),
  label: days,
});

const observations = (text: (value: string) => string): Parameter => ({
  standard: 5,
  minimum: 2,
  maximum: 1_000,
  whole: true,
  choices: [2, 5, 10, 30],
  text: value => text(String(value)),
  label: String,
});

/** All that agents assume. The names are the ids of assumptions, and of the parameters of a tile. */
export const PARAMETERS = {
  service_level: share(0.95, [0.9, 0.95, 0.98, 0.99], v => `Cycle service level ${v}`, [0.5, 0.9999]),
  window_days: window(90, [30, 90, 180, 365], v => `Demand of the last ${v}`),
  consumption_days: window(365, [90, 180, 365], v => `Consumption of the last ${v}`),
  lead_time_days: window(365, [90, 180, 365, 730], v => `Lead times of receipts of the last ${v}`),
  delivery_days: window(90, [30, 90, 180, 365], v => `Deliveries of the last ${v}`),
  order_days: window(90, [30, 90, 180, 365], v => `Orders of the last ${v}`),
  due_days: window(365, [90, 180, 365, 730], v => `Purchase orders due in the last ${v}`),
  spend_days: window(365, [90, 180, 365, 730], v => `Purchases of the last ${v}`),
  price_days: window(180, [90, 180, 365], v => `Prices of the last ${v} against those of as many before`),
  minimum_history_days: {
    ...window(30, [14, 30, 60, 90], v => `At least ${v} of demand history`),
    minimum: 2,
  },
  minimum_receipts: observations(v => `At least ${v} receipts to know a lead time`),
  minimum_deliveries: {
    ...observations(v => `At least ${v} comparable deliveries`),
    standard: 30,
    choices: [10, 30, 100],
  },
  minimum_due: observations(v => `At least ${v} purchase orders due to judge a supplier`),
  class_a: share(0.8, [0.7, 0.75, 0.8, 0.85], v => `Class A up to ${v} of the value`),
  class_b: share(0.95, [0.9, 0.95, 0.98], v => `Class B up to ${v} of the value`),
  risk: share(0.5, [0.1, 0.25, 0.5, 0.75], v => `At risk from a probability of ${v} of being late`),
  target_fill: share(0.98, [0.95, 0.98, 0.99], v => `Target fill rate ${v}`),
  target_on_time: share(0.9, [0.8, 0.85, 0.9, 0.95], v => `Target on-time rate ${v}`),
  price_rise: share(0.05, [0.02, 0.05, 0.1], v => `A price rise counts from ${v}`, [0, 10]),
  spend_share: share(0.1, [0.05, 0.1, 0.2], v => `A large share of spend is ${v} and more`),
} as const satisfies Record<string, Parameter>;

export type ParameterName = keyof typeof PARAMETERS;

/** Values of all parameters. Those that a calculation does not have are at their standard. */
export type Settings = Readonly<Record<ParameterName, number>>;

export const standardSettings: Settings = Object.fromEntries(
  Object.entries(PARAMETERS).map(([name, { standard }]) => [name, standard]),
) as Record<ParameterName, number>;

/** The number that a text or number gives for a parameter, or why it is none. */
export function parameterValue(name: ParameterName, given: string | number): number | string {
  const { minimum, maximum, whole, label } = PARAMETERS[name];
  const value = typeof given === 'number' ? given : given.trim() === '' ? Number.NaN : Number(given);
  if (Number.isFinite(value) && value >= minimum && value <= maximum && (!whole || Number.isInteger(value)))
    return value;
  return `${name} is to be ${whole ? 'a whole number' : 'a number'} from ${minimum} to ${maximum} (as ${label(minimum)} to ${label(maximum)}), not ${String(given).slice(0, 40)}.`;
}
