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

  test('“make it the top 2” keeps what the top 5 was ranked by', async () => {
    const made = await desk.ask('make it the top 2', {
      after: ['top 5 captains by parcels', 'show the freight as well'],
    });
    expect(made).toMatchObject({ plan: { orderBy: [{ column: 'parcel_count', direction: 'DESC' }], limit: 2 } });
  });

  test('“the two with the least parcels” are of those that were shown', async () => {
    const kept = await desk.ask('only the two with the least parcels', { after: ['parcels by harbour'] });
    expect(kept).toMatchObject({ plan: { dimensions: [{ field: 'captains.harbour' }], limit: 2 } });
  });

  test('those of the things that the answer shows are some of the answer', async () => {
    const kept = await desk.ask('captains in Cork', { after: ['parcels by captain'] });
    expect(kept).toMatchObject({
      status: 'planned',
      plan: { measures: [{ metric: 'parcel_count' }], where: [{ field: 'captains.harbour', values: ['Cork'] }] },
    });
  });
});
