import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openToolshed, toolshed } from './toolshed.ts';

/** By which date, of which rows and by which number, where the model tells it in a sentence. */

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: toolshed, open: openToolshed });
});

describe('the day on which it happened', () => {
  answers(() => desk, {
    'charges in 2024': 'SELECT COUNT(*) FROM charges WHERE YEAR(made_on) = 2024',
    'charged by quarter in 2024':
      "SELECT DATE_TRUNC('quarter', made_on), SUM(amount) FROM charges WHERE YEAR(made_on) = 2024 GROUP BY 1",
    'charges paid in 2024': 'SELECT SUM(amount_paid) FROM charges WHERE YEAR(paid_on) = 2024',
    'charges made vs. charges paid by quarter in 2024':
      "SELECT DATE_TRUNC('quarter', made_on), SUM(amount), SUM(amount_paid) FROM charges WHERE YEAR(made_on) = 2024 GROUP BY 1",
    'how many wishes were picked up in March 2024':
      "SELECT COUNT(*) FROM wishes WHERE fetched_on BETWEEN DATE '2024-03-01' AND DATE '2024-03-31'",
    'new tools in 2024': 'SELECT COUNT(*) FROM tools WHERE YEAR(bought_on) = 2024',
    'new tools': "SELECT COUNT(*) FROM tools WHERE wear = 'New'",
    'new members in 2024': 'SELECT COUNT(*) FROM members WHERE YEAR(joined_on) = 2024',
  });
});

describe('what is counted', () => {
  answers(() => desk, {
    'how many tools were due back in December 2023':
      "SELECT COUNT(*) FROM loans WHERE due_date BETWEEN DATE '2023-12-01' AND DATE '2023-12-31'",
    'tools due back in December 2023':
      "SELECT COUNT(*) FROM loans WHERE due_date BETWEEN DATE '2023-12-01' AND DATE '2023-12-31'",
    'how many different tools were due back in December 2023':
      "SELECT COUNT(DISTINCT tool_id) FROM loans WHERE due_date BETWEEN DATE '2023-12-01' AND DATE '2023-12-31'",
    'how many courses in 2024': 'SELECT COUNT(*) FROM courses WHERE NOT cancelled AND YEAR(course_date) = 2024',
    'courses by topic': 'SELECT topic, COUNT(*) FROM courses WHERE NOT cancelled GROUP BY 1',
    'how many courses have been cancelled': 'SELECT COUNT(*) FROM courses WHERE cancelled',
    'loans to members who live in Leeds':
      "SELECT COUNT(*) FROM loans JOIN members USING (member_id) WHERE home_town = 'Leeds'",
    'wishes still waiting': "SELECT COUNT(*) FROM wishes WHERE wish_state = 'Waiting'",
    'top 2 makers by loans':
      'SELECT maker, COUNT(*) AS n FROM loans JOIN tools USING (tool_id) GROUP BY 1 ORDER BY n DESC LIMIT 2',
    'second most used desk': 'SELECT desk, COUNT(*), 2 FROM loans GROUP BY 1 ORDER BY 2 DESC LIMIT 1 OFFSET 1',
  });
});

describe('what is not said', () => {
  refusals(() => desk, {
    'waive all charges of member 12': 'waive',
    'how many wishes have been picked up': 'picked up',
    'how many of the tools that are out are due back in May 2024': 'out',
  });

  test('who borrows most is no number of borrowers', async () => {
    expect((await desk.ask('who borrows most?')).status).toBe('refused');
  });
});
