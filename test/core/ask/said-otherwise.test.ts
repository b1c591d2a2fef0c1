import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk, type Refused } from './ask.ts';
import { answers } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('two wordings of one question', () => {
  test.each([
    ['# bookings by channel', 'number of bookings by channel'],
    ['takings 24 vs 23', 'takings 2024 vs 2023'],
    ['bookings growth 23 to 24', 'bookings growth from 2023 to 2024'],
    ['was June 2024 better than May 2024 in terms of bookings?', 'bookings June 2024 vs May 2024'],
    ['how many loans have a fee over three hundred', 'how many loans have a fee over 300'],
    [
      'how many artworks have an insured value over half a thousand',
      'how many artworks have an insured value over 500',
    ],
    ['how many artworks are made of watercolor', 'how many artworks are made of watercolour'],
    ['takings by channel x gallery', 'takings by channel and gallery'],
    ['how much bookings were there in 2024', 'how many bookings were there in 2024'],
    ['by how many percent were takings up or down in 2024 against 2023?', 'growth of takings 2024 vs 2023'],
    [
      'which channel gained the most takings from 2023 to 2024',
      'which channel grew the most in takings from 2023 to 2024',
    ],
    ['takings of all channels except web', 'takings except web'],
    ['takings by month over 2024', 'takings by month in 2024'],
    ['Morning! How many loans are there?', 'how many loans are there'],
    ['takings growth 2024 on 2023', 'takings growth 2024 vs 2023'],
    ['takings of all years together', 'takings'],
    ['what was the average monthly attendance in 2024', 'average monthly attendance in 2024'],
    ['takings 2024 vs 2023 by gallery, best first', 'takings 2024 vs 2023 by gallery, highest first'],
    ['takings per year with the difference to the year before', 'takings per year compared to the previous year'],
  ])('“%s” is “%s”', async (question, plain) => {
    expect(await desk.plan(question)).toEqual(await desk.plan(plain));
  });
});

describe('who, whose and which of several', () => {
  answers(() => desk, {
    'how many bookings were by visitors who live in France': "SELECT COUNT(*) FROM visits WHERE country = 'France'",
    'bookings that came neither by web nor by door':
      "SELECT COUNT(*) FROM tickets WHERE channel NOT IN ('Web', 'Door')",
    'December takings in each year':
      "SELECT date_trunc('year', visit_date), SUM(amount) FROM tickets WHERE month(visit_date) = 12 GROUP BY 1",
    'how many visitors booked both Impressions and Paper Worlds':
      "SELECT COUNT(*) FROM visitors v WHERE EXISTS (SELECT 1 FROM visits t WHERE t.visitor_id = v.visitor_id AND title = 'Impressions') AND EXISTS (SELECT 1 FROM visits t WHERE t.visitor_id = v.visitor_id AND title = 'Paper Worlds')",
    'list loans with a fee over 450 with their due date and artwork':
      'SELECT loan_id, due_date, title, fee FROM lent WHERE fee > 450',
    "Web's share of bookings by year":
      "SELECT date_trunc('year', booking_date), COUNT(*), COUNT(*) FILTER (channel = 'Web'), COUNT(*) FILTER (channel = 'Web') / COUNT(*) FROM tickets GROUP BY 1",
    'how many artworks had no loan fees in 2024':
      'SELECT COUNT(*) FROM artworks w WHERE NOT EXISTS (SELECT 1 FROM loans l WHERE l.artwork_id = w.artwork_id AND YEAR(start_date) = 2024)',
    'takings by gallery, worst first': 'SELECT gallery, SUM(amount) AS takings FROM visits GROUP BY 1 ORDER BY takings',
  });

  test('of what each has many of, “and” may mean all of them or any', async () => {
    const result = await desk.ask('how many visitors booked Impressions and Paper Worlds');
    expect(result.status).toBe('clarify');
  });
});

describe('is refused rather than read as something near it', () => {
  test.each([
    'bookings by takings',
    'how many bookings in 2024, and what is their total?',
    'what is the minimum artwork fee',
    'how many loans are longer than 40',
    'what is the average colour of our bronze artworks',
    'bookings by paper',
    'how many artworks had no fee in 2024',
    'artworks never returned',
  ])('%s', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });

  test.each(['just web', 'by channel', 'add the admissions'])(
    'a piece of a question after one that was not answered: “%s”',
    async question => {
      const result = await desk.ask(question, { unanswered: 'takings by weather' });
      expect(result.status).toBe('refused');
      expect((result as Refused).reason).toContain('was not answered');
    },
  );
});

describe('after an answer', () => {
  test('“in which galleries?” parts it', async () => {
    const after = ['takings in 2024'];
    expect(await desk.plan('in which galleries?', { after })).toEqual(await desk.plan('takings in 2024 by gallery'));
  });

  test('a number with its own groups stands for itself, and its country is its own', async () => {
    const after = ['how many visitors are there per continent'];
    expect(await desk.plan('and artists per continent?', { after })).toEqual(
      await desk.plan('how many artists are there per continent'),
    );
  });

  test('“split by” parts the months further', async () => {
    const after = ['takings by month in 2024'];
    expect(await desk.plan('split by channel', { after })).toEqual(
      await desk.plan('takings by month and channel in 2024'),
    );
  });

  test('things and what there is none of are a whole question', async () => {
    const after = ['how many loans have a fee over 300'];
    const question = 'artworks without any loan fees in 2024';
    expect(await desk.plan(question, { after })).toEqual(await desk.plan(question));
  });

  test('“use the booking date instead” counts by it', async () => {
    const after = ['takings by month in 2024'];
    expect(await desk.plan('use the booking date instead', { after })).toMatchObject({
      time: { field: 'tickets.booking_date', grain: 'month' },
    });
  });

  test('of several numbers, which one is compared must be said', async () => {
    const after = ['takings and bookings by channel'];
    expect((await desk.ask('only those with more than 60', { after })).status).toBe('refused');
  });

  test('“the share of each” is one', async () => {
    const after = ['takings by channel'];
    expect(await desk.plan('show the share of each as percent', { after })).toEqual(
      await desk.plan('as a percentage', { after }),
    );
  });
});
