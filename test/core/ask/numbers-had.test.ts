import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openQuay, quay } from './quay.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: quay, open: openQuay });
});

describe('a number that things have is not zero', () => {
  const count = 'SELECT COUNT(*) FROM parcels WHERE surcharge <> 0';
  answers(() => desk, {
    'how many parcels with a surcharge': count,
    'how many parcels have a surcharge': count,
    'how many parcels have surcharge': count,
    'how many surcharged parcels': count,
    'number of parcels with surcharge by way': `SELECT way, COUNT(*) FROM parcels WHERE surcharge <> 0 GROUP BY 1`,
    'how many parcels without surcharge': 'SELECT COUNT(*) FROM parcels WHERE surcharge = 0 OR surcharge IS NULL',
    'how many parcels with a surcharge over 2': 'SELECT COUNT(*) FROM parcels WHERE surcharge > 2',
    'share of parcels with a surcharge': `SELECT COUNT(*), COUNT(*) FILTER (surcharge <> 0),
      1.0 * COUNT(*) FILTER (surcharge <> 0) / COUNT(*) FROM parcels`,
    'freight of surcharged parcels': 'SELECT SUM(weight) FROM parcels WHERE surcharge <> 0',
  });
});

describe('a total is had by no thing', () => {
  refusals(() => desk, { 'captains with a freight by harbour': 'freight' });
});

describe('one thing, named by its number', () => {
  describe('is shown with all that is known of it', () => {
    answers(() => desk, {
      'show me parcel 7':
        'SELECT parcel_id, booked, sailed, way, weight, surcharge, punctuality FROM parcels WHERE parcel_id = 7',
      'show the way of parcel 7': 'SELECT parcel_id, way FROM parcels WHERE parcel_id = 7',
    });
  });
  describe('what is in it is not what is known of it', () => {
    refusals(() => desk, { 'what is in parcel 7': 'what is' });
  });
});
