import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst, type Persona } from '../../../core/identity/persona.ts';
import { type Desk, openDesk, type Refused } from './ask.ts';

/** Sees the rows of loans and tickets, but of their metrics only the counts; visitors not at all. */
const registrar: Persona = {
  ...analyst,
  name: 'registrar',
  title: 'Registrar',
  datasets: ['artworks', 'artists', 'loans', 'tickets', 'exhibitions'],
  metrics: ['loan_count', 'booking_count'],
};

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(registrar);
});

describe('a metric or dataset that the persona may not see', () => {
  test.each([
    ['loan fees in 2024', 'loan fees'],
    ['loan-fees by borrower', 'loan-fees'],
    ['list loan fees by borrower', 'loan fees'],
    ['Ticket revenue by exhibition', 'Ticket revenue'],
    ['box office last month', 'box office'],
    ['number of bookings by visitor', 'visitor'],
    ['number of loans for guests', 'guests'],
  ])('is refused by its name, not read as something near: %s', async (question, named) => {
    const result = (await desk.ask(question)) as Refused;
    expect(result.status).toBe('refused');
    const [word] = result.notUnderstood;
    expect(word?.text).toBe(named);
    expect(question.slice(word?.start, word?.end)).toBe(named);
    expect(result.reason).toContain('Registrar');
    for (const suggestion of result.suggestions) expect((await desk.ask(suggestion)).status).toBe('planned');
  });

  test('is refused in a follow-up too', async () => {
    const result = await desk.ask('and loan fees?', { after: ['number of loans by borrower'] });
    expect(result.status).toBe('refused');
  });

  test.each([
    'number of loans by borrower',
    'number of bookings by exhibition',
    'list loans of Tate',
    'number of artworks',
  ])('leaves open what is open: %s', async question => {
    expect((await desk.ask(question)).status).toBe('planned');
  });

  test('is said of no word to one who may see everything', async () => {
    const all = await openDesk();
    expect((await all.ask('loan fees in 2024')).status).toBe('planned');
  });
});
