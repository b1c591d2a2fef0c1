import { beforeAll, describe, expect, test } from '@jest/globals';
import type { IdentityProvider } from '../../core/ports/identity-provider.ts';

export interface IdentityProviderFixture {
  readonly name: string;
  /**
   * A provider of `ann` (personas analyst and buyer, e-mail ann@example.com, role admin, password `annPassword`) and
   * of the inactive `ivo` (password `ivoPassword`).
   */
  open(): Promise<IdentityProvider>;
  readonly annPassword: string;
  readonly ivoPassword: string;
}

/** What every identity provider keeps: rules I1 to I3. */
export function identityProviderContract(fixture: IdentityProviderFixture): void {
  describe(`identity provider: ${fixture.name}`, () => {
    const ann = { username: 'ann', personas: ['analyst', 'buyer'], email: 'ann@example.com', roles: ['admin'] };
    let provider: IdentityProvider;
    beforeAll(async () => {
      provider = await fixture.open();
    });

    test('I1 the right name and password give the identity, and nothing of the password', async () => {
      expect(await provider.authenticate('ann', fixture.annPassword)).toEqual(ann);
    });

    test.each([
      ['a wrong password', 'ann', 'wrong'],
      ['an empty password', 'ann', ''],
      ['an unknown name', 'nobody', fixture.annPassword],
      ['an empty name', '', fixture.annPassword],
      ['another case of the name', 'ANN', fixture.annPassword],
      ['a name of the language itself', '__proto__', fixture.annPassword],
      ['an inactive user', 'ivo', fixture.ivoPassword],
      ['an endless password', 'ann', `${fixture.annPassword}${'x'.repeat(100_000)}`],
    ])('I2 %s gives nothing', async (_, username, password) => {
      expect(await provider.authenticate(username, password)).toBeUndefined();
    });

    test('I3 finds active users without a password', async () => {
      expect(await provider.find('ann')).toEqual(ann);
      expect(await provider.find('ivo')).toBeUndefined();
      expect(await provider.find('nobody')).toBeUndefined();
    });
  });
}
