import { UserDirectory } from 'sophia/components';

const people = new UserDirectory('people', {
  callbackUrls: ['https://dashboards.example.com/signed-in'],
  groups: { analyst: 'Asks about everything' },
  mfa: 'required',
});

export const userPoolId = people.userPoolId;
export const clientId = people.pageClientId;
