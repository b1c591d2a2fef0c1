/**
 * Every metric of the company's model as SQL over the tables, written by hand: what the model must give. Each yields
 * one row with one value; a level is that of the last day.
 */
const latest = 'FROM subscription_month WHERE snapshot_date = (SELECT max(snapshot_date) FROM subscription_month)';
const closed = (stage: string) => `FROM deal WHERE stage = '${stage}'`;
const open = "FROM deal WHERE stage NOT IN ('Won', 'Lost')";
const reviewed = "FROM document WHERE state IN ('Curated', 'Outdated', 'Rejected')";
const running = "FROM project WHERE project_status IN ('On track', 'At risk', 'Off track')";
const moved = (movement: string, value: string) =>
  `SELECT sum(${value}) FROM subscription_month WHERE movement = '${movement}'`;

export const metricSql: Readonly<Record<string, string>> = {
  monthly_recurring_revenue: `SELECT sum(monthly_revenue) ${latest}`,
  annual_recurring_revenue: `SELECT sum(monthly_revenue) * 12 ${latest}`,
  active_customers:
    'SELECT count(*) FROM (SELECT account_code FROM subscription WHERE end_date IS NULL GROUP BY account_code)',
  active_subscriptions: 'SELECT count(*) FROM subscription WHERE end_date IS NULL',
  seats: 'SELECT sum(seats) FROM subscription',
  revenue_per_customer: `SELECT sum(monthly_revenue)::DOUBLE / (SELECT count(DISTINCT account_code) FROM subscription WHERE end_date IS NULL) ${latest}`,
  new_recurring_revenue: moved('New', 'monthly_revenue'),
  expansion_revenue: moved('Expansion', 'monthly_revenue - revenue_month_before'),
  contraction_revenue: moved('Contraction', 'revenue_month_before - monthly_revenue'),
  churned_revenue: moved('Cancelled', 'revenue_month_before'),
  won_revenue: 'SELECT sum(greatest(0, monthly_revenue - revenue_month_before)) FROM subscription_month',
  lost_revenue: 'SELECT sum(greatest(0, revenue_month_before - monthly_revenue)) FROM subscription_month',
  net_new_revenue: 'SELECT sum(monthly_revenue - revenue_month_before) FROM subscription_month',
  churn_rate: 'SELECT avg((monthly_revenue = 0)::INTEGER) FROM subscription_month WHERE revenue_month_before > 0',
  revenue_churn_rate:
    'SELECT sum(revenue_month_before) FILTER (monthly_revenue = 0)::DOUBLE / sum(revenue_month_before) FROM subscription_month WHERE revenue_month_before > 0',
  net_revenue_retention: `SELECT sum(monthly_revenue)::DOUBLE / sum(revenue_year_before) ${latest} AND revenue_year_before > 0`,
  gross_revenue_retention: `SELECT sum(CASE WHEN monthly_revenue < revenue_year_before THEN monthly_revenue ELSE revenue_year_before END)::DOUBLE / sum(revenue_year_before) ${latest}`,
  account_count: 'SELECT count(*) FROM account',
  customers_won: 'SELECT count(DISTINCT account_code) FROM subscription',
  customers_lost:
    'SELECT count(*) FROM (SELECT account_code FROM subscription GROUP BY account_code HAVING count(*) = count(end_date))',
  customers_at_risk: 'SELECT count(*) FROM account WHERE health_score BETWEEN 0 AND 39',
  average_health: 'SELECT avg(health_score) FROM account',
  net_promoter_score:
    'SELECT avg(CASE WHEN recommendation_score >= 9 THEN 100 WHEN recommendation_score <= 6 THEN -100 ELSE 0 END) FROM survey_response',
  pipeline: `SELECT sum(amount) ${open}`,
  weighted_pipeline: `SELECT sum(amount * CASE stage WHEN 'Negotiation' THEN 0.6 WHEN 'Proposal' THEN 0.35 ELSE 0.15 END) ${open}`,
  open_deals: `SELECT count(*) ${open}`,
  deals_created: 'SELECT count(*) FROM deal',
  deals_won: `SELECT count(*) ${closed('Won')}`,
  deals_lost: `SELECT count(*) ${closed('Lost')}`,
  bookings: `SELECT sum(amount) ${closed('Won')}`,
  win_rate: "SELECT avg((stage = 'Won')::INTEGER) FROM deal WHERE close_date IS NOT NULL",
  average_deal_size: `SELECT avg(amount) ${closed('Won')}`,
  sales_cycle: `SELECT avg(close_date - created_date) ${closed('Won')}`,
  call_count: 'SELECT count(*) FROM customer_call',
  average_sentiment: 'SELECT avg(sentiment) FROM customer_call',
  ticket_count: 'SELECT count(*) FROM ticket',
  tickets_solved: 'SELECT count(solved_at) FROM ticket',
  open_tickets: 'SELECT count(*) FROM ticket WHERE solved_at IS NULL',
  backlog: 'SELECT count(*) FROM ticket WHERE solved_at IS NULL',
  first_response_time: "SELECT avg(date_diff('minute', opened_at, first_response_at)) FROM ticket",
  resolution_time: "SELECT avg(date_diff('hour', opened_at, solved_at)) FROM ticket",
  average_satisfaction: 'SELECT avg(satisfaction) FROM ticket',
  satisfied_share: 'SELECT avg((satisfaction > 3)::INTEGER) FROM ticket',
  document_count: 'SELECT count(*) FROM document',
  documents_curated: "SELECT count(*) FROM document WHERE state = 'Curated'",
  documents_waiting: 'SELECT count(*) FROM document WHERE found_date IS NULL',
  documents_in_review: 'SELECT count(*) FROM document WHERE found_date IS NOT NULL AND reviewed_date IS NULL',
  acceptance_rate: `SELECT avg((state <> 'Rejected')::INTEGER) ${reviewed}`,
  review_time: 'SELECT avg(reviewed_date - uploaded_date) FROM document',
  document_openings: 'SELECT sum(views_90_days) FROM document',
  project_count: 'SELECT count(*) FROM project',
  active_projects: `SELECT count(*) ${running}`,
  projects_at_risk: `SELECT count(*) ${running} AND project_status <> 'On track'`,
  budget: 'SELECT sum(budget) FROM project',
  spending: 'SELECT sum(spent) FROM project',
  budget_used: 'SELECT sum(spent)::DOUBLE / sum(budget) FROM project',
  average_project_progress: 'SELECT avg(progress) FROM project',
  throughput: 'SELECT count(finished_date) FROM issue',
  points_done: 'SELECT sum(points) FROM issue WHERE finished_date IS NOT NULL',
  cycle_time: 'SELECT avg(finished_date - started_date) FROM issue',
  issues_created: 'SELECT count(*) FROM issue',
  open_issues: "SELECT count(*) FROM issue WHERE finished_date IS NULL AND issue_status <> 'Cancelled'",
  bug_share: "SELECT avg((issue_type = 'Bug')::INTEGER) FROM issue",
  pull_requests_merged: 'SELECT count(merged_at) FROM pull_request',
  review_wait: "SELECT avg(date_diff('hour', opened_at, first_review_at)) FROM pull_request",
  merge_time: "SELECT avg(date_diff('hour', opened_at, merged_at)) FROM pull_request",
  average_progress:
    'SELECT avg(round(greatest(0, (current_value - start_value)::DOUBLE / (target_value - start_value)), 3)) FROM key_result',
  progress_over_time:
    'SELECT avg(progress) FROM key_result_check_in WHERE check_in_date = (SELECT max(check_in_date) FROM key_result_check_in)',
  objective_count: 'SELECT count(*) FROM objective',
  key_results_on_track: "SELECT avg((key_result_status IN ('On track', 'Reached'))::INTEGER) FROM key_result",
  people: 'SELECT sum(members) FROM team',
  tool_spending: 'SELECT sum(amount) FROM tool_cost',
  dashboard_cost: "SELECT sum(amount) FROM tool_cost WHERE category = 'Dashboards'",
  dashboard_loads: 'SELECT sum(loads) FROM dashboard_usage',
  average_load_time: 'SELECT sum(load_seconds)::DOUBLE / sum(loads) FROM dashboard_usage',
  fast_load_share: 'SELECT sum(loads - slow_loads)::DOUBLE / sum(loads) FROM dashboard_usage',
  availability: 'SELECT sum(checks - failed_checks)::DOUBLE / sum(checks) FROM dashboard_usage',
};

/** Plans of several parts, beside what they must give. */
export const groupedCases = [
  {
    name: 'a level by month is that of the end of each month, never a sum',
    plan: {
      measures: [{ name: 'revenue', metric: 'monthly_recurring_revenue' }],
      time: { field: 'revenue_history.month_end', grain: 'month' },
    },
    sql: "SELECT date_trunc('month', snapshot_date)::DATE, sum(monthly_revenue) FROM subscription_month GROUP BY ALL",
  },
  {
    name: 'a level by quarter is that of its last month',
    plan: {
      measures: [{ name: 'revenue', metric: 'monthly_recurring_revenue' }],
      time: { field: 'revenue_history.month_end', grain: 'quarter' },
    },
    sql: `SELECT date_trunc('quarter', snapshot_date)::DATE, sum(monthly_revenue) FROM subscription_month
      WHERE snapshot_date IN (SELECT max(snapshot_date) FROM subscription_month GROUP BY date_trunc('quarter', snapshot_date)) GROUP BY ALL`,
  },
  {
    name: 'revenue of the end of last quarter by region of the account',
    plan: {
      measures: [{ name: 'revenue', metric: 'monthly_recurring_revenue' }],
      dimensions: [{ field: 'accounts.account_region' }],
      time: { field: 'revenue_history.month_end', range: { kind: 'previous', unit: 'quarter', count: 1 } },
    },
    sql: `SELECT region, sum(monthly_revenue) FROM subscription_month JOIN subscription USING (subscription_number) JOIN account USING (account_code)
      WHERE snapshot_date = DATE '2026-06-30' GROUP BY region`,
  },
  {
    name: 'issues and pull requests of a team are each counted once',
    plan: {
      measures: [
        { name: 'done', metric: 'throughput' },
        { name: 'merged', metric: 'pull_requests_merged' },
      ],
      dimensions: [{ field: 'teams.team_name' }],
      where: [{ field: 'teams.department', operator: '=', values: ['Engineering'] }],
    },
    sql: `SELECT team_name, (SELECT count(finished_date) FROM issue i WHERE i.team_name = t.team_name), (SELECT count(merged_at) FROM pull_request p WHERE p.team_name = t.team_name)
      FROM team t WHERE department = 'Engineering'`,
  },
  {
    name: 'backlog by month is that of the last record of each',
    plan: {
      measures: [{ name: 'open', metric: 'backlog' }],
      time: { field: 'ticket_backlog.backlog_date', grain: 'month' },
    },
    sql: `SELECT date_trunc('month', snapshot_date)::DATE, sum(open_tickets) FROM ticket_backlog
      WHERE snapshot_date IN (SELECT max(snapshot_date) FROM ticket_backlog GROUP BY date_trunc('month', snapshot_date)) GROUP BY ALL`,
  },
  {
    name: 'progress of a quarter by team',
    plan: {
      measures: [{ name: 'progress', metric: 'average_progress' }],
      dimensions: [{ field: 'teams.team_name' }],
      time: { field: 'objectives.quarter_start', range: { kind: 'previous', unit: 'quarter', count: 1 } },
    },
    sql: `SELECT team_name, avg(progress) FROM key_result JOIN objective USING (objective_code) WHERE quarter_start = DATE '2026-04-01' GROUP BY team_name`,
  },
] as const;
