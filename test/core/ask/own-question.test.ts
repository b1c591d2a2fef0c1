import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { openQuay, quay } from './quay.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: quay, open: openQuay });
});

describe('things and which of them, behind an answer', () => {
  const alone = (question: string) => desk.ask(question);

  test.each([
    ['captains in Cork', 'parcels by way'],
    ['captains in Cork', 'parcels per month in 2023'],
    ['captains with a surcharge over 2', 'top 3 captains by parcels'],
    ['captains with a weight over 60', 'top 3 captains by parcels'],
  ])('“%s” behind “%s” is a question of its own', async (question, before) => {
    const whole = await alone(question);
    expect(whole.status).not.toBe('refused');
    expect(await desk.ask(question, { after: [before] })).toEqual(whole);
    expect(await desk.ask(question, { after: [before], unanswered: 'parcels to Atlantis' })).toEqual(whole);
  });

  test('those of the things that the answer shows are some of the answer', async () => {
    const kept = await desk.ask('captains in Cork', { after: ['parcels by captain'] });
    expect(kept).toMatchObject({
      status: 'planned',
      plan: { measures: [{ metric: 'parcel_count' }], where: [{ field: 'captains.harbour', values: ['Cork'] }] },
    });
  });
});
