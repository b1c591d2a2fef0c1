import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openSoapworks, soapworks } from './soapworks.ts';

let museum: Desk;
let desk: Desk;
beforeAll(async () => {
  museum = await openDesk();
  desk = await openDesk(analyst, { model: soapworks, open: openSoapworks });
});

const parcels = 'parcels p JOIN shops s USING (shop_id)';

describe('a bound beside a year is in that year', () => {
  const takings = (from: string, to: string) =>
    `SELECT SUM(amount) FROM tickets WHERE visit_date >= '${from}' AND visit_date < '${to}'`;
  answers(() => museum, {
    'ticket revenue in 2024, up to August': takings('2024-01-01', '2024-09-01'),
    'ticket revenue in 2024 until June': takings('2024-01-01', '2024-07-01'),
    'takings 2023 since March': takings('2023-03-01', '2024-01-01'),
    'takings of 2023 before May': takings('2023-01-01', '2023-05-01'),
    'month on month change of takings in 2024, up to March': `WITH m AS (SELECT date_trunc('month', visit_date)::DATE AS month, SUM(amount) AS v FROM tickets GROUP BY 1),
        c AS (SELECT month, v, LAG(v) OVER (ORDER BY month) AS b FROM m)
      SELECT month, v, b, v - b, (v - b)::DOUBLE / b FROM c WHERE month >= '2024-01-01' AND month < '2024-04-01'`,
  });
});

describe('what the one with the highest or latest is called', () => {
  answers(() => museum, {
    'what is the highest insured value and which artwork is it':
      'SELECT title, artwork_id, insured_value FROM artworks ORDER BY insured_value DESC NULLS LAST LIMIT 1',
    'when did the newest exhibition open and what is it called':
      'SELECT title, exhibition_id, opening_date FROM exhibitions ORDER BY opening_date DESC LIMIT 1',
    'what is the highest insured value and what is the lowest insured value':
      'SELECT MAX(insured_value), MIN(insured_value) FROM artworks',
  });
  refusals(() => museum, {
    'highest insured value and what was it about': 'about',
    'what is the latest acquisition date and which artist is it': 'it',
    'lowest insured value per medium and which artwork is it': 'it',
    'loans by borrower: how many and how much': 'how',
    'how many loans, and how much, by borrower': 'how',
  });
});

describe('a noun and a verb that are one number', () => {
  answers(() => desk, {
    'crates of Mint & Basil sold': "SELECT SUM(crates) FROM parcels WHERE scent = 'Mint & Basil'",
    'how many crates of Salt and Sea did we sell in 2024':
      "SELECT SUM(crates) FROM parcels WHERE scent = 'Salt and Sea' AND year(sent_on) = 2024",
    'how many crates were sold to Corner shops': `SELECT SUM(crates) FROM ${parcels} WHERE shop_kind = 'Corner'`,
    'damage crates by damage state': 'SELECT damage_state, COUNT(*) FROM damages GROUP BY 1',
  });
  refusals(() => desk, { 'crates of Salt and Sea': 'crates', 'how many crates by shop kind': 'crates' });
});

describe('values that are joined by a sign or by a word', () => {
  answers(() => desk, {
    'number of parcels of mint and basil': "SELECT COUNT(*) FROM parcels WHERE scent = 'Mint & Basil'",
    'number of parcels of salt & sea': "SELECT COUNT(*) FROM parcels WHERE scent = 'Salt and Sea'",
    'number of parcels with mint': "SELECT COUNT(*) FROM parcels WHERE scent = 'Mint'",
  });
});

describe('what is said right before things is of them', () => {
  const broken = "SELECT parcel_id FROM damages WHERE damage_state = 'Open'";
  answers(() => desk, {
    'shops with open damages': `SELECT shop_name, shop_id FROM shops WHERE shop_id IN (SELECT shop_id FROM parcels WHERE parcel_id IN (${broken}))`,
    'shops with at least one open damage': `SELECT shop_name, shop_id FROM shops WHERE shop_id IN (SELECT shop_id FROM parcels WHERE parcel_id IN (${broken}))`,
    'shops with at least two open damages': `SELECT shop_name, shop_id, COUNT(*) FROM parcels JOIN damages d USING (parcel_id) JOIN shops USING (shop_id) WHERE damage_state = 'Open' GROUP BY 1, 2 HAVING COUNT(*) >= 2`,
  });
});

describe('what is said in full or by one unit', () => {
  answers(() => desk, {
    'number of parcels of Lime, 5 kg': "SELECT COUNT(*) FROM parcels WHERE scent = 'Lime, 5 kg'",
    'number of parcels of mint, basil': "SELECT COUNT(*) FROM parcels WHERE scent IN ('Mint', 'Mint & Basil')",
    'parcels with a transit time of more than a week': 'SELECT COUNT(*) FROM parcels WHERE transit_days > 7',
    'number of parcels with a transit time of a week or longer': 'SELECT COUNT(*) FROM parcels WHERE transit_days >= 7',
    'median road length in 2024': 'SELECT MEDIAN(road_length) FROM parcels WHERE year(sent_on) = 2024',
    'km by scent': 'SELECT scent, SUM(road_length) FROM parcels GROUP BY 1',
  });
});

describe('without what is yes or no', () => {
  answers(() => desk, {
    'crates sold without gift parcel': 'SELECT SUM(crates) FROM parcels WHERE NOT is_gift',
    'number of parcels without gift parcel': 'SELECT COUNT(*) FROM parcels WHERE NOT is_gift',
    'crates sold of gift parcel': 'SELECT SUM(crates) FROM parcels WHERE is_gift',
    'parcels with gift parcel in 2024': 'SELECT COUNT(*) FROM parcels WHERE is_gift AND year(sent_on) = 2024',
  });
});
