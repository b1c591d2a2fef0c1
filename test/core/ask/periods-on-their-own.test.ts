import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';
import { openWorkshop, workshop } from './workshop.ts';

let desk: Desk;
let repairs: Desk;
beforeAll(async () => {
  desk = await openDesk();
  repairs = await openDesk(analyst, { model: workshop, open: openWorkshop });
});

const sum = (year: number) => `SUM(amount) FILTER (year(visit_date) = ${year})`;
const sides = `${sum(2023)}, ${sum(2024)}, ${sum(2024)} - ${sum(2023)}, ${sum(2024)} / ${sum(2023)} - 1`;

describe('several periods', () => {
  answers(() => desk, {
    'ticket revenue of 2023 and 2024 per sales channel': `SELECT channel, ${sides} FROM tickets GROUP BY 1`,
    'ticket revenue in 2023 and in 2024': `SELECT ${sides} FROM tickets`,
    'ticket revenue in 2023 and 2024 combined':
      'SELECT SUM(amount) FROM tickets WHERE year(visit_date) IN (2023, 2024)',
  });

  test.each([
    'ticket revenue in 2023 and 2024',
    'ticket revenue in May and June 2024 by sales channel',
    'visitors who booked in 2023 and in 2024',
  ])('may be meant of each or of all: %s', async question => expect((await desk.ask(question)).status).toBe('clarify'));

  test('are not ranked side by side', async () => {
    const result = await desk.ask('which channel had the highest ticket revenue in 2023 and in 2024');
    expect(result.status).toBe('refused');
  });
});

describe('who did it, right behind the things', () => {
  answers(() => desk, {
    'tickets visitors booked in 2024 by sales channel':
      'SELECT channel, COUNT(*) FROM tickets WHERE year(booking_date) = 2024 GROUP BY 1',
    'how many tickets our visitors booked in 2024': 'SELECT COUNT(*) FROM tickets WHERE year(booking_date) = 2024',
  });
  answers(() => repairs, {
    'repairs customers have received in 2024 by urgent':
      'SELECT is_urgent, COUNT(*) FROM repairs WHERE year(received_on) = 2024 GROUP BY 1',
  });
});

describe('the best of each period', () => {
  answers(() => desk, {
    'which sales channel sells best in each year by ticket revenue':
      "SELECT date_trunc('year', visit_date), channel, SUM(amount) s FROM tickets GROUP BY 1, 2 QUALIFY row_number() OVER (PARTITION BY date_trunc('year', visit_date) ORDER BY s DESC) = 1",
  });
});
