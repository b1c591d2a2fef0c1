import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { bakery, openBakery } from './bakery.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: bakery, open: openBakery });
});

const counter = 'bakery_sales JOIN days USING (day_key)';
const all =
  '(SELECT day_key, cake_id, counter_amount a FROM bakery_sales UNION ALL SELECT day_key, cake_id, phone_amount FROM phone_sales) JOIN days USING (day_key)';

describe('fields of a calendar', () => {
  answers(() => desk, {
    'bakery revenue in fiscal year 2023': `SELECT SUM(counter_amount) FROM ${counter} WHERE fiscal_year = 2023`,
    'bakery revenue in FY23': `SELECT SUM(counter_amount) FROM ${counter} WHERE fiscal_year = 2023`,
    'revenue per fiscal quarter, FY 2023 only': `SELECT fiscal_quarter, SUM(a) FROM ${all} WHERE fiscal_year = 2023 GROUP BY 1`,
    'bakery revenue FY2022 vs FY2023': `SELECT fiscal_year, SUM(counter_amount) FROM ${counter} WHERE fiscal_year IN (2022, 2023) GROUP BY 1`,
    'bakery revenue on public holidays': `SELECT SUM(counter_amount) FROM ${counter} WHERE holiday_flag = 'Y'`,
    'bakery revenue by holiday': `SELECT holiday_name, SUM(counter_amount) FROM ${counter} WHERE holiday_name IS NOT NULL GROUP BY 1`,
    'which holiday had the highest bakery revenue': `SELECT holiday_name, SUM(counter_amount) FROM ${counter} WHERE holiday_name IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`,
    'how many holidays were there in 2024': "SELECT COUNT(*) FROM days WHERE holiday_flag = 'Y' AND year(day) = 2024",
  });
  refusals(() => desk, {
    'revenue last fiscal year': 'last fiscal year',
  });
  test('a model without such a field says so', async () => {
    const museum = await openDesk();
    expect((await museum.ask('ticket revenue in fiscal year 2023')).status).toBe('refused');
  });
});

describe('what is said of which things', () => {
  answers(() => desk, {
    'which cakes cost more than 10 today': 'SELECT cake_name, cake_id, price FROM cakes WHERE price > 10',
    'number of buyers from Ystad': "SELECT COUNT(*) FROM buyers WHERE home_town = 'Ystad'",
    'buyers by club, also count those without a club': 'SELECT club, COUNT(*) FROM buyers GROUP BY 1',
    'bakery revenue for tarts and sponges in 2023 versus 2024': `SELECT kind, a, b, b - a, b / a::DOUBLE - 1 FROM (
      SELECT kind, SUM(counter_amount) FILTER (year(day) = 2023) a, SUM(counter_amount) FILTER (year(day) = 2024) b
      FROM ${counter} JOIN cakes USING (cake_id) WHERE kind IN ('Tart', 'Sponge') GROUP BY 1)`,
  });
  refusals(() => desk, {
    // Ystad is where buyers live; the bakeries have towns of their own
    'revenue of our Ystad bakeries': 'Ystad',
    'number of bakeries in Ystad': 'Ystad',
    'buyers by club without a club': 'club',
  });
  test('towns where there are none of other things are not listed as if nothing had been said', async () => {
    expect((await desk.ask('in which towns do buyers live where we have no bakery')).status).toBe('refused');
  });
});

describe('things that a number counts', () => {
  answers(() => desk, {
    'receipts at Old Quay in 2023': `SELECT COUNT(DISTINCT receipt_number) FROM ${counter} JOIN bakeries USING (bakery_id) WHERE bakery_name = 'Old Quay' AND year(day) = 2023`,
    'bakery revenue in our outlet bakeries':
      "SELECT SUM(counter_amount) FROM bakery_sales JOIN bakeries USING (bakery_id) WHERE size = 'Outlet'",
    'how many outlets are there': 'SELECT COUNT(*) FROM bakeries',
    'bakery revenue per baker': `SELECT r, b, r / b::DOUBLE FROM (SELECT SUM(counter_amount) r FROM bakery_sales), (SELECT SUM(bakers) b FROM bakeries)`,
    'bakery revenue by kind, highest to lowest': `SELECT kind, SUM(counter_amount) FROM bakery_sales JOIN cakes USING (cake_id) GROUP BY 1 ORDER BY 2 DESC`,
    'how many buyers were born in the 1980s':
      'SELECT COUNT(*) FROM buyers WHERE year(birth_date) BETWEEN 1980 AND 1989',
    'how many buyers were born in the nineties':
      'SELECT COUNT(*) FROM buyers WHERE year(birth_date) BETWEEN 1990 AND 1999',
  });
  refusals(() => desk, {
    // the bakers are those of now
    'bakery revenue per baker in 2023': 'baker',
  });
});
