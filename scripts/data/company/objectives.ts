import type { Part, Settings } from '../settings.ts';
import { quoted } from '../sql.ts';
import { objectives as aims, teams } from './words.ts';

/** Objectives of each team for each quarter, their key results, and how far those were each week. */
export function objectives(settings: Settings): Part {
  return {
    label: 'objectives',
    statements: [keyResultTable(settings)],
    tables: [
      { name: 'objective', query: objectiveQuery },
      { name: 'key_result', query: keyResultQuery },
      { name: 'key_result_check_in', query: checkInQuery },
    ],
  };
}

const rows = teams.flatMap((team, teamIndex) =>
  aims
    .filter(aim => aim.department === team.department)
    .flatMap((aim, aimIndex) =>
      aim.keyResults.map(
        ([name, unit, start, target], index) =>
          `(${teamIndex * 8 + aimIndex}, ${quoted(team.name)}, ${quoted(team.lead)}, ${quoted(aim.objective)}, ${index}, ${quoted(name)}, ${quoted(unit)}, ${start}, ${target})`,
      ),
    ),
);

/** A key result's value moves from where it began towards its target, faster for some; check-ins are on the first day and on Fridays. */
function keyResultTable({ random, start, until }: Settings): string {
  const at = (purpose: string) => random.uniform(`key result ${purpose}`, 'key_result_id');
  const last = `DATE ${quoted(until)}`;
  return `
    CREATE TABLE draft.check_in AS
    WITH quarters AS (
      SELECT CAST(range AS DATE) AS quarter_start, CAST(row_number() OVER (ORDER BY range) AS INTEGER) AS quarter_id
      FROM range(date_trunc('quarter', DATE ${quoted(start)}), ${last} + 1, INTERVAL 3 MONTH)),
    drawn AS (
      SELECT q.*, v.*, (q.quarter_id * 128 + v.objective_place) * 4 + v.key_result_place AS key_result_id
      FROM quarters q CROSS JOIN (VALUES ${rows.join(', ')})
        v(objective_place, team_name, owner, objective, key_result_place, key_result, unit, start_value, target_value)),
    paced AS (SELECT *, 0.35 + 0.75 * ${at('end')} AS reached, 0.7 + ${at('shape')} AS shape FROM drawn),
    weeks AS (
      SELECT *, unnest(range(quarter_start, least(CAST(quarter_start + INTERVAL 3 MONTH AS DATE), ${last} + 1), INTERVAL 1 DAY)) AS moment FROM paced)
    SELECT * EXCLUDE (moment), CAST(moment AS DATE) AS check_in_date,
      CAST(round(start_value + (target_value - start_value) * least(1.1, reached * pow(date_diff('day', quarter_start, CAST(moment AS DATE)) / 91.0, shape)), 2) AS DECIMAL(12,2)) AS value
    FROM weeks WHERE isodow(moment) = 5 OR moment = quarter_start ORDER BY key_result_id, check_in_date`;
}

const objectiveCode = "'OBJ-' || CAST(key_result_id // 4 AS VARCHAR)";
const keyResultCode = "'KR-' || CAST(key_result_id AS VARCHAR)";
/** The part of the way from the start to the target; less than nothing counts as nothing. */
const progress = (value: string): string =>
  `CAST(round(greatest(0, (${value} - start_value) / (target_value - start_value)), 3) AS DECIMAL(5,3))`;

const objectiveQuery = `
  SELECT ${objectiveCode} AS objective_code, any_value(objective) AS objective, any_value(team_name) AS team_name, any_value(owner) AS owner, any_value(quarter_start) AS quarter_start
  FROM draft.check_in GROUP BY key_result_id // 4 ORDER BY key_result_id // 4`;

const keyResultQuery = `
  WITH latest AS (SELECT * FROM draft.check_in QUALIFY row_number() OVER (PARTITION BY key_result_id ORDER BY check_in_date DESC) = 1)
  SELECT ${keyResultCode} AS key_result_code, ${objectiveCode} AS objective_code, key_result, unit, CAST(start_value AS DECIMAL(12,2)) AS start_value,
    CAST(target_value AS DECIMAL(12,2)) AS target_value, value AS current_value, ${progress('value')} AS progress, check_in_date AS updated_date,
    CASE WHEN ${progress('value')} >= 1 THEN 'Reached' WHEN ${progress('value')} >= 0.7 * date_diff('day', quarter_start, check_in_date) / 91.0 THEN 'On track'
      WHEN ${progress('value')} >= 0.45 * date_diff('day', quarter_start, check_in_date) / 91.0 THEN 'At risk' ELSE 'Off track' END AS key_result_status
  FROM latest ORDER BY key_result_id`;

const checkInQuery = `SELECT check_in_date, ${keyResultCode} AS key_result_code, value, ${progress('value')} AS progress
  FROM draft.check_in ORDER BY check_in_date, key_result_id`;
