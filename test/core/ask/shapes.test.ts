import { beforeAll, describe } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('a ranking', () => {
  answers(() => desk, {
    'top 3 artists by collection value':
      'SELECT artist_name, artist_id, SUM(insured_value) FROM works GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 3',
    'top 2 sales channels by ticket revenue':
      'SELECT channel, SUM(amount) FROM tickets GROUP BY 1 ORDER BY 2 DESC LIMIT 2',
    'bottom 2 sales channels by ticket revenue':
      'SELECT channel, SUM(amount) FROM tickets GROUP BY 1 ORDER BY 2 ASC LIMIT 2',
    'which sales channel has the highest ticket revenue':
      'SELECT channel, SUM(amount) FROM tickets GROUP BY 1 ORDER BY 2 DESC LIMIT 1',
    'which exhibition has the lowest ticket revenue':
      'SELECT title, exhibition_id, SUM(amount) FROM visits GROUP BY 1, 2 ORDER BY 3 LIMIT 1',
    'sales channel with the most bookings': 'SELECT channel, COUNT(*) FROM tickets GROUP BY 1 ORDER BY 2 DESC LIMIT 1',
    'top 2 exhibitions by ticket revenue per sales channel':
      'WITH r AS (SELECT channel, title, exhibition_id, SUM(amount) s, row_number() OVER (PARTITION BY channel ORDER BY SUM(amount) DESC) n FROM visits GROUP BY 1, 2, 3) SELECT channel, title, exhibition_id, s FROM r WHERE n <= 2',
    'top 1 ticket type by admissions in each gallery':
      'WITH r AS (SELECT gallery, ticket_type, SUM(admissions) s, row_number() OVER (PARTITION BY gallery ORDER BY SUM(admissions) DESC) n FROM visits GROUP BY 1, 2) SELECT gallery, ticket_type, s FROM r WHERE n <= 1',
    'top 3 artworks by insured value':
      'SELECT title, artwork_id, insured_value FROM artworks ORDER BY insured_value DESC NULLS LAST LIMIT 3',
    'best month for ticket revenue in 2024':
      "SELECT date_trunc('month', visit_date)::DATE, SUM(amount) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY 1 ORDER BY 2 DESC LIMIT 1",
    'which month of 2024 had the lowest ticket revenue':
      "SELECT date_trunc('month', visit_date)::DATE, SUM(amount) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY 1 ORDER BY 2 LIMIT 1",
  });
});

describe('a share', () => {
  answers(() => desk, {
    'share of ticket revenue by sales channel':
      'SELECT channel, SUM(amount) s, SUM(amount) / SUM(SUM(amount)) OVER () FROM tickets GROUP BY 1',
    'ticket revenue by sales channel as a share of total':
      'SELECT channel, SUM(amount) s, SUM(amount) / SUM(SUM(amount)) OVER () FROM tickets GROUP BY 1',
    'what share of ticket revenue comes from Web':
      "SELECT SUM(amount), SUM(amount) FILTER (channel = 'Web'), SUM(amount) FILTER (channel = 'Web') / SUM(amount) FROM tickets",
    'what percentage of bookings is Web':
      "SELECT COUNT(*), COUNT(*) FILTER (channel = 'Web'), COUNT(*) FILTER (channel = 'Web') / COUNT(*) FROM tickets",
    'what percentage of artworks is bronze':
      "SELECT COUNT(*), COUNT(*) FILTER (medium = 'Bronze'), COUNT(*) FILTER (medium = 'Bronze') / COUNT(*) FROM artworks",
  });
});

describe('an average, a running total', () => {
  answers(() => desk, {
    'average ticket revenue per booking': 'SELECT SUM(amount), COUNT(*), SUM(amount) / COUNT(*) FROM tickets',
    'average ticket revenue per month in 2024':
      "SELECT AVG(s) FROM (SELECT SUM(amount) s FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY date_trunc('month', visit_date))",
    'average monthly ticket revenue in 2024':
      "SELECT AVG(s) FROM (SELECT SUM(amount) s FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY date_trunc('month', visit_date))",
    'running total of ticket revenue by month in 2024':
      "SELECT date_trunc('month', visit_date)::DATE m, SUM(amount), SUM(SUM(amount)) OVER (ORDER BY date_trunc('month', visit_date)) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY date_trunc('month', visit_date) ORDER BY 1",
    'cumulative admissions by quarter in 2024':
      "SELECT date_trunc('quarter', visit_date)::DATE m, SUM(admissions), SUM(SUM(admissions)) OVER (ORDER BY date_trunc('quarter', visit_date)) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY date_trunc('quarter', visit_date) ORDER BY 1",
    '3 month moving average of ticket revenue in 2024':
      "SELECT date_trunc('month', visit_date)::DATE m, SUM(amount), AVG(SUM(amount)) OVER (ORDER BY date_trunc('month', visit_date) ROWS 2 PRECEDING) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY date_trunc('month', visit_date) ORDER BY 1",
  });
});

describe('a comparison', () => {
  answers(() => desk, {
    'compare ticket revenue of Web and Door':
      "SELECT channel, SUM(amount) FROM tickets WHERE channel IN ('Web', 'Door') GROUP BY 1",
    'ticket revenue Web vs Door':
      "SELECT channel, SUM(amount) FROM tickets WHERE channel IN ('Web', 'Door') GROUP BY 1",
    'ticket revenue 2024 vs 2023':
      'WITH y AS (SELECT SUM(amount) FILTER (year(visit_date) = 2023) a, SUM(amount) FILTER (year(visit_date) = 2024) b FROM tickets) SELECT b, a, b - a, b / a - 1 FROM y',
    'compare ticket revenue in 2023 and 2024':
      'WITH y AS (SELECT SUM(amount) FILTER (year(visit_date) = 2023) a, SUM(amount) FILTER (year(visit_date) = 2024) b FROM tickets) SELECT a, b, b - a, b / a - 1 FROM y',
    'growth of ticket revenue from 2023 to 2024':
      'WITH y AS (SELECT SUM(amount) FILTER (year(visit_date) = 2023) a, SUM(amount) FILTER (year(visit_date) = 2024) b FROM tickets) SELECT a, b, b - a, b / a - 1 FROM y',
    'ticket revenue growth in 2024':
      'WITH y AS (SELECT SUM(amount) FILTER (year(visit_date) = 2023) a, SUM(amount) FILTER (year(visit_date) = 2024) b FROM tickets) SELECT b, a, b - a, b / a - 1 FROM y',
    'ticket revenue in 2024 compared to the previous year':
      'WITH y AS (SELECT SUM(amount) FILTER (year(visit_date) = 2023) a, SUM(amount) FILTER (year(visit_date) = 2024) b FROM tickets) SELECT b, a, b - a, b / a - 1 FROM y',
    'year over year growth of ticket revenue by month in 2024':
      "SELECT * FROM (WITH m AS (SELECT date_trunc('month', visit_date)::DATE m, SUM(amount) s FROM tickets GROUP BY 1) SELECT x.m, x.s, y.s b, x.s - y.s c, x.s / y.s - 1 g FROM m x JOIN m y ON y.m = x.m - INTERVAL 1 YEAR WHERE year(x.m) = 2024) ORDER BY 1",
    'month over month growth of ticket revenue in 2024':
      "SELECT * FROM (WITH m AS (SELECT date_trunc('month', visit_date)::DATE m, SUM(amount) s FROM tickets GROUP BY 1) SELECT x.m, x.s, y.s b, x.s - y.s c, x.s / y.s - 1 g FROM m x JOIN m y ON y.m = x.m - INTERVAL 1 MONTH WHERE year(x.m) = 2024) ORDER BY 1",
    'ticket revenue this quarter versus the same period last year':
      "SELECT SUM(amount) FILTER (visit_date >= '2025-07-01' AND visit_date < '2025-08-14') a, SUM(amount) FILTER (visit_date >= '2024-07-01' AND visit_date < '2024-08-14') b, a - b, a / b - 1 FROM tickets",
  });
});

describe('a condition on groups', () => {
  answers(() => desk, {
    'sales channels with more than 50 bookings':
      'SELECT channel, COUNT(*) FROM tickets GROUP BY 1 HAVING COUNT(*) > 50',
    'artists with more than 6 loans':
      'SELECT artist_name, artist_id, COUNT(*) FROM lent JOIN artworks USING (artwork_id) GROUP BY 1, 2 HAVING COUNT(*) > 6',
    'ticket types with ticket revenue above 1k':
      'SELECT ticket_type, SUM(amount) FROM tickets GROUP BY 1 HAVING SUM(amount) > 1000',
    'exhibitions with fewer than 40 bookings':
      'SELECT title, exhibition_id, COUNT(*) FROM visits GROUP BY 1, 2 HAVING COUNT(*) < 40',
    'how many visitors have more than 14 bookings':
      'SELECT COUNT(*) FROM (SELECT visitor_id FROM tickets GROUP BY 1 HAVING COUNT(*) > 14)',
    'how many artworks were never loaned':
      'SELECT COUNT(*) FROM artworks WHERE artwork_id NOT IN (SELECT artwork_id FROM loans)',
  });
});

describe('a listing, the first and the last', () => {
  answers(() => desk, {
    'earliest acquisition date': 'SELECT MIN(acquisition_date) FROM artworks',
    'latest booking date of Web': "SELECT MAX(booking_date) FROM tickets WHERE channel = 'Web'",
    'when was the last booking': 'SELECT MAX(booking_date) FROM tickets',
    'first visit date by exhibition': 'SELECT title, exhibition_id, MIN(visit_date) FROM visits GROUP BY 1, 2',
    'what sales channels are there': 'SELECT DISTINCT channel FROM tickets',
    'list exhibitions in the North Wing':
      "SELECT title, exhibition_id, gallery FROM exhibitions WHERE gallery = 'North Wing'",
    'list all artists from Japan':
      "SELECT artist_name, artist_id, country_name FROM artists JOIN countries USING (country_id) WHERE country_name = 'Japan'",
    'list artworks of bronze with insured value over 20k':
      "SELECT title, artwork_id, medium, insured_value FROM artworks WHERE medium = 'Bronze' AND insured_value > 20000",
    'number of different borrowers': 'SELECT COUNT(DISTINCT borrower) FROM loans',
  });
});

describe('an order', () => {
  answers(() => desk, {
    'ticket revenue by sales channel sorted by ticket revenue':
      'SELECT channel, SUM(amount) FROM tickets GROUP BY 1 ORDER BY 2 DESC',
    'ticket revenue by sales channel lowest first':
      'SELECT channel, SUM(amount) FROM tickets GROUP BY 1 ORDER BY 2 ASC',
    'ticket revenue by sales channel sorted by sales channel':
      'SELECT channel, SUM(amount) FROM tickets GROUP BY 1 ORDER BY 1',
    'ticket revenue by ticket type in descending order':
      'SELECT ticket_type, SUM(amount) FROM tickets GROUP BY 1 ORDER BY 2 DESC',
    'ticket revenue by sales channel alphabetically': 'SELECT channel, SUM(amount) FROM tickets GROUP BY 1 ORDER BY 1',
  });
});

describe('words between', () => {
  answers(() => desk, {
    'number of loans from artists in France': "SELECT COUNT(*) FROM lent WHERE country = 'France'",
    'ticket revenue from visitors under 18': 'SELECT SUM(amount) FROM visits WHERE age < 18',
    'ticket revenue or admissions': 'SELECT SUM(amount), SUM(admissions) FROM tickets',
    'ticket revenue from Web or Door': "SELECT SUM(amount) FROM tickets WHERE channel IN ('Web', 'Door')",
    'ticket revenue from Web but not Adult':
      "SELECT SUM(amount) FROM tickets WHERE channel = 'Web' AND ticket_type IS DISTINCT FROM 'Adult'",
    'ticket revenue not from Web or Door': "SELECT SUM(amount) FROM tickets WHERE channel NOT IN ('Web', 'Door')",
  });
});
