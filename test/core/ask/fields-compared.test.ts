import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';
import { openWorkshop, workshop } from './workshop.ts';

let museum: Desk;
let bicycles: Desk;
beforeAll(async () => {
  museum = await openDesk();
  bicycles = await openDesk(analyst, { model: workshop, open: openWorkshop });
});

describe('dates of a row in one period', () => {
  answers(() => museum, {
    'how many loans were returned in the same month they were due':
      "SELECT COUNT(*) FROM loans WHERE DATE_TRUNC('month', return_date) = DATE_TRUNC('month', due_date)",
    'how many tickets were booked in a different month than the visit date':
      "SELECT COUNT(*) FROM tickets WHERE DATE_TRUNC('month', booking_date) <> DATE_TRUNC('month', visit_date)",
    'loan fees of loans with start date and return date in the same year':
      "SELECT SUM(fee) FROM loans WHERE DATE_TRUNC('year', start_date) = DATE_TRUNC('year', return_date)",
    'ticket revenue where the visit date is on the same day as the booking date by channel':
      'SELECT channel, SUM(amount) FROM tickets WHERE visit_date = booking_date GROUP BY 1',
    'how many loans were returned no later than their due date':
      'SELECT COUNT(*) FROM loans WHERE return_date <= due_date',
    'number of loans where the return date was only after the due date':
      'SELECT COUNT(*) FROM loans WHERE return_date > due_date',
    'how many tickets have a booking date before the opening date of the exhibition':
      'SELECT COUNT(*) FROM tickets JOIN exhibitions USING (exhibition_id) WHERE booking_date < opening_date',
    'how many loans were returned after the day they were due':
      'SELECT COUNT(*) FROM loans WHERE return_date > due_date',
  });
});

describe('what two things that a row belongs to have in common', () => {
  const joined = 'FROM repairs r JOIN customers c USING (customer_id) JOIN shops s USING (shop_id)';
  answers(() => bicycles, {
    'how many repairs where the customer is from the same city as the shop': `SELECT COUNT(*) ${joined} WHERE customer_city = shop_city`,
    'repairs where customer and shop are in the same city, how many': `SELECT COUNT(*) ${joined} WHERE customer_city = shop_city`,
    'number of repairs by shop city where customer and shop are from different cities': `SELECT shop_city, COUNT(*) ${joined} WHERE customer_city <> shop_city GROUP BY 1`,
    'how many repairs where the shop is not in the same city as the customer': `SELECT COUNT(*) ${joined} WHERE customer_city <> shop_city`,
    'number of repairs whose customer city equals the shop city': `SELECT COUNT(*) ${joined} WHERE customer_city = shop_city`,
    'number of repairs whose shop city is the same as the customer city': `SELECT COUNT(*) ${joined} WHERE customer_city = shop_city`,
    'how many repairs did shops finish for customers in their own city': `SELECT COUNT(*) ${joined} WHERE customer_city = shop_city`,
    'how many complaints where customer and shop are in the same city': `SELECT COUNT(*) FROM complaints JOIN repairs r USING (repair_id) JOIN customers USING (customer_id) JOIN shops USING (shop_id) WHERE customer_city = shop_city`,
  });

  test.each([
    ['which other thing is not said', 'number of shops in their own city'],
    ['customers come to many shops', 'how many customers are from the same city as the shop'],
    ['one of them, not the kind of them', 'how many repairs where the customer is from the same city as Inn 3'],
    ['shops have no sector', 'how many repairs where the customer is from the same sector as the shop'],
  ])('%s: “%s”', async (_, question) => {
    expect((await bicycles.ask(question)).status).toBe('refused');
  });
});

describe('numbers of a row', () => {
  answers(() => bicycles, {
    'how many invoices have a net higher than settled': 'SELECT COUNT(*) FROM invoices WHERE net > settled',
    'amount invoiced where settled is below the net by payment method':
      'SELECT payment_method, SUM(net) FROM invoices WHERE settled < net GROUP BY 1',
    'number of invoices where net equals settled': 'SELECT COUNT(*) FROM invoices WHERE net = settled',
    'how many parts have a quantity above their price': 'SELECT COUNT(*) FROM fitted_parts WHERE quantity > price',
  });

  test.each([
    ['a number of many rows', 'number of customers whose average net is above settled'],
    ['by how much is another question', 'how many invoices have a net above settled plus 10'],
    ['some multiple of it', 'how many invoices have a net above twice the settled'],
    ['customers have many invoices', 'how many customers have a net above settled'],
    ['pieces are no minutes', 'how many parts have a quantity above the refund'],
    ['one number is no other', 'how many repairs have minutes above the city'],
  ])('%s: “%s”', async (_, question) => {
    expect((await bicycles.ask(question)).status).toBe('refused');
  });
});

test('the comparison stays when an answer is narrowed', async () => {
  const after = ['how many loans were returned after their due date'];
  expect(await museum.rows('only for Tate', { after })).toEqual(
    await museum.sql("SELECT COUNT(*) FROM loans WHERE return_date > due_date AND borrower = 'Tate'"),
  );
});
