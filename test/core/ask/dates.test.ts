import { beforeAll, describe } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('the date that a verb or name says, else the usual one', () => {
  answers(() => desk, {
    'ticket revenue booked in 2024':
      "SELECT SUM(amount) FROM tickets WHERE booking_date >= '2024-01-01' AND booking_date < '2025-01-01'",
    'ticket revenue by booking month in 2024':
      "SELECT date_trunc('month', booking_date)::DATE m, SUM(amount) FROM tickets WHERE booking_date >= '2024-01-01' AND booking_date < '2025-01-01' GROUP BY 1 ORDER BY 1",
    'bookings in 2024':
      "SELECT COUNT(*) FROM tickets WHERE booking_date >= '2024-01-01' AND booking_date < '2025-01-01'",
    'number of loans in 2024':
      "SELECT COUNT(*) FROM loans WHERE start_date >= '2024-01-01' AND start_date < '2025-01-01'",
    'number of loans started in 2024':
      "SELECT COUNT(*) FROM loans WHERE start_date >= '2024-01-01' AND start_date < '2025-01-01'",
    'number of loans due in 2024':
      "SELECT COUNT(*) FROM loans WHERE due_date >= '2024-01-01' AND due_date < '2025-01-01'",
    'number of loans returned in 2024':
      "SELECT COUNT(*) FROM loans WHERE return_date >= '2024-01-01' AND return_date < '2025-01-01'",
    'loan fees with due date in 2024':
      "SELECT SUM(fee) FROM loans WHERE due_date >= '2024-01-01' AND due_date < '2025-01-01'",
    'loan fees by return year':
      "SELECT date_trunc('year', return_date)::DATE m, SUM(fee) FROM loans GROUP BY 1 ORDER BY 1",
    'collection value acquired in 2021':
      "SELECT SUM(insured_value) FROM artworks WHERE acquisition_date >= '2021-01-01' AND acquisition_date < '2022-01-01'",
    'how many artworks in 2021':
      "SELECT COUNT(*) FROM artworks WHERE acquisition_date >= '2021-01-01' AND acquisition_date < '2022-01-01'",
    'number of loans started in 2024 and returned in 2025':
      "SELECT COUNT(*) FROM loans WHERE start_date >= '2024-01-01' AND start_date < '2025-01-01' AND return_date >= '2025-01-01' AND return_date < '2026-01-01'",
    'ticket revenue of exhibitions opened in 2024':
      "SELECT SUM(amount) FROM visits WHERE opening_date >= '2024-01-01' AND opening_date < '2025-01-01'",
    'how many exhibitions opened in 2024':
      "SELECT COUNT(*) FROM exhibitions WHERE opening_date >= '2024-01-01' AND opening_date < '2025-01-01'",
  });
});

describe('a date that is missing is in no year: the usual one is counted by', () => {
  answers(() => desk, {
    'number of loans where return date is missing in 2024':
      "SELECT COUNT(*) FROM loans WHERE return_date IS NULL AND start_date >= '2024-01-01' AND start_date < '2025-01-01'",
    'number of loans in 2024 where return date is missing':
      "SELECT COUNT(*) FROM loans WHERE return_date IS NULL AND start_date >= '2024-01-01' AND start_date < '2025-01-01'",
    'number of loans where return date is known in 2024':
      "SELECT COUNT(*) FROM loans WHERE return_date IS NOT NULL AND start_date >= '2024-01-01' AND start_date < '2025-01-01'",
  });
});
