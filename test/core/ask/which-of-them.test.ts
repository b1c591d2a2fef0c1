import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';
import { openQuay, quay } from './quay.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: quay, open: openQuay });
});

const of = (where: string) => `SELECT captain_name, captain_id, COUNT(*) FROM parcels JOIN captains USING (captain_id)
  WHERE ${where} GROUP BY 1, 2`;

describe('which things are asked for behind an answer', () => {
  const late = { after: ['how many late POST parcels are there'] };
  const ofLate = of(`way = 'POST' AND punctuality = 'Late'`);
  const top = { after: ['top 3 captains by freight'] };
  const ofTop = `SELECT captain_name, captain_id, harbour, SUM(weight) FROM parcels JOIN captains USING (captain_id)
    GROUP BY 1, 2, 3 ORDER BY 4 DESC LIMIT 3`;
  answers(() => desk, {
    'which captains?': [ofLate, late],
    'which captains are those': [ofLate, late],
    'which captains do they belong to': [ofLate, late],
    'which captains do we have': ['SELECT captain_name, captain_id FROM captains', late],
    'which harbours are they in': [ofTop, top],
    'which harbours?': [ofTop, top],
  });

  test('of rows that are listed they are a column', async () => {
    const rows = await desk.rows('which harbour is it from', {
      after: ['heaviest parcel of 2024', 'which captain took it'],
    });
    const wanted = await desk.sql(`SELECT parcel_id, captain_name, harbour FROM parcels JOIN captains USING (captain_id)
      WHERE year(booked) = 2024 ORDER BY weight DESC, parcel_id LIMIT 1`);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toEqual(expect.arrayContaining([...(wanted[0] ?? [])]));
  });

  test.each(['which captains do they belong to', 'what is their freight', 'how many parcels do they have'])(
    '%s: with nothing before, nobody is meant',
    async question => {
      expect((await desk.ask(question)).status).toBe('refused');
    },
  );
});

describe('none of a thing that is also a number', () => {
  answers(() => desk, {
    'how many captains have taken no parcel in 2024': `SELECT COUNT(*) FROM captains WHERE captain_id NOT IN
      (SELECT captain_id FROM parcels WHERE year(booked) = 2024)`,
  });
});
