import type { Part, Settings } from '../settings.ts';
import { quoted } from '../sql.ts';

/** What the demo company pays for its tools, and how its dashboards did, before and after it left a rented tool. */
export function operations(settings: Settings): Part {
  return {
    label: 'costs and use of dashboards',
    statements: [],
    tables: [
      { name: 'tool_cost', query: costQuery(settings) },
      { name: 'dashboard_usage', query: usageQuery(settings) },
    ],
  };
}

/** Months after the beginning in which the own dashboards started; both were paid for the two months of the change. */
const changeAfter = 26;
const overlap = 2;

/** Tools with vendor, category, dollars a month at first, growth a year, first and last month (counted from the beginning). */
const tools: readonly (readonly [string, string, string, number, number, number, number])[] = [
  ['Rented dashboards', 'Retool', 'Dashboards', 820, 0.22, 0, changeAfter + overlap],
  ['Own dashboards', 'Amazon Web Services', 'Dashboards', 236, 0.06, changeAfter, 999],
  ['Query assistant', 'Amazon Web Services', 'Questions', 64, 0.3, changeAfter + 3, 999],
  ['Data warehouse', 'Snowflake', 'Data', 1450, 0.12, 0, 999],
  ['Issue tracker', 'Linear', 'Work', 310, 0.08, 0, 999],
  ['Support desk', 'Intercom', 'Support', 690, 0.1, 0, 999],
];

function costQuery({ random, start, until }: Settings): string {
  const rows = tools.map(
    ([tool, vendor, category, dollars, growth, first, end], index) =>
      `(${index}, ${quoted(tool)}, ${quoted(vendor)}, ${quoted(category)}, ${dollars}, ${growth}, ${first}, ${end})`,
  );
  return `
    WITH months AS (
      SELECT CAST(range AS DATE) AS month_start, CAST(row_number() OVER (ORDER BY range) AS INTEGER) - 1 AS month_id
      FROM range(date_trunc('month', DATE ${quoted(start)}), DATE ${quoted(until)} + 1, INTERVAL 1 MONTH))
    SELECT m.month_start AS invoice_date, v.tool, v.vendor, v.category,
      CAST(round(v.dollars * pow(1 + v.growth, (m.month_id - v.first_month) / 12.0) * (0.96 + 0.08 * ${random.uniform('tool cost', 'm.month_id * 16 + v.tool_id')}), 2) AS DECIMAL(10,2)) AS amount
    FROM months m JOIN (VALUES ${rows.join(', ')}) v(tool_id, tool, vendor, category, dollars, growth, first_month, end_month)
      ON m.month_id >= v.first_month AND m.month_id < v.end_month ORDER BY m.month_start, v.tool_id`;
}

const dashboards = ['CEO', 'Knowledge', 'Project', 'Sales performance', 'Supply chain', 'Success metrics'];

/** A row a dashboard and day: opened more on weekdays, quick since the change, checked every five minutes. */
function usageQuery({ random, start, until }: Settings): string {
  const names = dashboards.map((name, index) => `(${index}, ${quoted(name)}, ${[26, 14, 22, 30, 18, 6][index]})`);
  const at = (purpose: string) =>
    random.uniform(`usage ${purpose}`, "date_diff('day', DATE '1970-01-01', day) * 8 + place");
  const changed = `CAST(date_trunc('month', DATE ${quoted(start)}) + INTERVAL ${changeAfter + overlap} MONTH AS DATE)`;
  return `
    WITH days AS (SELECT CAST(range AS DATE) AS day FROM range(DATE ${quoted(start)}, DATE ${quoted(until)} + 1, INTERVAL 1 DAY)),
    used AS (
      SELECT day, v.*, day >= ${changed} AS own, CAST(round(v.often * (CASE WHEN isodow(day) >= 6 THEN 0.12 ELSE 1 END)
        * (1 + 0.2 * date_diff('day', DATE ${quoted(start)}, day) / 365.25) * (0.7 + 0.6 * ${at('loads')})) AS INTEGER) AS loads
      FROM days CROSS JOIN (VALUES ${names.join(', ')}) v(place, dashboard, often))
    SELECT day AS usage_date, dashboard, CASE WHEN own THEN 'Own' ELSE 'Rented' END AS platform, loads, least(loads, 1 + CAST(floor(loads * (0.25 + 0.2 * ${at('viewers')})) AS INTEGER)) AS viewers,
      CAST(round(loads * CASE WHEN own THEN 0.55 + 0.35 * ${at('speed')} ELSE 2.2 + 1.4 * ${at('speed')} END, 2) AS DECIMAL(10,2)) AS load_seconds,
      CAST(floor(loads * CASE WHEN own THEN 0.03 ELSE 0.75 END * ${at('slow')} * 1.2) AS INTEGER) AS slow_loads, 288 AS checks,
      CAST(CASE WHEN ${at('fails')} < CASE WHEN own THEN 0.01 ELSE 0.05 END THEN 1 + floor(${at('down')} * CASE WHEN own THEN 4 ELSE 18 END) ELSE 0 END AS INTEGER) AS failed_checks
    FROM used ORDER BY day, place`;
}
