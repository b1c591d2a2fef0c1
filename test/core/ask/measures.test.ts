import { beforeAll, describe } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('a measure, or several', () => {
  answers(() => desk, {
    'ticket revenue': 'SELECT SUM(amount) FROM tickets',
    'What is our total ticket revenue?': 'SELECT SUM(amount) FROM tickets',
    takings: 'SELECT SUM(amount) FROM tickets',
    'how many bookings': 'SELECT COUNT(*) FROM tickets',
    'how many tickets are there': 'SELECT COUNT(*) FROM tickets',
    'how many artists do we have': 'SELECT COUNT(*) FROM artists',
    'how many countries do visitors come from': 'SELECT COUNT(DISTINCT country_id) FROM visitors',
    'how many artworks': 'SELECT COUNT(*) FROM artworks',
    'how many different visitors': 'SELECT COUNT(DISTINCT visitor_id) FROM tickets',
    'ticket revenue and admissions': 'SELECT SUM(amount), SUM(admissions) FROM tickets',
    'ticket revenue per booking': 'SELECT SUM(amount), COUNT(*), SUM(amount) / COUNT(*) FROM tickets',
    'ticket revenue divided by admissions':
      'SELECT SUM(amount), SUM(admissions), SUM(amount) / SUM(admissions) FROM tickets',
    'ratio of ticket revenue to admissions':
      'SELECT SUM(amount), SUM(admissions), SUM(amount) / SUM(admissions) FROM tickets',
    'average age of visitors': 'SELECT AVG(age) FROM visitors',
    'average weight of artworks': 'SELECT AVG(weight) FROM artworks',
    'highest insured value': 'SELECT MAX(insured_value) FROM artworks',
    'median weight of artworks': 'SELECT MEDIAN(weight) FROM artworks',
    'total weight of artworks': 'SELECT SUM(weight) FROM artworks',
  });
});

describe('a measure by group', () => {
  answers(() => desk, {
    'ticket revenue and tickets by sales channel': 'SELECT channel, SUM(amount), COUNT(*) FROM tickets GROUP BY 1',
    'ticket revenue, tickets per sales channel': 'SELECT channel, SUM(amount), COUNT(*) FROM tickets GROUP BY 1',
    'ticket revenue, admissions and bookings by sales channel':
      'SELECT channel, SUM(amount), SUM(admissions), COUNT(*) FROM tickets GROUP BY 1',
    'average admission price by sales channel': 'SELECT channel, SUM(amount) / SUM(admissions) FROM tickets GROUP BY 1',
    'collection value by medium': 'SELECT medium, SUM(insured_value) FROM artworks GROUP BY 1',
    'collection value by artist': 'SELECT artist_name, artist_id, SUM(insured_value) FROM works GROUP BY 1, 2',
    'collection value by artist country':
      'SELECT country, country_id, SUM(insured_value) FROM works LEFT JOIN artists USING (artist_id) GROUP BY 1, 2',
    'ticket revenue by visitor country':
      'SELECT country, country_id, SUM(amount) FROM visits LEFT JOIN visitors USING (visitor_id) GROUP BY 1, 2',
    'ticket revenue by country': 'SELECT country, SUM(amount) FROM visits GROUP BY 1',
    'collection value by country': 'SELECT country, SUM(insured_value) FROM works GROUP BY 1',
    'ticket revenue by continent and sales channel': 'SELECT continent, channel, SUM(amount) FROM visits GROUP BY 1, 2',
    'ticket revenue by exhibition': 'SELECT title, exhibition_id, SUM(amount) FROM visits GROUP BY 1, 2',
    'ticket revenue by gallery': 'SELECT gallery, SUM(amount) FROM visits GROUP BY 1',
    'ticket revenue per hall': 'SELECT gallery, SUM(amount) FROM visits GROUP BY 1',
    'number of loans by borrower': 'SELECT borrower, COUNT(*) FROM loans GROUP BY 1',
    'number of loans by medium': 'SELECT medium, COUNT(*) FROM lent GROUP BY 1',
    'loan fees by artist':
      'SELECT artist_name, artist_id, SUM(fee) FROM lent LEFT JOIN works USING (artwork_id, artist_name) GROUP BY 1, 2',
    'loans per artist':
      'SELECT artist_name, artist_id, COUNT(*) FROM lent LEFT JOIN works USING (artwork_id, artist_name) GROUP BY 1, 2',
  });
});

describe('things beside a measure', () => {
  // Whether they are counted, or listed with it; and in a period, by which of their dates.
  refusals(() => desk, {
    'show ticket revenue and visitors': 'visitors',
    'ticket revenue and visitors in 2024': 'visitors',
  });
});
