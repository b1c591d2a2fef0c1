import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openQuay, quay } from './quay.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: quay, open: openQuay });
});

const each = `SELECT harbour, SUM(weight) FROM parcels JOIN captains USING (captain_id)
  WHERE harbour IN ('Cork', 'Oslo') GROUP BY 1`;

describe('what lies between two values', () => {
  describe('is split between them: each is shown', () => {
    answers(() => desk, {
      'how is freight split between Cork and Oslo': each,
      'freight divided among Cork and Oslo': each,
      'compare freight between Cork and Oslo': each,
    });
  });

  describe('may go from one to the other, or be of either: it is asked', () => {
    refusals(() => desk, {
      'freight between Cork and Oslo': 'between',
      'how many parcels between Oslo and Cork': 'between',
    });
  });
});
