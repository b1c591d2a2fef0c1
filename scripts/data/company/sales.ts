import type { Part, Settings } from '../settings.ts';
import { pick, pickWeighted, quoted } from '../sql.ts';
import { accountCode } from './subscriptions.ts';
import { callTopics, lossReasons, salesRepresentatives } from './words.ts';

/** Sales of the demo company: deals, also the lost and the open ones, and calls with accounts. */
export function sales(settings: Settings): Part {
  return {
    label: 'deals and calls',
    statements: [dealTable(settings)],
    tables: [
      { name: 'deal', query: dealQuery(settings) },
      { name: 'customer_call', query: callQuery(settings) },
    ],
  };
}

/**
 * Deals that were won stand behind subscriptions that began or grew, those for renewal behind what ended; the others
 * were tried and lost, or are still open.
 */
function dealTable({ random, start, until }: Settings): string {
  const tried = (purpose: string) => random.uniform(`deal ${purpose}`, 'a.account_id * 8 + n');
  return `CREATE TABLE draft.deal AS
    WITH won AS (
      SELECT s.account_id, 'New business' AS deal_type, s.start_date AS close_date, 'Won' AS outcome, t.amount * 12 AS amount, CAST(s.subscription_id * 4096 AS BIGINT) AS deal_key
      FROM draft.subscription s JOIN draft.state t USING (subscription_id) WHERE t.age = 0
      UNION ALL
      SELECT s.account_id, 'Expansion', t.month_start + 9, 'Won', (t.amount - t.amount_before) * 12, s.subscription_id * 4096 + t.month_id
      FROM draft.subscription s JOIN draft.state t USING (subscription_id) WHERE t.age > 0 AND t.amount > t.amount_before * 1.12 AND t.month_start + 9 <= DATE ${quoted(until)}
      UNION ALL
      SELECT s.account_id, 'Renewal', t.end_date, 'Lost', t.amount_before * 12, s.subscription_id * 4096 + 2048
      FROM draft.subscription s JOIN draft.state t USING (subscription_id) WHERE t.amount = 0 AND t.amount_before > 0
      UNION ALL
      SELECT s.account_id, 'Renewal', t.month_start + 4, 'Won', t.amount * 12, s.subscription_id * 4096 + 1024 + t.month_id
      FROM draft.subscription s JOIN draft.state t USING (subscription_id)
      WHERE s.billing = 'Yearly' AND t.age > 0 AND t.age % 12 = 0 AND t.amount > 0 AND t.month_start + 4 <= DATE ${quoted(until)}),
    tries AS (
      SELECT a.account_id, 'New business' AS deal_type, m.month_start + CAST(floor(${tried('day')} * 28) AS INTEGER) AS created_date,
        round(exp(${random.normal('deal amount', 'a.account_id * 8 + n')} * 0.5) * CASE a.segment WHEN 'Small' THEN 1600 WHEN 'Mid-size' THEN 12000 ELSE 60000 END, -2) AS amount,
        25 + CAST(floor(${tried('cycle')} * 130) AS INTEGER) AS days, CAST(1000000000 + a.account_id * 8 + n AS BIGINT) AS deal_key
      FROM draft.account a CROSS JOIN (SELECT CAST(range AS INTEGER) AS n FROM range(0, 3)) n
      JOIN draft.month m ON ${tried('month')} >= m.share_before AND ${tried('month')} < m.share_reached),
    all_deals AS (
      SELECT account_id, deal_type, amount, deal_key, outcome, close_date, NULL::INTEGER AS days,
        close_date - 12 - CAST(floor(${random.uniform('deal length', 'deal_key')} * CASE deal_type WHEN 'New business' THEN 95 ELSE 40 END) AS INTEGER) AS created_date FROM won
      UNION ALL
      SELECT account_id, deal_type, amount, deal_key, CASE WHEN created_date + days <= DATE ${quoted(until)} THEN 'Lost' ELSE 'Open' END,
        CASE WHEN created_date + days <= DATE ${quoted(until)} THEN created_date + days END, days, created_date FROM tries WHERE created_date <= DATE ${quoted(until)})
    SELECT *, CASE WHEN outcome <> 'Open' THEN outcome WHEN date_diff('day', created_date, DATE ${quoted(until)}) < days * 0.35 THEN 'Qualification'
        WHEN date_diff('day', created_date, DATE ${quoted(until)}) < days * 0.7 THEN 'Proposal' ELSE 'Negotiation' END AS stage,
      row_number() OVER (ORDER BY created_date, deal_key) AS deal_id
    FROM all_deals WHERE coalesce(close_date, created_date) >= DATE ${quoted(start)} ORDER BY deal_id`;
}

const dealCode = (id: string): string => `'D-' || CAST(40000 + ${id} AS VARCHAR)`;

function dealQuery({ random }: Settings): string {
  const at = (purpose: string) => random.uniform(`deal ${purpose}`, 'd.deal_key');
  const channel = pickWeighted(
    [
      ["'Website'", 34],
      ["'Referral'", 22],
      ["'Outbound'", 20],
      ["'Partner'", 12],
      ["'Event'", 9],
      ['NULL', 3],
    ],
    at('channel'),
  );
  return `
    SELECT ${dealCode('d.deal_id')} AS deal_number, ${accountCode('d.account_id')} AS account_code, a.account_name || ' – ' || lower(d.deal_type) AS deal_name,
      d.deal_type, d.stage, CAST(d.amount AS DECIMAL(12,2)) AS amount, ${pick(salesRepresentatives, random.uniform('deal owner', 'd.account_id'))} AS owner,
      CASE d.deal_type WHEN 'New business' THEN ${channel} END AS channel, d.created_date, d.close_date,
      CASE WHEN d.stage NOT IN ('Won', 'Lost') THEN d.created_date + d.days END AS expected_close_date,
      CASE WHEN d.stage = 'Lost' AND ${at('untold')} >= 0.15 THEN ${pick(lossReasons, at('lost'))} END AS loss_reason
    FROM draft.deal d JOIN draft.account a USING (account_id) ORDER BY d.deal_id`;
}

/** One to three calls of each deal while it ran. */
function callQuery({ random, start, until }: Settings): string {
  const at = (purpose: string) => random.uniform(`call ${purpose}`, 'd.deal_key * 8 + n');
  const end = `coalesce(d.close_date, DATE ${quoted(until)})`;
  return `
    WITH calls AS (
      SELECT d.*, n, d.created_date + CAST(floor(${at('day')} * (date_diff('day', d.created_date, ${end}) + 0.99)) AS INTEGER) AS call_date
      FROM draft.deal d CROSS JOIN (SELECT CAST(range AS BIGINT) AS n FROM range(0, 3)) n WHERE n = 0 OR ${at('held')} < 0.45)
    SELECT 'CALL-' || CAST(row_number() OVER (ORDER BY call_date, deal_key, n) AS VARCHAR) AS call_number, ${accountCode('d.account_id')} AS account_code,
      ${dealCode('d.deal_id')} AS deal_number, CAST(call_date AS TIMESTAMP) + to_seconds(CAST(28800 + floor(${at('time')} * 32400) AS BIGINT)) AS started_at,
      CAST(round(exp(2.9 + 0.55 * ${random.normal('call length', 'd.deal_key * 8 + n')})) AS INTEGER) AS duration_minutes,
      ${pick(salesRepresentatives, random.uniform('deal owner', 'd.account_id'))} AS representative,
      CASE d.deal_type WHEN 'Renewal' THEN 'Renewal' ELSE ${pick(callTopics, at('topic'))} END AS topic,
      CASE WHEN ${at('unheard')} < 0.1 THEN NULL ELSE CAST(round(greatest(-1, least(1, CASE d.stage WHEN 'Lost' THEN -0.1 ELSE 0.35 END + 0.35 * ${random.normal('call mood', 'd.deal_key * 8 + n')})), 2) AS DECIMAL(3,2)) END AS sentiment
    FROM calls d WHERE call_date >= DATE ${quoted(start)} ORDER BY call_date, deal_key, n`;
}
