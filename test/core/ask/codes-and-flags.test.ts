import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openWorkshop, workshop } from './workshop.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: workshop, open: openWorkshop });
});

const repairs = 'repairs r JOIN customers c USING (customer_id)';
const invoices = 'invoices i JOIN customers c USING (customer_id)';

describe('codes that a description explains', () => {
  answers(() => desk, {
    'how many repairs for hotels': `SELECT COUNT(*) FROM ${repairs} WHERE sector = 'HO'`,
    'repairs of hospitals in 2024': `SELECT COUNT(*) FROM ${repairs} WHERE sector = 'HC' AND year(received_on) = 2024`,
    'number of care homes customers': "SELECT COUNT(*) FROM customers WHERE sector = 'HC'",
    'revenue from retail': `SELECT SUM(net) FROM ${invoices} WHERE sector = 'RT'`,
    'how many gold customers are there': "SELECT COUNT(*) FROM customers WHERE grade = '1'",
    // of two fields with that value the one with fewer values is the kind
    'how many Spring customers are there': "SELECT COUNT(*) FROM customers WHERE club = 'Spring'",
    'revenue paid by direct debit': "SELECT SUM(net) FROM invoices WHERE payment_method = 'DD'",
    'revenue not paid in cash': "SELECT SUM(net) FROM invoices WHERE payment_method <> 'CA'",
  });
});

describe('yes or no', () => {
  answers(() => desk, {
    'how many urgent repairs': 'SELECT COUNT(*) FROM repairs WHERE is_urgent',
    'how many repairs are urgent': 'SELECT COUNT(*) FROM repairs WHERE is_urgent',
    'how many repairs are not urgent': 'SELECT COUNT(*) FROM repairs WHERE NOT is_urgent',
    'how many repairs where urgent is false': 'SELECT COUNT(*) FROM repairs WHERE NOT is_urgent',
    'number of non-urgent repairs': 'SELECT COUNT(*) FROM repairs WHERE NOT is_urgent',
    'urgent repairs for hotels': `SELECT COUNT(*) FROM ${repairs} WHERE is_urgent AND sector = 'HO'`,
    'share of repairs that are urgent':
      'SELECT COUNT(*), COUNT(*) FILTER (is_urgent), AVG(is_urgent::INT) FROM repairs',
    'repairs by urgent': 'SELECT is_urgent, COUNT(*) FROM repairs GROUP BY 1',
    'value of parts under guarantee':
      "SELECT SUM(quantity * price) FROM fitted_parts JOIN repairs USING (repair_id) WHERE under_guarantee = 'Yes'",
    'how many customers get our newsletter': "SELECT COUNT(*) FROM customers WHERE newsletter = 'Y'",
    'how many customers do not get the newsletter': "SELECT COUNT(*) FROM customers WHERE newsletter = 'N'",
  });
});

describe('the date that rows are counted by', () => {
  answers(() => desk, {
    'repairs in May 2024':
      "SELECT COUNT(*) FROM repairs WHERE received_on >= DATE '2024-05-01' AND received_on < DATE '2024-06-01'",
    'parts value in May 2024':
      "SELECT SUM(quantity * price) FROM fitted_parts WHERE fitted_on >= DATE '2024-05-01' AND fitted_on < DATE '2024-06-01'",
    'complaints in May 2024':
      "SELECT COUNT(*) FROM complaints WHERE complained_on >= DATE '2024-05-01' AND complained_on < DATE '2024-06-01'",
    'repairs in 2024 on urgent jobs': 'SELECT COUNT(*) FROM repairs WHERE year(received_on) = 2024 AND is_urgent',
    'how many repairs were finished in June 2024':
      "SELECT COUNT(*) FROM repairs WHERE finished_on >= DATE '2024-06-01' AND finished_on < DATE '2024-07-01'",
  });
});

describe('what is asked for', () => {
  answers(() => desk, {
    'what do customers owe us': 'SELECT SUM(net - settled) FROM invoices',
    'how much did we invoice in 2024': 'SELECT SUM(net) FROM invoices WHERE year(invoice_date) = 2024',
    'what did we invoice to Kiosk 5': `SELECT SUM(net) FROM ${invoices} WHERE customer_name = 'Kiosk 5'`,
    'the number of pieces': 'SELECT SUM(quantity) FROM fitted_parts',
    'avg nr of parts per repair':
      'SELECT COUNT(*), COUNT(DISTINCT repair_id), COUNT(*) / COUNT(DISTINCT repair_id)::DOUBLE FROM fitted_parts',
    'repairs shorter than half an hour: how many?': 'SELECT COUNT(*) FROM repairs WHERE minutes < 30',
    'repairs for hotels in 2024, number': `SELECT COUNT(*) FROM ${repairs} WHERE sector = 'HO' AND year(received_on) = 2024`,
    'date of the first repair in Oslo shops':
      "SELECT MIN(received_on) FROM repairs JOIN shops USING (shop_id) WHERE shop_city = 'Oslo'",
    'number of repairs of shops in Paris':
      "SELECT COUNT(*) FROM repairs JOIN shops USING (shop_id) WHERE shop_city = 'Paris'",
    'how many different customers made a repair in May 2024':
      "SELECT COUNT(DISTINCT customer_id) FROM repairs WHERE received_on >= DATE '2024-05-01' AND received_on < DATE '2024-06-01'",
  });
  refusals(() => desk, {
    'number of prices': 'prices',
    'revenue in 24 hours': '24',
    'repairs in Paris: how many, and how many of those are urgent?': 'how many',
    'should we close the Paris shop': 'should',
    'which repairs ran out in May 2024': 'ran',
  });
});

describe('what belongs to what', () => {
  answers(() => desk, {
    'complaints where nobody was home': "SELECT COUNT(*) FROM complaints WHERE cause = 'Nobody home'",
    'who are the two clerks with the most money refunded':
      'SELECT clerk, SUM(refund) FROM complaints GROUP BY 1 ORDER BY 2 DESC LIMIT 2',
    'return rate of shops': 'SELECT COUNT(repair_id)::DOUBLE / COUNT(DISTINCT shop_id) FROM repairs',
    'customer id of the customers in Graz':
      "SELECT customer_name, customer_id, customer_city FROM customers WHERE customer_city = 'Graz'",
    'number of repairs whose shop city is neither Paris nor Oslo':
      "SELECT COUNT(*) FROM repairs JOIN shops USING (shop_id) WHERE shop_city NOT IN ('Paris', 'Oslo')",
    'repairs by under guarantee versus not under guarantee': 'SELECT under_guarantee, COUNT(*) FROM repairs GROUP BY 1',
  });
  test.each([
    [
      'repairs per month in 2024 with the change from the previous month',
      'repairs per month in 2024 compared to the previous month',
    ],
    ['how have repairs developed from year to year', 'repairs by year'],
    ['repairs for each month of the fitting date', 'repairs by month of the fitting date'],
    ['revenue by invoice year', 'revenue by year'],
    ['invoices last wk', 'invoices last week'],
    ['revenue in 24 by sector', 'revenue in 2024 by sector'],
    ['invoices on 5 feb 24', 'invoices on 5 February 2024'],
    ['year-over-year growth of revenue', 'year over year growth of revenue'],
  ])('“%s” is “%s”', async (question, plain) => {
    expect(await desk.plan(question)).toEqual(await desk.plan(plain));
  });
  refusals(() => desk, {
    'revenue by shop city for every sector except hotels': 'for every',
    'count and revenue of customers': 'revenue',
    'top 3 repair rate by minutes': 'repair rate',
  });
  test('a number by itself goes on with what was asked about', async () => {
    const after = ['number of repairs from Graz'];
    expect(await desk.plan('quick jobs', { after })).toEqual(await desk.plan('quick jobs from Graz'));
  });
});

describe('in percent', () => {
  test('what adds up is given as a part of the whole', async () => {
    expect(await desk.plan('revenue by sector in percent')).toEqual(
      await desk.plan('revenue by sector as a share of total'),
    );
  });
  refusals(() => desk, { 'revenue in percent': 'in percent' });
});

describe('ranked', () => {
  test.each([
    ['month with the highest revenue', 'which month had the highest revenue'],
    ['in which month was revenue highest', 'which month had the highest revenue'],
    [
      'for every sector, the customer city with the most revenue',
      'which customer city has the most revenue for each sector',
    ],
    ['top 3 shops by parts', 'top 3 shops by number of parts'],
  ])('“%s” is “%s”', async (question, plain) => {
    expect(await desk.plan(question)).toEqual(await desk.plan(plain));
  });
});
