import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { boathouse, openBoathouse } from './boathouse.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: boathouse, open: openBoathouse });
});

const boats = 'boats JOIN clients USING (client_no)';

describe('values that say that there is none', () => {
  answers(() => desk, {
    'How many boats have no insurance?': "SELECT COUNT(*) FROM boats WHERE insurance_cover = 'No insurance'",
    'How many boats have no insurance cover?': "SELECT COUNT(*) FROM boats WHERE insurance_cover = 'No insurance'",
    'How many boats have an insurance cover?': "SELECT COUNT(*) FROM boats WHERE insurance_cover <> 'No insurance'",
    'how many legs had no wind': "SELECT COUNT(*) FROM legs WHERE outcome = 'No wind'",
    'How many clients never had a credit limit set?': 'SELECT COUNT(*) FROM clients WHERE credit_limit IS NULL',
    'clients with a credit limit':
      'SELECT client_name, client_no, credit_limit FROM clients WHERE credit_limit IS NOT NULL',
  });
});

describe('kinds that are said as nouns', () => {
  answers(() => desk, {
    'How many cutters do fishing clients run?': `SELECT COUNT(*) FROM ${boats} WHERE boat_class = 'Cutter' AND trade = 'Fishing'`,
    'how many cutters are there': "SELECT COUNT(*) FROM boats WHERE boat_class = 'Cutter'",
    'how many clients run cutters':
      "SELECT COUNT(*) FROM clients c WHERE EXISTS (SELECT 1 FROM boats b WHERE b.client_no = c.client_no AND boat_class = 'Cutter')",
    'Which models belong to the dinghy class?': "SELECT DISTINCT model_name FROM boats WHERE boat_class = 'Dinghy'",
    // of the beginning of a kind, and not those whose names have the word
    'how many clients are in pharma?': "SELECT COUNT(*) FROM clients WHERE trade = 'Pharmaceuticals'",
  });
  refusals(() => desk, {
    'how many cutters had more than 3 tours': 'cutters',
    'how many cutters earned revenue': 'cutters',
  });
});

describe('what is said of things that each has many of', () => {
  const east =
    "EXISTS (SELECT 1 FROM legs l JOIN skippers s USING (skipper_no) WHERE l.tour_no = t.tour_no AND harbour = 'Vigo')";
  answers(() => desk, {
    'number of tours with a leg by someone from Vigo': `SELECT COUNT(*) FROM tours t WHERE ${east}`,
    'number of tours with a leg by a skipper from Vigo': `SELECT COUNT(*) FROM tours t WHERE ${east}`,
  });
});

describe('what is asked besides', () => {
  answers(() => desk, {
    'Which channels do tours come in through, and how many via each?':
      'SELECT booked_via, COUNT(*) FROM tours GROUP BY 1',
    'bills by bill state: count and net amount': 'SELECT bill_state, COUNT(*), SUM(net_amount) FROM bills GROUP BY 1',
  });
  test('two years of a development stand side by side', async () => {
    const [row, ...more] = (await desk.rows('How did revenue develop in 2024 compared to 2023?')) as unknown[];
    expect([row !== undefined, more.length]).toEqual([true, 0]);
  });
  test('no week is in two years', async () => {
    expect((await desk.ask('revenue 2024 versus 2023 by week')).status).toBe('refused');
  });
  refusals(() => desk, {
    'bills that were paid late: count and net amount': 'late',
    'revenue by who pays for it': 'who',
    'Which skipper should we let go?': 'Which',
  });
});
