import type { Part, Settings } from '../settings.ts';
import { list, pick, pickWeighted, quoted } from '../sql.ts';
import { engineers, issueThings, issueVerbs, projectThings, projectVerbs, teams } from './words.ts';

const builders = teams.filter(team => team.repository !== undefined);

/** Work of the demo company: teams, their projects, issues and pull requests. */
export function delivery(settings: Settings): Part {
  return {
    label: 'projects, issues and pull requests',
    statements: [projectTable(settings), issueTable(settings)],
    tables: [
      { name: 'team', query: teamQuery },
      { name: 'project', query: projectQuery(settings) },
      { name: 'issue', query: issueQuery(settings) },
      { name: 'pull_request', query: pullRequestQuery(settings) },
    ],
  };
}

const teamRows = teams.map(
  ({ name, department, lead, members }, index) =>
    `(${index + 1}, ${quoted(name)}, ${quoted(department)}, ${quoted(lead)}, ${members})`,
);
const teamQuery = `SELECT team_name, department, team_lead, CAST(members AS INTEGER) AS members FROM (VALUES ${teamRows.join(', ')})
  v(team_id, team_name, department, team_lead, members) ORDER BY team_id`;

const projectsOf = ({ scale }: Settings): number => Math.max(40, Math.round(110 * scale ** 0.2));
const issuesOf = ({ scale }: Settings): number => Math.max(900, Math.round(14_000 * scale ** 0.5));

/** Projects begin one after the other; each has a plan, and a pace that says whether it keeps it. */
function projectTable(settings: Settings): string {
  const { random, start, until } = settings;
  const at = (purpose: string) => random.uniform(`project ${purpose}`, 'project_id');
  const count = projectsOf(settings);
  const days = `date_diff('day', DATE ${quoted(start)}, DATE ${quoted(until)})`;
  return `CREATE TABLE draft.project AS
    SELECT project_id, ${pick(projectVerbs, at('verb'))} || ' ' || ${pick(projectThings, at('thing'))} AS project_name,
      1 + CAST(floor(${at('team')} * ${builders.length}) AS INTEGER) AS team_id,
      DATE ${quoted(start)} + CAST(floor((project_id - 1 + ${at('start')}) / ${count}.0 * (${days} + 20)) AS INTEGER) AS start_date,
      60 + CAST(floor(${at('length')} * 150) AS INTEGER) AS planned_days, 0.8 + 0.6 * pow(${at('pace')}, 1.5) AS pace,
      round(20000 + pow(${at('budget')}, 2) * 230000, -3) AS budget, 0.85 + 0.4 * ${at('thrift')} AS thrift
    FROM (SELECT CAST(range AS INTEGER) AS project_id FROM range(1, ${count + 1})) ORDER BY project_id`;
}

const projectCode = (id: string): string => `'PRJ-' || lpad(CAST(${id} AS VARCHAR), 3, '0')`;

/** How far a project (`p`) is on the last day, as a fraction of its work. */
const doneShare = (until: string): string =>
  `greatest(0, least(1, date_diff('day', p.start_date, DATE ${quoted(until)}) / (p.planned_days * p.pace)))`;

function projectQuery({ until }: Settings): string {
  const last = `DATE ${quoted(until)}`;
  const late = `${doneShare(until)} - least(1, date_diff('day', p.start_date, ${last}) / p.planned_days)`;
  const status = `CASE WHEN p.start_date > ${last} THEN 'Planned' WHEN ${doneShare(until)} >= 1 THEN 'Done' WHEN ${late} < -0.16 THEN 'Off track' WHEN ${late} < -0.06 THEN 'At risk' ELSE 'On track' END`;
  return `
    SELECT ${projectCode('p.project_id')} AS project_code, p.project_name, ${list(builders.map(team => team.name))}[p.team_id] AS team_name,
      ${list(builders.map(team => team.lead))}[p.team_id] AS project_lead, ${status} AS project_status, p.start_date, p.start_date + p.planned_days AS due_date,
      CASE WHEN ${doneShare(until)} >= 1 THEN p.start_date + CAST(ceil(p.planned_days * p.pace) AS INTEGER) END AS finished_date,
      CAST(round(${doneShare(until)}, 2) AS DECIMAL(3,2)) AS progress, CAST(p.budget AS DECIMAL(12,2)) AS budget,
      CAST(round(p.budget * ${doneShare(until)} * p.thrift, 2) AS DECIMAL(12,2)) AS spent
    FROM draft.project p ORDER BY p.project_id`;
}

/** Issues come while their project runs; work on them got quicker over the years. */
function issueTable(settings: Settings): string {
  const { random, start, until } = settings;
  const at = (purpose: string) => random.uniform(`issue ${purpose}`, 'i.issue_id');
  const last = `DATE ${quoted(until)}`;
  return `CREATE TABLE draft.issue AS
    WITH numbered AS (SELECT CAST(range AS INTEGER) AS issue_id FROM range(1, ${issuesOf(settings) + 1})),
    running AS (SELECT *, row_number() OVER (ORDER BY project_id) AS place, count(*) OVER () AS places FROM draft.project WHERE start_date <= ${last}),
    created AS (
      SELECT i.issue_id, p.project_id, p.team_id, p.start_date + CAST(floor(${at('day')} * p.planned_days * p.pace * 0.95) AS INTEGER) AS created_date
      FROM numbered i JOIN running p ON p.place = 1 + CAST(floor(${at('project')} * p.places) AS BIGINT)),
    timed AS (
      SELECT *, CAST(floor(exp(1.6 + 0.9 * ${random.normal('issue wait', 'i.issue_id')})) AS INTEGER) AS wait_days,
        CAST(floor(exp(1.75 + 0.7 * ${random.normal('issue work', 'i.issue_id')} - 0.16 * date_diff('day', DATE ${quoted(start)}, created_date) / 365.25 + 0.12 * (i.team_id - 3))) AS INTEGER) + 1 AS work_days
      FROM created i WHERE created_date BETWEEN DATE ${quoted(start)} AND ${last})
    SELECT i.*, created_date + wait_days AS started, created_date + wait_days + work_days AS finished, ${at('dropped')} < 0.05 AS dropped,
      row_number() OVER (ORDER BY created_date, issue_id) AS number FROM timed i ORDER BY number`;
}

const issueKey = (alias: string): string =>
  `upper(left(${list(builders.map(team => team.name))}[${alias}.team_id], 3)) || '-' || CAST(${alias}.number AS VARCHAR)`;

function issueQuery({ random, until }: Settings): string {
  const at = (purpose: string) => random.uniform(`issue ${purpose}`, 'i.issue_id');
  const last = `DATE ${quoted(until)}`;
  const type = pickWeighted(
    [
      ["'Feature'", 42],
      ["'Bug'", 33],
      ["'Chore'", 25],
    ],
    at('type'),
  );
  return `
    SELECT ${issueKey('i')} AS issue_key, ${pick(issueVerbs, at('verb'))} || ' ' || ${pick(issueThings, at('thing'))} AS issue_title, ${projectCode('i.project_id')} AS project_code,
      ${list(builders.map(team => team.name))}[i.team_id] AS team_name, ${type} AS issue_type,
      CASE WHEN i.dropped AND i.started <= ${last} THEN 'Cancelled' WHEN i.finished <= ${last} THEN 'Done' WHEN i.started <= ${last} THEN 'In progress' ELSE 'To do' END AS issue_status,
      CASE WHEN i.started <= ${last} THEN ${pick(engineers, at('assignee'))} END AS assignee,
      CASE WHEN ${at('unestimated')} < 0.12 THEN NULL ELSE [1, 1, 2, 2, 3, 3, 5, 8][1 + CAST(floor(${at('points')} * 8) AS INTEGER)] END AS points,
      i.created_date, CASE WHEN i.started <= ${last} THEN i.started END AS started_date,
      CASE WHEN NOT i.dropped AND i.finished <= ${last} THEN i.finished END AS finished_date
    FROM draft.issue i ORDER BY i.number`;
}

/** Three of four issues that were worked on have a pull request, some two. */
function pullRequestQuery({ random, until }: Settings): string {
  const at = (purpose: string) => random.uniform(`pull request ${purpose}`, 'i.issue_id * 2 + n');
  const now = `TIMESTAMP ${quoted(`${until} 23:59:59`)}`;
  const opened = `CAST(i.started AS TIMESTAMP) + to_minutes(CAST(480 + floor(${at('opened')} * i.work_days * 960) AS BIGINT))`;
  return `
    WITH drafted AS (
      SELECT i.*, n, ${opened} AS opened_at FROM draft.issue i CROSS JOIN (SELECT CAST(range AS INTEGER) AS n FROM range(0, 2)) n
      WHERE NOT i.dropped AND CASE n WHEN 0 THEN ${at('has')} < 0.74 ELSE ${at('has')} < 0.16 END),
    reviewed AS (
      SELECT i.*, opened_at + to_minutes(CAST(20 + round(exp(5.6 + 0.9 * ${random.normal('pull request wait', 'i.issue_id * 2 + n')})) AS BIGINT)) AS first_review_at,
        opened_at + to_minutes(CAST(40 + round(exp(5.6 + 0.9 * ${random.normal('pull request wait', 'i.issue_id * 2 + n')}) + exp(7.1 + ${random.normal('pull request work', 'i.issue_id * 2 + n')})) AS BIGINT)) AS merged_at
      FROM drafted i WHERE opened_at <= ${now})
    SELECT CAST(row_number() OVER (ORDER BY opened_at, issue_id, n) AS INTEGER) AS pull_request_number, ${list(builders.map(team => team.repository ?? ''))}[i.team_id] AS repository,
      ${issueKey('i')} AS issue_key, ${list(builders.map(team => team.name))}[i.team_id] AS team_name, ${pick(engineers, random.uniform('issue assignee', 'i.issue_id'))} AS author,
      CASE WHEN ${at('closed')} < 0.06 THEN 'Closed' WHEN merged_at <= ${now} THEN 'Merged' ELSE 'Open' END AS pull_request_status, opened_at,
      CASE WHEN first_review_at <= ${now} THEN first_review_at END AS first_review_at,
      CASE WHEN ${at('closed')} >= 0.06 AND merged_at <= ${now} THEN merged_at END AS merged_at,
      CAST(round(exp(4.1 + 1.1 * ${random.normal('pull request size', 'i.issue_id * 2 + n')})) AS INTEGER) + 1 AS lines_changed
    FROM reviewed i ORDER BY opened_at, issue_id, n`;
}
