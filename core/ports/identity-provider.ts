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

/** A token of a directory, verified. */
export interface DirectoryToken {
  readonly identity: Identity;
  /** The same for all tokens that came of one sign-in. */
  readonly family: string;
  readonly signedInAt: Date;
  readonly expiresAt: Date;
}

/** A sign-in as the directory gives it. */
export interface DirectorySignIn extends DirectoryToken {
  /** What proves the identity from now on. */
  readonly token: string;
  /** Gives further tokens; absent when the one that was used goes on. */
  readonly refreshToken?: string | undefined;
}

/** A directory that gives tokens of its own, which others (a gateway) take too. */
export interface TokenDirectory extends IdentityProvider {
  /** Undefined like `authenticate`. @throws auth.challenge when more than a password is asked for */
  signIn(username: string, password: string): Promise<DirectorySignIn | undefined>;
  /** Undefined when the refresh token is none, over or revoked. */
  refresh(refreshToken: string): Promise<DirectorySignIn | undefined>;
  /** Undefined unless the token is the directory's, unaltered and in force. */
  verify(token: string): Promise<DirectoryToken | undefined>;
}
