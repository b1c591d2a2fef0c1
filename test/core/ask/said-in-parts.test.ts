import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openTeahouse, teahouse } from './teahouse.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: teahouse, open: openTeahouse });
});

const packets = 'SELECT SUM(amount) FROM sold';

describe('a noun that begins the names of several numbers', () => {
  answers(() => desk, {
    'packets of Tea A sold to guests in Peru': `${packets} WHERE tea_name = 'Tea A' AND guest_land = 'Peru'`,
    'how many packets of green tea did we sell in 2024': `${packets} WHERE blend = 'Green' AND year(bill_date) = 2024`,
    'packets of Tea B in store': "SELECT SUM(packets_in_store) FROM teas WHERE tea_name = 'Tea B'",
    'packets in 2024': `${packets} WHERE year(bill_date) = 2024`,
    'packets by guest land': 'SELECT guest_land, SUM(amount) FROM sold GROUP BY 1',
    'which guests bought more than 100 packets':
      'SELECT guest_name, guest_id, SUM(amount) FROM sold GROUP BY 1, 2 HAVING SUM(amount) > 100',
    'how many items with more than 5 packets': 'SELECT COUNT(*) FROM items WHERE amount > 5',
    'packets sold and packets in store by blend':
      'SELECT blend, (SELECT SUM(amount) FROM sold s WHERE s.blend = t.blend), SUM(packets_in_store) FROM teas t GROUP BY 1',
  });
  refusals(() => desk, {
    packets: 'packets',
    'packets of Tea A': 'packets',
    'packets by blend': 'packets',
    'top 3 teas by packets': 'packets',
    'teas with fewer than 10 packets': 'packets',
  });
});

describe('short names of countries', () => {
  answers(() => desk, {
    'revenue without the US': "SELECT SUM(amount * price) FROM sold WHERE guest_land <> 'USA'",
    'revenue of guests from the U.S.': "SELECT SUM(amount * price) FROM sold WHERE guest_land = 'USA'",
    'how many guests are in the States': "SELECT COUNT(*) FROM guests WHERE guest_land = 'USA'",
    'how many guests are in the United Kingdom': "SELECT COUNT(*) FROM guests WHERE guest_land = 'UK'",
    'give us the revenue': 'SELECT SUM(amount * price) FROM sold',
    'GIVE US THE REVENUE': 'SELECT SUM(amount * price) FROM sold',
  });
  refusals(() => desk, { 'revenue without IT': 'IT', 'revenue by states': 'states' });
});

describe('parts of a period that are left out', () => {
  const revenue = 'SELECT SUM(amount * price) FROM sold WHERE';
  answers(() => desk, {
    'revenue in 2023 apart from April and May': `${revenue} year(bill_date) = 2023 AND month(bill_date) NOT IN (4, 5)`,
    'revenue in 2023 without the first quarter': `${revenue} year(bill_date) = 2023 AND month(bill_date) > 3`,
    'revenue in 2023 except Q1 and Q2': `${revenue} year(bill_date) = 2023 AND month(bill_date) > 6`,
    'revenue excluding April and May of 2023': `${revenue} strftime(bill_date, '%Y-%m') NOT IN ('2023-04', '2023-05')`,
  });
  test.each(['revenue in 2023 and 2024 except December', 'revenue in the first half of 2023 without November'])(
    '%s: of which year is not said',
    async question => {
      expect((await desk.ask(question)).status).toBe('refused');
    },
  );
});

describe('a value right before things', () => {
  answers(() => desk, {
    'list the green teas with their wrapping':
      "SELECT tea_name, tea_id, wrapping, blend FROM teas WHERE blend = 'Green'",
  });
});

describe('amounts that are asked for without their name', () => {
  const together = `SELECT SUM(r) / (SELECT SUM(amount * price) FROM sold)
    FROM (SELECT SUM(amount * price) AS r FROM sold GROUP BY guest_id ORDER BY r DESC LIMIT 3)`;
  answers(() => desk, {
    'what did we sell of green teas': "SELECT SUM(amount * price) FROM sold WHERE blend = 'Green'",
    'percent of revenue brought in by the three largest guests': together,
    'share of revenue made by our top 3 guests': together,
  });
  test('what was had of something is no list', async () => {
    expect((await desk.ask('what do we have of green teas')).status).toBe('refused');
  });
});

describe('things of which there are some', () => {
  const some = 'FROM teas WHERE packets_in_store';
  answers(() => desk, {
    'which teas do we have in store': `SELECT tea_name, tea_id, packets_in_store ${some} > 0`,
    'how many teas are in store': `SELECT COUNT(*) ${some} > 0`,
    'how many teas are out of store': `SELECT COUNT(*) ${some} = 0`,
    'black teas that we have in store, and how many packets': `SELECT tea_name, tea_id, packets_in_store ${some} > 0 AND blend = 'Black'`,
    'how many packets are in store': 'SELECT SUM(packets_in_store) FROM teas',
    'guests in Peru and how many bills':
      "SELECT guest_name, guest_id, COUNT(*) FROM bills JOIN guests USING (guest_id) WHERE guest_land = 'Peru' GROUP BY 1, 2",
  });
});

describe('what somebody places', () => {
  answers(() => desk, {
    'how many bills did guests place in 2024': 'SELECT COUNT(*) FROM bills WHERE year(bill_date) = 2024',
    'how many bills did Peruvian guests place in 2024':
      "SELECT COUNT(*) FROM bills JOIN guests USING (guest_id) WHERE guest_land = 'Peru' AND year(bill_date) = 2024",
  });
});

describe('whose place it is, by a clause or a verb', () => {
  const by = (field: string) => `SELECT ${field}, SUM(amount * price) FROM sold GROUP BY 1`;
  answers(() => desk, {
    'turnover by land': by('guest_land'),
    'turnover by the land the teas come from': by('grower_land'),
    'turnover by land of the teas': by('grower_land'),
    'turnover by the land that the guests live in': by('guest_land'),
    'turnover by the land we ship to': by('send_land'),
    'turnover of teas sent to Japan': "SELECT SUM(amount * price) FROM sold WHERE send_land = 'Japan'",
    'how many bills were delivered to Peru': "SELECT COUNT(*) FROM bills WHERE send_land = 'Peru'",
  });
  test.each(['turnover of bills delivered by Peru', 'store value by guest land', 'store value of guests in Peru'])(
    '%s is refused',
    async question => {
      expect((await desk.ask(question)).status).toBe('refused');
    },
  );
});
