import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openSchool, school } from './school.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: school, open: openSchool });
});

const sold = 'bookings JOIN advisers USING (adviser_id)';
const asksBack = (questions: readonly string[]) =>
  test.each(questions)('%s', async question => {
    expect((await desk.ask(question)).status).toBe('clarify');
  });

describe('the verb behind its noun is a part of the name', () => {
  answers(() => desk, {
    'how much fees did we invoice': 'SELECT SUM(fee_amount) FROM bookings',
    'what fees did we invoice in 2024': 'SELECT SUM(fee_amount) FROM bookings WHERE year(booked_on) = 2024',
    'how much fees did our advisers invoice': 'SELECT SUM(fee_amount) FROM bookings',
    'how much fees did students settle': 'SELECT SUM(fee_amount) FROM bookings WHERE settled_on IS NOT NULL',
  });
  // the verb names a date of its own, which is not the one that fees are counted by
  test('how much fees did students settle in May 2024', async () => {
    const plan = await desk.ask('how much fees did students settle in May 2024');
    expect(plan.status === 'planned' && plan.plan.time?.field).not.toBe('bookings.booked_on');
  });
});

describe('who does it is told by the verb', () => {
  answers(() => desk, {
    'how many bookings did Ann Reed sell': `SELECT COUNT(*) FROM ${sold} WHERE adviser_name = 'Ann Reed'`,
    'bookings sold by Ann Reed': `SELECT COUNT(*) FROM ${sold} WHERE adviser_name = 'Ann Reed'`,
    'how many bookings did Eve Hall sell': `SELECT COUNT(*) FROM ${sold} WHERE adviser_name = 'Eve Hall'`,
  });
  describe('asks whose name it is', () => asksBack(['number of bookings of Ann Reed']));
});

describe('a number made of two things has no group without one of them', () => {
  answers(() => desk, {
    'commission by office': `SELECT office, SUM(fee_amount * share) FROM ${sold} GROUP BY 1`,
    'commission by adviser': `SELECT adviser_name, SUM(fee_amount * share) FROM ${sold} GROUP BY 1`,
    'invoiced fees by office':
      'SELECT office, SUM(fee_amount) FROM bookings LEFT JOIN advisers USING (adviser_id) GROUP BY 1',
    'commission by state': `SELECT state, SUM(fee_amount * share) FROM bookings LEFT JOIN advisers USING (adviser_id) GROUP BY 1`,
  });
});

describe('what is missing is none of those that are ranked', () => {
  answers(() => desk, {
    'top 3 teachers by invoiced fees':
      'SELECT teacher, SUM(fee_amount) FROM bookings WHERE teacher IS NOT NULL GROUP BY 1 ORDER BY 2 DESC',
    'invoiced fees by teacher': 'SELECT teacher, SUM(fee_amount) FROM bookings GROUP BY 1',
  });
});

describe('by now', () => {
  answers(() => desk, { 'how many bookings are meanwhile paid': "SELECT COUNT(*) FROM bookings WHERE state = 'Paid'" });
});

describe('better and worse', () => {
  answers(() => desk, {
    'how many students have level 4 or worse': 'SELECT COUNT(*) FROM students WHERE level >= 4',
    'how many students have a level better than 3': 'SELECT COUNT(*) FROM students WHERE level < 3',
    'how many students have level 2 or better': 'SELECT COUNT(*) FROM students WHERE level <= 2',
    'which teachers have an average cost of 300 or worse':
      'SELECT teacher, AVG(fee_amount) FROM bookings WHERE teacher IS NOT NULL GROUP BY 1 HAVING AVG(fee_amount) >= 300',
  });
  refusals(() => desk, { 'how many students have grade 4 or worse': 'or worse' });
});

describe('the period of what happened', () => {
  answers(() => desk, {
    'refund total for bookings that took place in May 2024':
      "SELECT SUM(refund_amount) FROM refunds JOIN bookings USING (booking_id) WHERE booked_on >= DATE '2024-05-01' AND booked_on < DATE '2024-06-01'",
    'refund total in May 2024':
      "SELECT SUM(refund_amount) FROM refunds WHERE given_on >= DATE '2024-05-01' AND given_on < DATE '2024-06-01'",
  });
  refusals(() => desk, { 'invoiced fees by the month the student complained': 'complained' });
});

describe('numbers behind a colon', () => {
  answers(() => desk, {
    'bookings over 300: number and commission': `SELECT COUNT(*), SUM(fee_amount * share) FROM bookings LEFT JOIN advisers USING (adviser_id) WHERE fee_amount > 300`,
  });
});

describe('what says too little', () => {
  describe('asks which is meant', () => asksBack(['total amount in 2024', 'amount in May 2024']));
  refusals(() => desk, {
    'how many advisers are still with us': 'still',
    'how many advisers are still working for us?': 'still',
  });
  test.each([
    // how many of them, or what they come to
    'ratio of paybacks to invoiced fees',
    // known for today only
    'how did the debt develop in 2024',
    // whether that is paid to somebody or a state of theirs
    'what have we paid for Gus',
  ])('%s', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
  answers(() => desk, {
    'ratio of the number of paybacks to invoiced fees':
      'SELECT (SELECT COUNT(*) FROM refunds), (SELECT SUM(fee_amount) FROM bookings), (SELECT COUNT(*) FROM refunds) / (SELECT SUM(fee_amount)::DOUBLE FROM bookings)',
    'refund total paid to employers': "SELECT SUM(refund_amount) FROM refunds WHERE receiver = 'Employer'",
  });
});
