import { beforeAll, describe, expect, test } from '@jest/globals';
import { createCatalogue } from '../../../core/ask/catalogue.ts';
import { obey } from '../../../core/ask/follow-up/commands.ts';
import { analyst } from '../../../core/identity/persona.ts';
import { parsePlan } from '../../../core/plan/parse.ts';
import { compared, type Desk, museum, openDesk, type Planned, sorted } from './ask.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

/** The question before, what follows it, and what that must give. */
const answered: readonly (readonly [before: string, question: string, sql: string])[] = [
  [
    'ticket revenue by sales channel',
    'and by gallery?',
    'SELECT channel, gallery, SUM(amount) FROM visits GROUP BY 1, 2',
  ],
  ['ticket revenue by sales channel', 'by gallery', 'SELECT gallery, SUM(amount) FROM visits GROUP BY 1'],
  ['ticket revenue', 'and by gallery?', 'SELECT gallery, SUM(amount) FROM visits GROUP BY 1'],
  [
    'ticket revenue by sales channel',
    'only Europe',
    "SELECT channel, SUM(amount) FROM visits WHERE continent = 'Europe' GROUP BY 1",
  ],
  [
    'ticket revenue by ticket type',
    'exclude Web',
    "SELECT ticket_type, SUM(amount) FROM visits WHERE channel <> 'Web' GROUP BY 1",
  ],
  [
    'ticket revenue by sales channel this year',
    'what about last year',
    "SELECT channel, SUM(amount) FROM visits WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY 1",
  ],
  ['ticket revenue from Europe', 'what about Asia?', "SELECT SUM(amount) FROM visits WHERE continent = 'Asia'"],
  ['ticket revenue from Europe', 'Asia, I mean', "SELECT SUM(amount) FROM visits WHERE continent = 'Asia'"],
  ['ticket revenue from Europe', 'and Asia?', "SELECT SUM(amount) FROM visits WHERE continent = 'Asia'"],
  [
    'ticket revenue by sales channel',
    'top 2',
    'SELECT channel, SUM(amount) FROM visits GROUP BY 1 ORDER BY 2 DESC LIMIT 2',
  ],
  [
    'ticket revenue by sales channel',
    'as a share',
    'SELECT channel, SUM(amount), SUM(amount) / SUM(SUM(amount)) OVER () FROM visits GROUP BY 1',
  ],
  [
    'number of loans by artwork',
    'same for artists',
    'SELECT artist_name, artist_id, COUNT(*) FROM lent JOIN artworks USING (artwork_id) GROUP BY 1, 2',
  ],
  ['ticket revenue by sales channel', 'same for admissions', 'SELECT channel, SUM(admissions) FROM visits GROUP BY 1'],
  [
    'ticket revenue by sales channel',
    'and admissions',
    'SELECT channel, SUM(amount), SUM(admissions) FROM visits GROUP BY 1',
  ],
  ['ticket revenue by sales channel', 'add bookings', 'SELECT channel, SUM(amount), COUNT(*) FROM visits GROUP BY 1'],
  [
    'ticket revenue in 2024',
    'by month',
    "SELECT date_trunc('month', visit_date)::DATE, SUM(amount) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY 1 ORDER BY 1",
  ],
  [
    'ticket revenue in 2024',
    'in 2023',
    "SELECT SUM(amount) FROM tickets WHERE visit_date >= '2023-01-01' AND visit_date < '2024-01-01'",
  ],
  [
    'ticket revenue in 2024',
    'and in 2023?',
    "SELECT SUM(amount) FROM tickets WHERE visit_date >= '2023-01-01' AND visit_date < '2024-01-01'",
  ],
  [
    'ticket revenue and bookings by sales channel',
    'sort by bookings',
    'SELECT channel, SUM(amount), COUNT(*) FROM visits GROUP BY 1 ORDER BY 3 DESC',
  ],
  [
    'ticket revenue by sales channel',
    'lowest first',
    'SELECT channel, SUM(amount) FROM visits GROUP BY 1 ORDER BY 2 ASC',
  ],
  [
    'ticket revenue by sales channel',
    'only those above 1500',
    'SELECT channel, SUM(amount) FROM visits GROUP BY 1 HAVING SUM(amount) > 1500',
  ],
  [
    'ticket revenue by sales channel',
    'without Web',
    "SELECT channel, SUM(amount) FROM visits WHERE channel <> 'Web' GROUP BY 1",
  ],
  [
    'admissions by quarter in 2024',
    'running total',
    "SELECT date_trunc('quarter', visit_date)::DATE m, SUM(admissions), SUM(SUM(admissions)) OVER (ORDER BY date_trunc('quarter', visit_date)) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY date_trunc('quarter', visit_date) ORDER BY 1",
  ],
  [
    'ticket revenue in 2025',
    'compared to last year',
    'SELECT SUM(amount) FILTER (year(visit_date) = 2025) a, SUM(amount) FILTER (year(visit_date) = 2024) b, a / b - 1 FROM tickets',
  ],
  [
    'ticket revenue',
    'booked in 2024',
    "SELECT SUM(amount) FROM tickets WHERE booking_date >= '2024-01-01' AND booking_date < '2025-01-01'",
  ],
  [
    'monthly ticket revenue in 2024',
    'weekly',
    "SELECT date_trunc('week', visit_date)::DATE, SUM(amount) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY 1 ORDER BY 1",
  ],
  ['ticket revenue from France', 'from Japan', "SELECT SUM(amount) FROM visits WHERE country = 'Japan'"],
  [
    'ticket revenue from France',
    'from Web',
    "SELECT SUM(amount) FROM visits WHERE country = 'France' AND channel = 'Web'",
  ],
  [
    'ticket revenue from France',
    'and Web',
    "SELECT SUM(amount) FROM visits WHERE country = 'France' AND channel = 'Web'",
  ],
  [
    'collection value by artist country',
    'what about France',
    "SELECT country, country_id, SUM(insured_value) FROM works LEFT JOIN artists USING (artist_id) WHERE country = 'France' GROUP BY 1, 2",
  ],
  [
    'ticket revenue',
    'only 2024',
    "SELECT SUM(amount) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01'",
  ],
  ['ticket revenue by sales channel', 'bookings instead', 'SELECT channel, COUNT(*) FROM tickets GROUP BY 1'],
  [
    'ticket revenue by sales channel',
    'exclude Web and Door',
    "SELECT channel, SUM(amount) FROM visits WHERE channel NOT IN ('Web','Door') GROUP BY 1",
  ],
  ['ticket revenue except Web', 'exclude Door', "SELECT SUM(amount) FROM visits WHERE channel NOT IN ('Web','Door')"],
  // filters that are left out, exchanged or narrowed
  [
    'ticket revenue by gallery except Web',
    'remove the Web filter',
    'SELECT gallery, SUM(amount) FROM visits GROUP BY 1',
  ],
  ['ticket revenue by gallery from Web', 'without filters', 'SELECT gallery, SUM(amount) FROM visits GROUP BY 1'],
  ['ticket revenue from Web', 'not Web', "SELECT SUM(amount) FROM visits WHERE channel <> 'Web'"],
  ['ticket revenue from Web', 'Door instead of Web', "SELECT SUM(amount) FROM visits WHERE channel = 'Door'"],
  ['ticket revenue from France', 'and for Spain?', "SELECT SUM(amount) FROM visits WHERE country = 'Spain'"],
  [
    'list artworks with weight above 10',
    'weight below 20',
    'SELECT title, artwork_id, weight FROM artworks WHERE weight > 10 AND weight < 20',
  ],
  [
    'bookings by gallery',
    'only those with more than 53 bookings',
    'SELECT gallery, COUNT(*) FROM visits GROUP BY 1 HAVING COUNT(*) > 53',
  ],
  [
    'ticket revenue by gallery',
    'with more than 53 bookings',
    'SELECT gallery, SUM(amount), COUNT(*) FROM visits GROUP BY 1 HAVING COUNT(*) > 53',
  ],
  // periods
  [
    'ticket revenue by sales channel',
    'except 2024',
    'SELECT channel, SUM(amount) FROM visits WHERE year(visit_date) <> 2024 GROUP BY 1',
  ],
  [
    'ticket revenue by sales channel in 2024',
    'excluding March',
    'SELECT channel, SUM(amount) FROM visits WHERE year(visit_date) = 2024 AND month(visit_date) <> 3 GROUP BY 1',
  ],
  [
    'ticket revenue by month in 2025',
    'what about 2023 and 2024',
    "SELECT date_trunc('month', visit_date)::DATE, SUM(amount) FROM visits WHERE year(visit_date) IN (2023, 2024) GROUP BY 1",
  ],
  [
    'ticket revenue by month in 2025',
    'what about March and May 2024',
    "SELECT date_trunc('month', visit_date)::DATE, SUM(amount) FROM visits WHERE year(visit_date) = 2024 AND month(visit_date) IN (3, 5) GROUP BY 1",
  ],
  [
    'ticket revenue by sales channel in 2024',
    'in March',
    'SELECT channel, SUM(amount) FROM visits WHERE year(visit_date) = 2024 AND month(visit_date) = 3 GROUP BY 1',
  ],
  [
    'ticket revenue in 2024',
    'same for the year before',
    'SELECT SUM(amount) FROM visits WHERE year(visit_date) = 2023',
  ],
  [
    'ticket revenue by gallery and channel',
    'leave the gallery away',
    'SELECT channel, SUM(amount) FROM visits GROUP BY 1',
  ],
  [
    'ticket revenue by gallery and channel',
    'leave out the channel',
    'SELECT gallery, SUM(amount) FROM visits GROUP BY 1',
  ],
  [
    'exhibitions with more than 31 bookings',
    'and over 30?',
    'SELECT title, exhibition_id, COUNT(*) FROM visits GROUP BY 1, 2 HAVING COUNT(*) > 30',
  ],
  ['ticket revenue in 2024', 'and the year before?', 'SELECT SUM(amount) FROM visits WHERE year(visit_date) = 2023'],
  ['ticket revenue in 2024', 'all time', 'SELECT SUM(amount) FROM visits'],
  [
    'ticket revenue in 2024',
    'booked in 2023',
    'SELECT SUM(amount) FROM visits WHERE year(visit_date) = 2024 AND year(booking_date) = 2023',
  ],
  ['ticket revenue', 'per year', "SELECT date_trunc('year', visit_date)::DATE, SUM(amount) FROM visits GROUP BY 1"],
  [
    'ticket revenue from France',
    'same but monthly',
    "SELECT date_trunc('month', visit_date)::DATE, SUM(amount) FROM visits WHERE country = 'France' GROUP BY 1",
  ],
  [
    'list loans from Tate',
    'split by year',
    "SELECT date_trunc('year', start_date)::DATE, COUNT(*) FROM loans WHERE borrower = 'Tate' GROUP BY 1",
  ],
  ['ticket revenue in 2024', 'bookings instead', 'SELECT COUNT(*) FROM tickets WHERE year(booking_date) = 2024'],
  // ranks and order
  [
    'collection value by artist',
    'top 3 artists',
    'SELECT artist_name, artist_id, SUM(insured_value) FROM works GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 3',
  ],
  [
    'ticket revenue by sales channel',
    'top 2 galleries',
    'SELECT gallery, SUM(amount) FROM visits GROUP BY 1 ORDER BY 2 DESC LIMIT 2',
  ],
  [
    'ticket revenue by gallery and sales channel',
    'top 2 per gallery',
    'SELECT gallery, channel, SUM(amount) s FROM visits GROUP BY 1, 2 QUALIFY row_number() OVER (PARTITION BY gallery ORDER BY s DESC) <= 2',
  ],
  [
    'ticket revenue by sales channel highest first',
    'the other way round',
    'SELECT channel, SUM(amount) FROM visits GROUP BY 1 ORDER BY 2 ASC',
  ],
  [
    'which gallery has the highest ticket revenue',
    'and the lowest?',
    'SELECT gallery, SUM(amount) FROM visits WHERE gallery IS NOT NULL GROUP BY 1 ORDER BY 2 ASC LIMIT 1',
  ],
  [
    'top 5 exhibitions by ticket revenue',
    'make it 3',
    'SELECT title, exhibition_id, SUM(amount) FROM visits GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 3',
  ],
  [
    'top 1 galleries by ticket revenue',
    'by admissions',
    'SELECT gallery, SUM(admissions) FROM visits GROUP BY 1 ORDER BY 2 DESC LIMIT 1',
  ],
  // The same three, in another order: cut off again they would be others.
  ...['sorted by title', 'lowest first'].map((words, at): [string, string, string] => [
    'top 3 exhibitions by ticket revenue',
    words,
    `SELECT title, exhibition_id, SUM(amount) AS r, RANK() OVER (ORDER BY SUM(amount) DESC) FROM visits GROUP BY 1, 2 QUALIFY RANK() OVER (ORDER BY SUM(amount) DESC) <= 3 ORDER BY ${at === 0 ? 1 : 3}`,
  ]),
  [
    'list loans in 2024',
    'sort by fee',
    'SELECT loan_id, start_date, fee FROM loans WHERE year(start_date) = 2024 ORDER BY 3',
  ],
  [
    'ticket revenue by ticket type',
    'sort by admissions',
    'SELECT ticket_type, SUM(amount), SUM(admissions) FROM visits GROUP BY 1 ORDER BY 3 DESC',
  ],
  // numbers
  [
    'ticket revenue by sales channel',
    'show bookings too',
    'SELECT channel, SUM(amount), COUNT(*) FROM visits GROUP BY 1',
  ],
  [
    'ticket revenue by sales channel highest first',
    'admissions instead of ticket revenue',
    'SELECT channel, SUM(admissions) FROM visits GROUP BY 1 ORDER BY 2 DESC',
  ],
  [
    'ticket revenue and admissions by gallery',
    'remove admissions',
    'SELECT gallery, SUM(amount) FROM visits GROUP BY 1',
  ],
  [
    'list artworks of Bronze',
    'how many of these are from France',
    "SELECT COUNT(*) FROM works WHERE medium = 'Bronze' AND country = 'France'",
  ],
  ['list loans in 2024', 'how many are there?', 'SELECT COUNT(*) FROM loans WHERE year(start_date) = 2024'],
  [
    'ticket revenue by sales channel',
    'as a percentage',
    'SELECT channel, SUM(amount), SUM(amount) / SUM(SUM(amount)) OVER () FROM visits GROUP BY 1',
  ],
  ['ticket revenue by month in 2024', 'and in total?', 'SELECT SUM(amount) FROM visits WHERE year(visit_date) = 2024'],
  [
    'ticket revenue by gallery',
    'which gallery is highest?',
    'SELECT gallery, SUM(amount) FROM visits GROUP BY 1 ORDER BY 2 DESC LIMIT 1',
  ],
  // groups
  [
    'ticket revenue by gallery',
    'by month instead',
    "SELECT date_trunc('month', visit_date)::DATE, SUM(amount) FROM visits GROUP BY 1",
  ],
  [
    'ticket revenue by sales channel',
    'by gallery rather than sales channel',
    'SELECT gallery, SUM(amount) FROM visits GROUP BY 1',
  ],
  [
    'ticket revenue by sales channel',
    'drill into Web by gallery',
    "SELECT gallery, SUM(amount) FROM visits WHERE channel = 'Web' GROUP BY 1",
  ],
  ['how many loans', 'break that down by borrower', 'SELECT borrower, COUNT(*) FROM loans GROUP BY 1'],
  [
    'ticket revenue by sales channel',
    'by gallery instead of sales channel',
    'SELECT gallery, SUM(amount) FROM visits GROUP BY 1',
  ],
  [
    'ticket revenue by gallery and sales channel',
    'remove gallery',
    'SELECT channel, SUM(amount) FROM visits GROUP BY 1',
  ],
];

const refused: readonly (readonly [before: string, question: string])[] = [
  ['ticket revenue', 'top 5'],
  ['ticket revenue by sales channel', 'running total'],
  ['ticket revenue by sales channel', 'median'],
  ['ticket revenue by sales channel', 'the average'],
  ['ticket revenue by gallery', 'how about loans'],
  ['ticket revenue', 'by artist'],
  ['ticket revenue', 'only Bronze'],
  ['ticket revenue', 'only purple'],
  ['ticket revenue', 'why'],
  ['ticket revenue', 'thanks'],
  ['ticket revenue', 'and'],
  ['ticket revenue by sales channel', 'remove the Web filter'],
  ['ticket revenue by sales channel', 'without filter'],
  ['ticket revenue by sales channel', 'instead of Web'],
  ['ticket revenue by sales channel', 'sorted by gallery'],
  ['ticket revenue by sales channel', 'the other way round'],
  ['ticket revenue by sales channel', 'make it 2'],
  ['ticket revenue by sales channel', 'go back'],
  ['ticket revenue by gallery', 'only sales channel'],
  ['ticket revenue by gallery', 'per booking'],
  ['ticket revenue by gallery', 'only monthly'],
  ['ticket revenue by sales channel', 'reset'],
  ['ticket revenue by sales channel', 'remove gallery'],
  ['ticket revenue by sales channel', 'remove admissions'],
  ['ticket revenue by gallery and sales channel', 'without gallery'],
  ['ticket revenue by gallery', 'top 2 per gallery'],
  ['ticket revenue by gallery', 'list their names'],
  ['ticket revenue', 'and the lowest?'],
  ['ticket revenue by gallery', 'which exhibition is the highest?'],
  ['ticket revenue', 'and in total?'],
  ['ticket revenue', 'only those with more than 53 bookings'],
  ['ticket revenue by gallery', 'and by hour'],
  ['compare ticket revenue in 2023 and 2024', 'in 2025'],
  ['top 3 exhibitions by ticket revenue', 'and in total?'],
];

describe('a question that goes on from the one before', () => {
  test.each(answered)('%s … %s', async (before, question, sql) => {
    const { given, wanted } = await compared(desk, question, [sql, { after: [before] }]);
    expect(given).toEqual(wanted);
  });

  test.each(refused)('%s … %s is refused', async (before, question) => {
    expect((await desk.ask(question, { after: [before] })).status).toBe('refused');
  });

  test('goes back to the answer before the last', async () => {
    const after = ['ticket revenue by sales channel', 'by gallery'];
    expect(await desk.plan('go back', { after })).toEqual(await desk.plan('ticket revenue by sales channel'));
  });

  test('conditions of several turns all hold', async () => {
    const after = ['bookings by gallery', 'only those above 20'];
    const wanted = await desk.sql('SELECT gallery, COUNT(*) n FROM visits GROUP BY 1 HAVING n > 20 AND n < 60');
    expect(sorted(await desk.rows('only those below 60', { after }))).toEqual(sorted(wanted));
  });

  test('a period that is asked for says which date it is counted by, with the others to choose', async () => {
    const result = (await desk.ask('per year', { after: ['ticket revenue'] })) as Planned;
    const date = result.assumptions.find(a => a.id === 'date');
    expect(date?.chosen).toBe('tickets.visit_date');
    expect(date?.choices.map(c => c.id)).toContain('tickets.booking_date');
    const asking = { after: ['ticket revenue'], choices: { date: 'tickets.booking_date' } };
    expect((await desk.plan('per year', asking)).time?.field).toBe('tickets.booking_date');
  });

  test('two years without a grouping by year are asked about', async () => {
    const asking = { after: ['ticket revenue by sales channel in 2025'] };
    expect((await desk.ask('what about 2023 and 2024', asking)).status).toBe('clarify');
    const rows = await desk.rows('what about 2023 and 2024', { ...asking, choices: { periods: 'all' } });
    const wanted = await desk.sql(
      'SELECT channel, SUM(amount) FROM visits WHERE year(visit_date) IN (2023, 2024) GROUP BY 1',
    );
    expect(sorted(rows)).toEqual(sorted(wanted));
  });

  test('the month before moves the period by one', () => {
    const catalogue = createCatalogue(museum, new Map(), analyst);
    const plan = parsePlan({
      measures: [{ name: 'n', metric: 'booking_count' }],
      time: { field: 'tickets.visit_date', range: { kind: 'previous', unit: 'month', count: 1 } },
    });
    const earlier = obey(
      { kind: 'earlier', unit: 'month' },
      [{ question: 'last month', plan }],
      catalogue,
      new Date('2026-07-01'),
    );
    expect(earlier.time?.range).toEqual({ kind: 'between', start: '2026-05-01', end: '2026-06-01' });
  });

  test('two ends of one kind change places', () => {
    const catalogue = createCatalogue(museum, new Map(), analyst);
    const where = (first: string, second: string) => [
      { field: 'artist_countries.country_name', operator: '=' as const, values: [first] },
      { field: 'visitor_countries.country_name', operator: '=' as const, values: [second] },
    ];
    const plan = parsePlan({ measures: [{ name: 'n', metric: 'booking_count' }], where: where('France', 'Japan') });
    const turned = obey(
      { kind: 'reverse' },
      [{ question: 'from France to Japan', plan }],
      catalogue,
      new Date('2026-07-01'),
    );
    expect(turned.where).toEqual(where('Japan', 'France'));
  });
});

describe('after a question that was not answered', () => {
  const after = ['ticket revenue by sales channel'];
  const ask = (question: string, unanswered: string) => desk.ask(question, { after, unanswered });

  test.each([
    ['only Europe', 'drop the weekends'],
    ['and by gallery?', 'drop the weekends'],
    ['what about last year', 'in Atlantis'],
    ['how many admissions came from them', 'in Georgia'],
    ['as a percentage of the total', 'only the sunny ones'],
    ['top 2', 'leave out the small ones'],
  ])('“%s” is refused: it may go on from “%s”', async (question, unanswered) => {
    expect((await desk.ask(question, { after })).status).toBe('planned');
    expect(await ask(question, unanswered)).toMatchObject({ status: 'refused' });
  });

  test.each([
    ['by gallery', 'by the gallery please if that is fine'],
    ['by gallery', 'by galery number one'],
    ['only Europe', 'only europa'],
    ['what about last year', 'what about the year 20245'],
  ])('“%s” says “%s” again, and goes on from the answer before', async (question, unanswered) => {
    const without = await desk.ask(question, { after });
    expect(await ask(question, unanswered)).toEqual(without);
    expect(without.status).toBe('planned');
  });

  test('a whole question is answered, and one may go back', async () => {
    const whole = await desk.ask('admissions by gallery');
    expect(await ask('admissions by gallery', 'drop the weekends')).toEqual(whole);
    const back = await desk.ask('go back', { after: ['ticket revenue', ...after], unanswered: 'drop the weekends' });
    expect(back).toMatchObject({ status: 'planned', plan: { dimensions: [] } });
  });
});
