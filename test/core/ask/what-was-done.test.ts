import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { ferry, openFerry } from './ferry.ts';

/** What was done, by whom, where and when, and what is yes or no of each. */

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: ferry, open: openFerry });
});

const trips = 'FROM trips JOIN harbours USING (harbour_id) JOIN passengers USING (passenger_id)';

describe('what was done', () => {
  answers(() => desk, {
    'claims that we contested': "SELECT COUNT(*) FROM claims WHERE appealed = 'Yes'",
    'how many claims did we contest': "SELECT COUNT(*) FROM claims WHERE appealed = 'Yes'",
    'claims contested by cover': "SELECT cover, COUNT(*) FROM claims WHERE appealed = 'Yes' GROUP BY 1",
    'what share of the denied claims have we contested?':
      "SELECT COUNT(*), COUNT(*) FILTER (appealed = 'Yes'), COUNT(*) FILTER (appealed = 'Yes') / COUNT(*) FROM claims WHERE claim_state = 'Denied'",
    'how many trips had a delay': 'SELECT COUNT(*) FROM trips WHERE delayed',
    'how many passengers are seasick': 'SELECT COUNT(*) FROM passengers WHERE seasick',
    'trips steered by Bo Lind': 'SELECT COUNT(*) FROM trips WHERE steering_pilot_id = 2',
    'trips of Bo Lind': 'SELECT COUNT(*) FROM trips WHERE planning_pilot_id = 2',
    'passengers seen in Harwick in 2023': `SELECT COUNT(DISTINCT passenger_id) ${trips} WHERE harbour_town = 'Harwick' AND YEAR(sailing_date) = 2023`,
    'how many passengers were seen in 2023':
      'SELECT COUNT(DISTINCT passenger_id) FROM trips WHERE YEAR(sailing_date) = 2023',
    'trips of passengers who live in Harwick by age group': `SELECT age_group, COUNT(*) ${trips} WHERE home_town = 'Harwick' GROUP BY 1`,
    'which harbours opened before 1990?':
      'SELECT harbour_name, harbour_id, opened_year FROM harbours WHERE opened_year < 1990',
    'trips at harbours opened before 1990 in 2024': `SELECT COUNT(*) ${trips} WHERE opened_year < 1990 AND YEAR(sailing_date) = 2024`,
    'payments in 2023, by payment date, for each cover':
      'SELECT cover, SUM(paid) FROM claims WHERE YEAR(payment_date) = 2023 GROUP BY 1',
  });
});

describe('parts, ends and things with so many others', () => {
  answers(() => desk, {
    'trips with two claims': 'SELECT trip_id, COUNT(*) FROM claims GROUP BY 1 HAVING COUNT(*) = 2',
    'number of trips except the island route': "SELECT COUNT(*) FROM trips WHERE route <> 'Island Loop'",
    'trips for children': "SELECT COUNT(*) FROM trips WHERE age_group = 'Child'",
    'share of seniors among night trips':
      "SELECT COUNT(*), COUNT(*) FILTER (age_group = 'Senior'), COUNT(*) FILTER (age_group = 'Senior') / COUNT(*) FROM trips WHERE trip_kind = 'Night'",
    'share of seniors among delayed trips by trip kind':
      "SELECT trip_kind, COUNT(*), COUNT(*) FILTER (age_group = 'Senior'), COUNT(*) FILTER (age_group = 'Senior') / COUNT(*) FROM trips WHERE delayed GROUP BY 1",
    'which cover has the worst denial rate':
      "SELECT cover, COUNT(*) FILTER (claim_state = 'Denied') / COUNT(*) AS rate FROM claims GROUP BY 1 ORDER BY rate DESC LIMIT 1",
  });
});

describe('what is not said', () => {
  refusals(() => desk, {
    'set all open claims to paid': 'set',
    'mark these claims as paid': 'mark',
    'how many passengers are in dock': 'dock',
    'how many claims opened in 2023': 'opened',
    'trips with a secondary route': 'secondary',
  });
});
