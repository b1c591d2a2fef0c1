import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openToyshop, toyshop } from './toyshop.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: toyshop, open: openToyshop });
});

const sold = 'sales JOIN toys USING (toy_id)';

describe('small words that names end in are no names', () => {
  answers(() => desk, {
    'The 2 towns with the lowest revenue':
      'SELECT town, SUM(amount) FROM sales JOIN buyers USING (buyer_id) GROUP BY 1 ORDER BY 2 LIMIT 2',
    'number of sales paid with cash from buyers in Lund':
      "SELECT COUNT(*) FROM sales JOIN buyers USING (buyer_id) WHERE pay_kind = 'Cash' AND town = 'Lund'",
    'what are the billings per town?': 'SELECT town, SUM(amount) FROM sales JOIN buyers USING (buyer_id) GROUP BY 1',
    'wich towns bring more than 1500 in revenue?':
      'SELECT town, SUM(amount) FROM sales JOIN buyers USING (buyer_id) GROUP BY 1 HAVING SUM(amount) > 1500',
    'how many employes are there': 'SELECT COUNT(*) FROM staff',
  });
});

describe('kinds, states and roles of the things that are asked for', () => {
  answers(() => desk, {
    'how many makers are there of each type': 'SELECT maker_type, COUNT(*) FROM makers GROUP BY 1',
    'makers by type': 'SELECT maker_type, COUNT(*) FROM makers GROUP BY 1',
    'number of sales by state of the sale': 'SELECT progress, COUNT(*) FROM sales GROUP BY 1',
    'number of sales by state of the buyer':
      'SELECT state, COUNT(*) FROM sales JOIN buyers USING (buyer_id) GROUP BY 1',
    'How many employees report to Ida Holm?':
      "SELECT COUNT(*) FROM staff s JOIN staff b ON b.staff_id = s.boss_id WHERE b.staff_name = 'Ida Holm'",
    'Most recent hire?': 'SELECT staff_name, staff_id, hire_date FROM staff ORDER BY hire_date DESC LIMIT 1',
    'when was the most recent hire?': 'SELECT MAX(hire_date) FROM staff',
    'longest 3 toys': 'SELECT toy_name, toy_id, length_cm FROM toys ORDER BY length_cm DESC LIMIT 3',
    'number of boxes made by buyers': 'SELECT COUNT(*) FROM boxes WHERE buyer_id IS NOT NULL',
    'Which box has the most toys?':
      'SELECT box_name, box_id, COUNT(DISTINCT toy_id) FROM boxes JOIN box_toys USING (box_id) GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 1',
    'revenue from buyers with more than 4 sales':
      'SELECT SUM(amount) FROM sales WHERE buyer_id IN (SELECT buyer_id FROM sales GROUP BY 1 HAVING COUNT(*) > 4)',
    'current open value': "SELECT SUM(amount) FROM sales WHERE progress = 'open'",
    'revenue and average amount for the woods Beech and Lime':
      "SELECT wood_type, SUM(amount), AVG(amount) FROM sales JOIN toys USING (toy_id) JOIN wood_types USING (wood_id) WHERE wood_type IN ('Beech', 'Lime') GROUP BY 1",
  });
  refusals(() => desk, {
    // of where the buyers live, or of where the makers of their series are
    'revenue of toys in Lund': 'Lund',
    'how many toys were never sold in Lund': 'Lund',
    'current revenue': 'current',
  });
});

describe('what was never done, and what holds nothing', () => {
  const unsold = 'NOT EXISTS (SELECT 1 FROM sales s WHERE s.toy_id = t.toy_id)';
  const idle = (more = '') => `NOT EXISTS (SELECT 1 FROM sales s WHERE s.buyer_id = b.buyer_id${more})`;
  answers(() => desk, {
    'toys never sold, counted by wood type': `SELECT wood_type, wood_id, COUNT(*) FROM toys t JOIN wood_types USING (wood_id) WHERE ${unsold} GROUP BY 1, 2`,
    'how many toys have never been sold?': `SELECT COUNT(*) FROM toys t WHERE ${unsold}`,
    'how many customers never bought anything': `SELECT COUNT(*) FROM buyers b WHERE ${idle()}`,
    'how many customers bought nothing in 2024': `SELECT COUNT(*) FROM buyers b WHERE ${idle(' AND year(sold_on) = 2024')}`,
    'boxes with nothing in them':
      'SELECT box_name, box_id FROM boxes b WHERE NOT EXISTS (SELECT 1 FROM box_toys x WHERE x.box_id = b.box_id)',
    'How many buyers have neither an email nor a firm?':
      'SELECT COUNT(*) FROM buyers WHERE email IS NULL AND firm IS NULL',
    'How many buyers lack an email?': 'SELECT COUNT(*) FROM buyers WHERE email IS NULL',
  });
  refusals(() => desk, { 'toys with nothing in them': 'nothing', 'how many buyers never called': 'never' });
});

describe('verbs that the model tells of', () => {
  answers(() => desk, {
    'revenue on series sketched by Nordlys': `SELECT SUM(amount) FROM ${sold} JOIN series USING (series_id) WHERE studio = 'Nordlys'`,
    'How many buyers were born before 1960?': 'SELECT COUNT(*) FROM buyers WHERE birth_year < 1960',
    'how many makers were founded in 1964?': 'SELECT COUNT(*) FROM makers WHERE founded_year = 1964',
    'how many boxes contain at least one beech or lime toy':
      "SELECT COUNT(DISTINCT box_id) FROM box_toys JOIN toys USING (toy_id) JOIN wood_types USING (wood_id) WHERE wood_type IN ('Beech', 'Lime')",
    'Give me name, town and email of all buyers in Lund.':
      "SELECT buyer_name, town, email FROM buyers WHERE town = 'Lund'",
    'Which woods do we offer?': 'SELECT wood_type FROM wood_types',
  });
  refusals(() => desk, { 'revenue on series burnt by Nordlys': 'burnt' });
});
