export interface Identity {
  readonly username: string;
  readonly personas: readonly string[];
  readonly email?: string | undefined;
  readonly roles: readonly string[];
}

/** Who somebody is. Wrong name, wrong password and inactive user are one answer: undefined, after the same work. */
export interface IdentityProvider {
  authenticate(username: string, password: string): Promise<Identity | undefined>;
  find(username: string): Promise<Identity | undefined>;
}
