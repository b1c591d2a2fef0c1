import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

/** A question, and a word of it that nothing in the model answers to. */
const blamed = {
  'how many artworks weigh more than 20 kg': 'weigh',
  'ticket revenue from members': 'members',
  'ticket revenue on 31 April 2024': '31',
  'ticket revenue on 2023-02-30': '2023-02-30',
  'ticket revenue in 2024-13': '2024-13',
  'ticket revenue in the 90s': '90s',
  'ticket revenue in summer 2024': 'summer',
  'ticket revenue every weekday': 'every weekday',
  'ticket revenue on Monday': 'Monday',
  'ticket revenue in fiscal year 2024': 'fiscal year 2024',
  'ticket revenue in FY2024': 'FY2024',
  'ticket revenue in FY 2024': 'FY 2024',
  'ticket revenue in early 2024': 'early 2024',
  'ticket revenue in mid 2024': 'mid 2024',
  'most valuable artwork': 'valuable',
  'how many media are there': 'media',
  'how many people from Japan': 'people',
  'moving average of ticket revenue over 3 months by month in 2024': 'months',
  'ticket revenue by shoe size': 'shoe',
  'net ticket revenue': 'net',
  'ticket revenue per employee': 'employee',
  'refunded ticket revenue': 'refunded',
  'forecast ticket revenue': 'forecast',
  'predicted ticket revenue next year': 'predicted',
  'ticket revenue in USD': 'USD',
  // those in Spain without bookings, or bookings there?
  'visitors without bookings in Spain': 'Spain',
  'ticket revenue without tax': 'tax',
  'ticket revenue per square metre': 'square',
  'active visitors': 'active',
  'ticket revenue from new visitors': 'new',
  'repeat visitors': 'repeat',
  'late loans': 'late',
  'overdue loans': 'overdue',
  'why did ticket revenue fall': 'why',
  'is ticket revenue good': 'good',
  'ticket revenue if prices rise by 10%': 'prices',
  'ticket revenue from Web and Berlin': 'Berlin',
  'ticket revenue from Germany': 'Germany',
  'ticket revenue by age group': 'group',
  'ticket revenue at night': 'night',
  average: 'average',
  'ticket revenue 5': '5',
  'ticket revenue # $ ^': '#',
  'artworks in admissions': 'admissions',
  'loans by artists from Japan': 'artists',
  'artworks in 2024, in admissions': 'admissions',
  'our loans, in admissions, by gallery': 'admissions',
  'ticket revenue from every continent except Asia': 'from every',
  'ticket revenue across all continents but Asia': 'across all',
  'half of ticket revenue': 'half',
  'double ticket revenue': 'double',
  'ticket revenue times 2': 'times',
  'ticket revenue of bridge': 'bridge',
  'ticket revenue of dour': 'dour',
  'ticket revenue of None members': 'members',
};

/** Every word is known, but together they ask for nothing that can be given. */
const senseless = [
  'ticket revenue by company',
  'how many artists in 2024',
  'ticket revenue of visitors from Japan for artists from France',
  'artists and visitors from Japan',
  'ticket revenue by time of day',
  'percentage',
  'by month',
  '2024',
  'Web',
  'top ticket revenue',
  'the',
  '???',
  'total of ticket revenue and loan fees',
];

describe('a refusal', () => {
  refusals(() => desk, blamed);

  test.each(senseless)('%s', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });

  test.each([...Object.keys(blamed), ...senseless])('offers only what can be asked: %s', async question => {
    const result = await desk.ask(question);
    const suggestions = result.status === 'refused' ? result.suggestions : [];
    expect(suggestions.length).toBeGreaterThan(0);
    for (const suggestion of suggestions) expect((await desk.ask(suggestion)).status).toBe('planned');
  });
});
