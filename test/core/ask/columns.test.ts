import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('rows with the columns that the end of the question names', () => {
  answers(() => desk, {
    'bronze artworks with weight and insured value':
      "SELECT title, artwork_id, weight, insured_value, medium FROM artworks WHERE medium = 'Bronze'",
    'artworks: medium, weight': 'SELECT title, artwork_id, medium, weight FROM artworks',
    'loans to the Prado with start date, fee and artwork':
      "SELECT loan_id, start_date, fee, title, borrower FROM loans JOIN artworks USING (artwork_id) WHERE borrower = 'Prado'",
    'artists with artist country and birth year':
      'SELECT artist_name, artist_id, country_name, birth_year FROM artists LEFT JOIN countries USING (country_id)',
  });
  test('numbers stay numbers: “ticket revenue with admissions and bookings”', async () => {
    const result = await desk.ask('ticket revenue with admissions and bookings');
    expect(result.status === 'planned' ? result.plan.fields : []).toEqual([]);
  });
});

describe('rows with the columns that are named before them', () => {
  answers(() => desk, {
    'show me borrower, start date and fee of all loans with a fee over 400':
      'SELECT borrower, start_date, fee FROM loans WHERE fee > 400',
    'medium, weight and artist of artworks with an insured value above 25000':
      'SELECT medium, weight, artist_name, insured_value FROM artworks JOIN artists USING (artist_id) WHERE insured_value > 25000',
    'borrower and start date of loans of bronze artworks':
      "SELECT borrower, start_date, medium FROM loans JOIN artworks USING (artwork_id) WHERE medium = 'Bronze'",
    'list the 3 newest artworks with medium and weight':
      'SELECT title, artwork_id, medium, weight, acquisition_date FROM artworks ORDER BY acquisition_date DESC LIMIT 3',
  });

  test.each(['weight and insured value of bronze artworks', 'admissions and ticket revenue of exhibitions in 2024'])(
    'numbers alone are no columns: “%s”',
    async question => {
      const result = await desk.ask(question);
      expect(result.status === 'planned' ? result.plan.fields : []).toEqual([]);
    },
  );
});

describe('values in a list, each with its preposition', () => {
  answers(() => desk, {
    'ticket revenue by web or by door': "SELECT SUM(amount) FROM tickets WHERE channel IN ('Web', 'Door')",
    'artworks in bronze or in oil by medium':
      "SELECT medium, COUNT(*) FROM artworks WHERE medium IN ('Bronze', 'Oil') GROUP BY 1",
    'bookings for each kind of ticket type': 'SELECT ticket_type, COUNT(*) FROM tickets GROUP BY 1',
  });
});

describe('a condition on what each row has itself', () => {
  answers(() => desk, {
    'how many loans have loan fees over 500': 'SELECT COUNT(*) FROM loans WHERE fee > 500',
    'number of loans with loan fees of at least 500': 'SELECT COUNT(*) FROM loans WHERE fee >= 500',
  });
});

test('a number of other things is refused: the age is of visitors, not of artists', async () => {
  expect((await desk.ask('average age of artists')).status).not.toBe('planned');
});
