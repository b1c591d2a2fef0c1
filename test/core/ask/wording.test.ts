import { beforeAll, describe } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('slips, capitals, order, plurals, accents and synonyms', () => {
  answers(() => desk, {
    'tiket revenue by sales chanel': 'SELECT channel, SUM(amount) FROM tickets GROUP BY 1',
    'ticket revenu by galery': 'SELECT gallery, SUM(amount) FROM visits GROUP BY 1',
    'colection value by medum': 'SELECT medium, SUM(insured_value) FROM artworks GROUP BY 1',
    'TICKET REVENUE BY SALES CHANNEL': 'SELECT channel, SUM(amount) FROM tickets GROUP BY 1',
    'revenue of tickets by channel': 'SELECT channel, SUM(amount) FROM tickets GROUP BY 1',
    'by sales channel, ticket revenue': 'SELECT channel, SUM(amount) FROM tickets GROUP BY 1',
    'for each sales channel show me the ticket revenue': 'SELECT channel, SUM(amount) FROM tickets GROUP BY 1',
    'in 2024 what was our ticket revenue by channel':
      "SELECT channel, SUM(amount) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY 1",
    'ticket revenue from Japn': "SELECT SUM(amount) FROM visits WHERE country = 'Japan'",
    'ticket revenue from Brasil': "SELECT SUM(amount) FROM visits WHERE country = 'Brazil'",
    'attendance by hall': 'SELECT gallery, SUM(admissions) FROM visits GROUP BY 1',
    'number of guests': 'SELECT COUNT(*) FROM visitors',
    'number of painters': 'SELECT COUNT(*) FROM artists',
    'works of art by medium': 'SELECT medium, COUNT(*) FROM artworks GROUP BY 1',
    'collection value by Frida Kahlo': "SELECT SUM(insured_value) FROM works WHERE artist_name = 'Frida Kahlo'",
    'collection value for Joan Miro': "SELECT SUM(insured_value) FROM works WHERE artist_name = 'Joan Miró'",
    'collection value for edouard manet': "SELECT SUM(insured_value) FROM works WHERE artist_name = 'Édouard Manet'",
    'ticket revenue from adults': "SELECT SUM(amount) FROM tickets WHERE ticket_type = 'Adult'",
  });
});
