import type { Part, Settings } from '../settings.ts';
import { pick, pickWeighted, quoted } from '../sql.ts';
import { accountFirstWords, accountManagers, accountSecondWords, cancelReasons, industries } from './words.ts';

/** Customers of the demo company: its accounts, what they subscribe to, and what that brings each month. */
export function subscriptions(settings: Settings): Part {
  return {
    label: 'accounts and subscriptions',
    statements: [monthTable(settings), accountTable(settings), subscriptionTable(settings), stateTable(settings)],
    tables: [
      { name: 'account', query: accountQuery(settings) },
      { name: 'subscription', query: subscriptionQuery },
      { name: 'subscription_month', query: stateQuery(settings) },
    ],
  };
}

/** Months before the data begins in which accounts came too: the company is older than its records. */
const earlierMonths = 24;
/** How strong a month is for new business, January first: nobody signs in August, budgets end in November. */
const season = '[1.15, 1.05, 1.2, 1.0, 0.95, 0.9, 0.75, 0.65, 1.2, 1.15, 1.1, 0.6]';

function monthTable({ start, until }: Settings): string {
  return `CREATE TABLE draft.month AS
    WITH months AS (
      SELECT CAST(range AS DATE) AS month_start, CAST(row_number() OVER (ORDER BY range) AS INTEGER) AS month_id
      FROM range(date_trunc('month', DATE ${quoted(start)}) - INTERVAL ${earlierMonths} MONTH, DATE ${quoted(until)} + 1, INTERVAL 1 MONTH)),
    weighed AS (SELECT *, pow(1.025, month_id) * ${season}[month(month_start)] AS weight FROM months),
    summed AS (SELECT *, sum(weight) OVER (ORDER BY month_id ROWS UNBOUNDED PRECEDING) AS reached FROM weighed)
    SELECT month_id, month_start, least(last_day(month_start), DATE ${quoted(until)}) AS month_end,
      (reached - weight) / (SELECT max(reached) FROM summed) AS share_before, reached / (SELECT max(reached) FROM summed) AS share_reached
    FROM summed ORDER BY month_id`;
}

/** Accounts grow with the square root of the scale, as the customers of the wholesaler do. */
const accountsOf = ({ scale }: Settings): number => Math.max(90, Math.round(1_500 * scale ** 0.5));

function accountTable(settings: Settings): string {
  const { random, until } = settings;
  const at = (purpose: string) => random.uniform(`account ${purpose}`, 'account_id');
  const base = `${pick(accountFirstWords, at('first'))} || ' ' || ${pick(accountSecondWords, at('second'))}`;
  // A second of the same name is told apart by where it is, as people do.
  const name = `CASE WHEN row_number() OVER (PARTITION BY ${base} ORDER BY account_id) > 1 THEN ${base} || ' ' || city ELSE ${base} END`;
  return `CREATE TABLE draft.account AS
    WITH numbered AS (SELECT CAST(range AS INTEGER) AS account_id FROM range(1, ${accountsOf(settings) + 1})),
    dated AS (
      SELECT a.account_id, least(m.month_start + CAST(floor(${at('day')} * (date_diff('day', m.month_start, m.month_end) + 1)) AS INTEGER), DATE ${quoted(until)}) AS created_date
      FROM numbered a JOIN draft.month m ON ${at('month')} >= m.share_before AND ${at('month')} < m.share_reached)
    SELECT account_id, created_date, ${name} AS account_name, ${at('quality')} AS quality,
      CASE WHEN ${at('no industry')} < 0.03 THEN NULL ELSE ${pick(industries, at('industry'))} END AS industry,
      CASE WHEN ${at('segment')} < 0.55 THEN 'Small' WHEN ${at('segment')} < 0.86 THEN 'Mid-size' ELSE 'Large' END AS segment,
      city, country, region, ${pick(accountManagers, at('manager'))} AS manager,
      CASE WHEN ${at('converts')} < 0.72 THEN created_date + 14 + CAST(floor(${at('cycle')} * 90) AS INTEGER) END AS wins_on
    FROM dated JOIN draft.city ON city_id = CAST(floor(${at('city')} * (SELECT count(*) FROM draft.city)) AS INTEGER)
    ORDER BY account_id`;
}

/** The main product of each account that was won, and an add-on of some of the larger ones. */
function subscriptionTable({ random, until }: Settings): string {
  const at = (purpose: string) => random.uniform(`subscription ${purpose}`, 'account_id * 4 + part');
  const plan = (plans: readonly (readonly [string, number])[]) => pickWeighted(plans, at('plan'));
  return `CREATE TABLE draft.subscription AS
    WITH parts AS (
      SELECT *, 1 AS part, wins_on AS start_date FROM draft.account WHERE wins_on <= DATE ${quoted(until)}
      UNION ALL
      SELECT *, 2, wins_on + 90 + CAST(floor(${random.uniform('subscription addition', 'account_id')} * 420) AS INTEGER) FROM draft.account
      WHERE segment <> 'Small' AND ${random.uniform('subscription adds', 'account_id')} < 0.3),
    planned AS (
      SELECT *, CASE segment WHEN 'Small' THEN ${plan([
        ["'Starter'", 60],
        ["'Team'", 40],
      ])}
        WHEN 'Mid-size' THEN ${plan([
          ["'Team'", 50],
          ["'Business'", 50],
        ])}
        ELSE ${plan([
          ["'Business'", 30],
          ["'Enterprise'", 70],
        ])} END AS plan,
        CASE segment WHEN 'Small' THEN 3 + floor(${at('seats')} * 12) WHEN 'Mid-size' THEN 15 + floor(${at('seats')} * 65)
          ELSE 80 + floor(pow(${at('seats')}, 3) * 520) END AS base_seats
      FROM parts WHERE start_date <= DATE ${quoted(until)})
    SELECT account_id * 4 + part AS subscription_id, account_id, part, start_date, plan, CAST(base_seats AS INTEGER) AS base_seats, quality,
      CASE part WHEN 1 THEN 'Scheduling' ELSE 'Insights' END AS product,
      CASE WHEN ${at('billing')} < 0.45 THEN 'Yearly' ELSE 'Monthly' END AS billing,
      CASE plan WHEN 'Starter' THEN 12 WHEN 'Team' THEN 19 WHEN 'Business' THEN 29 ELSE 39 END
        * CASE part WHEN 1 THEN 1.0 ELSE 0.4 END * (1 - [0, 0, 0, 0.05, 0.1, 0.2][1 + CAST(floor(${at('discount')} * 6) AS INTEGER)]) AS price,
      CASE plan WHEN 'Starter' THEN 0.026 WHEN 'Team' THEN 0.015 WHEN 'Business' THEN 0.009 ELSE 0.005 END * (1.9 - 1.7 * quality) AS hazard,
      CASE WHEN ${at('untold')} < 0.12 THEN NULL ELSE ${pick(cancelReasons, at('reason'))} END AS cancel_reason
    FROM planned ORDER BY subscription_id`;
}

/** Each subscription at the end of each month from its start on; what has ended stays, with nothing. */
function stateTable({ random, until }: Settings): string {
  const at = (purpose: string) => random.uniform(`state ${purpose}`, 's.subscription_id * 1024 + m.month_id');
  return `CREATE TABLE draft.state AS
    WITH lived AS (
      SELECT s.subscription_id, m.month_id, m.month_start, m.month_end,
        CAST(row_number() OVER (PARTITION BY s.subscription_id ORDER BY m.month_id) AS INTEGER) - 1 AS age, s.base_seats, s.price,
        CASE WHEN ${at('change')} < 0.06 THEN 1.06 + 0.34 * ${at('size')} WHEN ${at('change')} < 0.08 THEN 0.94 - 0.24 * ${at('size')} ELSE 1 END AS factor,
        ${at('churn')} < s.hazard * (CASE month(m.month_start) WHEN 1 THEN 1.7 WHEN 7 THEN 1.2 ELSE 0.92 END) AS churns,
        m.month_start + CAST(floor(${at('day')} * 27) AS INTEGER) AS churn_date
      FROM draft.subscription s JOIN draft.month m ON m.month_end >= s.start_date),
    ends AS (
      SELECT subscription_id, min(month_id) AS end_month, arg_min(churn_date, month_id) AS end_date FROM lived
      WHERE age >= 2 AND churns AND churn_date <= DATE ${quoted(until)} GROUP BY subscription_id),
    grown AS (
      SELECT l.*, e.end_date, e.end_month IS NOT NULL AND l.month_id >= e.end_month AS ended,
        greatest(1, round(l.base_seats * exp(sum(CASE WHEN l.age = 0 THEN 0 ELSE ln(l.factor) END) OVER (PARTITION BY l.subscription_id ORDER BY l.month_id ROWS UNBOUNDED PRECEDING)))) AS seats
      FROM lived l LEFT JOIN ends e USING (subscription_id)),
    valued AS (
      SELECT *, CAST(CASE WHEN ended THEN 0 ELSE round(seats * price * pow(1.04, age // 12), 2) END AS DECIMAL(12,2)) AS amount FROM grown)
    SELECT subscription_id, month_id, month_start, month_end, age, end_date, amount, CAST(CASE WHEN ended THEN 0 ELSE seats END AS INTEGER) AS seats,
      CAST(coalesce(lag(amount) OVER history, 0) AS DECIMAL(12,2)) AS amount_before, CAST(coalesce(lag(amount, 12) OVER history, 0) AS DECIMAL(12,2)) AS amount_year_before
    FROM valued WINDOW history AS (PARTITION BY subscription_id ORDER BY month_id) ORDER BY subscription_id, month_id`;
}

export const accountCode = (id: string): string => `'A-' || CAST(20000 + ${id} AS VARCHAR)`;
const subscriptionCode = (id: string): string => `'SUB-' || CAST(70000 + ${id} AS VARCHAR)`;

function accountQuery({ random }: Settings): string {
  const at = (purpose: string) => random.uniform(`account ${purpose}`, 'a.account_id');
  const health = `CAST(least(100, greatest(2, round(18 + 76 * a.quality + 9 * ${random.normal('account health', 'a.account_id')}))) AS INTEGER)`;
  return `
    WITH lives AS (
      SELECT account_id, min(s.start_date) AS customer_since, bool_or(l.end_date IS NULL) AS subscribes, max(l.end_date) AS customer_until
      FROM draft.subscription s JOIN (SELECT subscription_id, any_value(end_date) AS end_date FROM draft.state GROUP BY ALL) l USING (subscription_id) GROUP BY ALL)
    SELECT ${accountCode('a.account_id')} AS account_code, a.account_name, a.industry, a.segment, a.city, a.country, a.region,
      CASE WHEN ${at('unmanaged')} < 0.04 THEN NULL ELSE a.manager END AS account_manager, a.created_date, l.customer_since,
      CASE WHEN NOT l.subscribes THEN l.customer_until END AS customer_until,
      CASE WHEN l.customer_since IS NULL THEN 'Prospect' WHEN l.subscribes THEN 'Customer' ELSE 'Former customer' END AS account_status,
      CASE WHEN l.subscribes AND ${at('unscored')} >= 0.05 THEN ${health} END AS health_score
    FROM draft.account a LEFT JOIN lives l USING (account_id) ORDER BY a.account_id`;
}

const subscriptionQuery = `
  SELECT ${subscriptionCode('s.subscription_id')} AS subscription_number, ${accountCode('s.account_id')} AS account_code, s.product, s.plan, s.billing, s.start_date,
    l.end_date, l.seats, CASE WHEN l.end_date IS NOT NULL THEN s.cancel_reason END AS cancel_reason
  FROM draft.subscription s
  JOIN (SELECT subscription_id, any_value(end_date) AS end_date, arg_max(seats, month_id) AS seats FROM draft.state GROUP BY ALL) l USING (subscription_id)
  ORDER BY s.subscription_id`;

const stateQuery = ({ start }: Settings): string => `
  SELECT month_end AS snapshot_date, ${subscriptionCode('subscription_id')} AS subscription_number, seats, amount AS monthly_revenue,
    amount_before AS revenue_month_before, amount_year_before AS revenue_year_before,
    CASE WHEN age = 0 THEN 'New' WHEN amount = 0 AND amount_before > 0 THEN 'Cancelled' WHEN amount = 0 THEN 'Ended' WHEN amount > amount_before THEN 'Expansion'
      WHEN amount < amount_before THEN 'Contraction' ELSE 'Unchanged' END AS movement
  FROM draft.state WHERE month_end >= DATE ${quoted(start)} ORDER BY month_end, subscription_id`;
