import type { Part, Settings } from '../settings.ts';
import { pick, pickWeighted, quoted } from '../sql.ts';
import { accountCode } from './subscriptions.ts';
import { supportAgents, ticketCategories } from './words.ts';

/** Support of the demo company: tickets, how many of them were open at the end of each week, and what customers say. */
export function support(settings: Settings): Part {
  return {
    label: 'tickets',
    statements: [ticketTable(settings)],
    tables: [
      { name: 'ticket', query: ticketQuery(settings) },
      { name: 'ticket_backlog', query: backlogQuery(settings) },
      { name: 'survey_response', query: surveyQuery(settings) },
    ],
  };
}

/** Up to three tickets of a subscription in a month; answers got faster over the years, and slower in January. */
function ticketTable({ random, start, until }: Settings): string {
  const at = (purpose: string) => random.uniform(`ticket ${purpose}`, 'ticket_key');
  const rate = `least(0.9, (0.16 + ln(t.seats + 1) * 0.07) * (CASE month(t.month_start) WHEN 1 THEN 1.4 WHEN 8 THEN 0.75 ELSE 1 END) * (1.5 - 0.7 * s.quality))`;
  const priority = pickWeighted(
    [
      ["'Normal'", 62],
      ["'High'", 18],
      ["'Low'", 15],
      ["'Urgent'", 5],
    ],
    at('priority'),
  );
  const opened = `CAST(m_day AS TIMESTAMP) + to_seconds(CAST(21600 + floor(${at('time')} * 57600) AS BIGINT))`;
  return `CREATE TABLE draft.ticket AS
    WITH drawn AS (
      SELECT s.account_id, s.quality, t.month_start, (s.subscription_id * 1024 + t.month_id) * 4 + n AS ticket_key,
        t.month_start + CAST(floor(${random.uniform('ticket day', '(s.subscription_id * 1024 + t.month_id) * 4 + n')} * 28) AS INTEGER) AS m_day
      FROM draft.state t JOIN draft.subscription s USING (subscription_id) CROSS JOIN (SELECT CAST(range AS BIGINT) AS n FROM range(0, 3)) n
      WHERE t.amount > 0 AND ${random.uniform('ticket comes', '(s.subscription_id * 1024 + t.month_id) * 4 + n')} < ${rate}),
    weighed AS (
      -- What would come on a weekend comes on Monday, most of the time.
      SELECT * REPLACE (m_day + CASE WHEN isodow(m_day) >= 6 AND ${at('waits')} < 0.7 THEN CAST(8 - isodow(m_day) AS INTEGER) ELSE 0 END AS m_day) FROM drawn),
    opened AS (SELECT *, ${opened} AS opened_at, ${priority} AS priority FROM weighed WHERE m_day BETWEEN DATE ${quoted(start)} AND DATE ${quoted(until)}),
    answered AS (
      SELECT *, CAST(round(exp(4.6 + 0.9 * ${random.normal('ticket wait', 'ticket_key')} - 0.28 * date_diff('day', DATE ${quoted(start)}, m_day) / 365.25)
          * CASE priority WHEN 'Urgent' THEN 0.3 WHEN 'High' THEN 0.6 WHEN 'Low' THEN 1.6 ELSE 1 END * CASE month(m_day) WHEN 1 THEN 1.5 ELSE 1 END) AS INTEGER) + 2 AS wait_minutes,
        exp(3.1 + 1.1 * ${random.normal('ticket work', 'ticket_key')}) * CASE priority WHEN 'Urgent' THEN 0.5 WHEN 'Low' THEN 1.7 ELSE 1 END AS work_hours FROM opened)
    SELECT *, opened_at + to_minutes(CAST(wait_minutes AS BIGINT)) AS first_response_at,
      opened_at + to_minutes(CAST(wait_minutes + round(work_hours * 60) AS BIGINT)) AS solved_at, row_number() OVER (ORDER BY opened_at, ticket_key) AS ticket_id
    FROM answered ORDER BY ticket_id`;
}

/** The end of the last day: what lies behind it has not happened yet. */
const endOf = (until: string): string => `(TIMESTAMP ${quoted(`${until} 23:59:59`)})`;

function ticketQuery({ random, until }: Settings): string {
  const at = (purpose: string) => random.uniform(`ticket ${purpose}`, 't.ticket_key');
  const now = endOf(until);
  const score = `CAST(greatest(1, least(5, round(4.75 - 0.0016 * least(1200, t.wait_minutes) - 0.004 * least(200, t.work_hours) + 0.2 * t.quality + 0.75 * ${random.normal('ticket score', 't.ticket_key')}))) AS INTEGER)`;
  const channel = pickWeighted(
    [
      ["'E-mail'", 46],
      ["'Chat'", 34],
      ["'Phone'", 12],
      ["'Form'", 8],
    ],
    at('channel'),
  );
  return `
    SELECT 'T-' || CAST(100000 + t.ticket_id AS VARCHAR) AS ticket_number, ${accountCode('t.account_id')} AS account_code,
      ${pick(ticketCategories, `pow(${at('category')}, 1.4)`)} AS category, t.priority, ${channel} AS channel,
      CASE WHEN t.first_response_at <= ${now} THEN ${pick(supportAgents, at('agent'))} END AS agent, 'Customer Support' AS team_name,
      CASE WHEN t.first_response_at > ${now} THEN 'New' WHEN t.solved_at <= ${now} THEN 'Solved' WHEN ${at('customer')} < 0.35 THEN 'Waiting for customer' ELSE 'Open' END AS ticket_status,
      t.opened_at, CASE WHEN t.first_response_at <= ${now} THEN t.first_response_at END AS first_response_at, CASE WHEN t.solved_at <= ${now} THEN t.solved_at END AS solved_at,
      CASE WHEN t.solved_at <= ${now} AND ${at('rated')} < 0.42 THEN ${score} END AS satisfaction
    FROM draft.ticket t ORDER BY t.ticket_id`;
}

/** Tickets that were open at the end of each Sunday, and of the last day. */
function backlogQuery({ start, until }: Settings): string {
  return `
    WITH days AS (SELECT CAST(range AS DATE) AS day FROM range(DATE ${quoted(start)}, DATE ${quoted(until)} + 1, INTERVAL 1 DAY)),
    ends AS (SELECT day FROM days WHERE isodow(day) = 7 OR day = DATE ${quoted(until)}),
    priorities AS (SELECT unnest(['Low', 'Normal', 'High', 'Urgent']) AS priority)
    SELECT e.day AS snapshot_date, p.priority, CAST(count(t.ticket_id) AS INTEGER) AS open_tickets
    FROM ends e CROSS JOIN priorities p
    LEFT JOIN draft.ticket t ON t.priority = p.priority AND t.opened_at < CAST(e.day + 1 AS TIMESTAMP) AND t.solved_at >= CAST(e.day + 1 AS TIMESTAMP)
    GROUP BY ALL ORDER BY e.day, p.priority`;
}

/** Would you recommend us? Asked each quarter, answered by a quarter of the customers. */
function surveyQuery({ random, start, until }: Settings): string {
  const at = (purpose: string) => random.uniform(`survey ${purpose}`, 's.subscription_id * 1024 + t.month_id');
  return `
    SELECT 'R-' || CAST(row_number() OVER (ORDER BY t.month_id, s.subscription_id) AS VARCHAR) AS response_number, ${accountCode('s.account_id')} AS account_code,
      t.month_start + 6 + CAST(floor(${at('day')} * 12) AS INTEGER) AS response_date,
      CAST(greatest(0, least(10, round(5.6 + 4.2 * s.quality + 1.5 * ${random.normal('survey score', 's.subscription_id * 1024 + t.month_id')}))) AS INTEGER) AS recommendation_score
    FROM draft.state t JOIN draft.subscription s USING (subscription_id)
    WHERE t.amount > 0 AND s.part = 1 AND month(t.month_start) % 3 = 2 AND ${at('answers')} < 0.26 AND t.month_start >= DATE ${quoted(start)} AND t.month_start + 18 <= DATE ${quoted(until)}
    ORDER BY t.month_id, s.subscription_id`;
}
