import { beforeAll, describe } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('a value named bare or of its field', () => {
  answers(() => desk, {
    'ticket revenue from Japan': "SELECT SUM(amount) FROM visits WHERE country = 'Japan'",
    'collection value from Japan': "SELECT SUM(insured_value) FROM works WHERE country = 'Japan'",
    'ticket revenue of Web': "SELECT SUM(amount) FROM tickets WHERE channel = 'Web'",
    'ticket revenue for web and door': "SELECT SUM(amount) FROM tickets WHERE channel IN ('Web', 'Door')",
    'ticket revenue where sales channel is Web': "SELECT SUM(amount) FROM tickets WHERE channel = 'Web'",
    'ticket revenue where sales channel is not Web': "SELECT SUM(amount) FROM tickets WHERE channel <> 'Web'",
    'ticket revenue except Web': "SELECT SUM(amount) FROM tickets WHERE channel <> 'Web'",
    'ticket revenue excluding Web and Door': "SELECT SUM(amount) FROM tickets WHERE channel NOT IN ('Web', 'Door')",
    'ticket revenue by ticket type except Child':
      "SELECT ticket_type, SUM(amount) FROM tickets WHERE ticket_type IS DISTINCT FROM 'Child' GROUP BY 1",
    'ticket revenue where ticket type = Senior': "SELECT SUM(amount) FROM tickets WHERE ticket_type = 'Senior'",
    'ticket revenue where ticket type in (Adult, Child)':
      "SELECT SUM(amount) FROM tickets WHERE ticket_type IN ('Adult', 'Child')",
    'ticket revenue for the North Wing': "SELECT SUM(amount) FROM visits WHERE gallery = 'North Wing'",
    'ticket revenue of family pass': "SELECT SUM(amount) FROM tickets WHERE ticket_type = 'Family pass'",
    'ticket revenue of Chloe Dupont': "SELECT SUM(amount) FROM visits WHERE visitor_name = 'Chloé Dupont'",
    'loan fees from Orsay': "SELECT SUM(fee) FROM loans WHERE borrower = 'Musée d''Orsay'",
    'ticket revenue of "March of the Moderns"': "SELECT SUM(amount) FROM visits WHERE title = 'March of the Moderns'",
    'bookings of Eve May': "SELECT COUNT(*) FROM visits WHERE visitor_name = 'Eve May'",
    'ticket revenue from visitors with gold membership': "SELECT SUM(amount) FROM visits WHERE membership = 'Gold'",
    'ticket revenue from Europe excluding France':
      "SELECT SUM(amount) FROM visits WHERE continent = 'Europe' AND country <> 'France'",
  });
});

describe('a comparison', () => {
  answers(() => desk, {
    'how many visitors aged 40 or over': 'SELECT COUNT(*) FROM visitors WHERE age >= 40',
    'number of artworks with insured value above 10k': 'SELECT COUNT(*) FROM artworks WHERE insured_value > 10000',
    'number of artworks with insured value between 5000 and 10,250':
      'SELECT COUNT(*) FROM artworks WHERE insured_value BETWEEN 5000 AND 10250',
    'number of artworks with insured value under €5,000': 'SELECT COUNT(*) FROM artworks WHERE insured_value < 5000',
    'how many visitors older than 40': 'SELECT COUNT(*) FROM visitors WHERE age > 40',
    'how many visitors are younger than 40': 'SELECT COUNT(*) FROM visitors WHERE age < 40',
    'how many visitors with age 40 or more': 'SELECT COUNT(*) FROM visitors WHERE age >= 40',
    'how many visitors whose name contains "an"': "SELECT COUNT(*) FROM visitors WHERE visitor_name ILIKE '%an%'",
    'how many visitors starting with "Ha"': "SELECT COUNT(*) FROM visitors WHERE visitor_name ILIKE 'ha%'",
    'bookings of Eve May in May 2024':
      "SELECT COUNT(*) FROM visits WHERE visitor_name = 'Eve May' AND booking_date >= '2024-05-01' AND booking_date < '2024-06-01'",
  });
});

describe('what is missing', () => {
  answers(() => desk, {
    'bookings where ticket type is missing': 'SELECT COUNT(*) FROM tickets WHERE ticket_type IS NULL',
    'bookings without ticket type': 'SELECT COUNT(*) FROM tickets WHERE ticket_type IS NULL',
    'how many loans have no return date': 'SELECT COUNT(*) FROM loans WHERE return_date IS NULL',
  });
});
