/** What the AWS SDK registers of the errors of a service: a schema and a class for each. */
const registration = /^\s*\w+\.registerError\(\w+\$\d*, (\w+?)\d*\);\n/gm;

/** Errors that the SDK tries again by what their class says, and not by their name. */
const triedAgain = /name = "(\w+)";\n\s*\$fault = "\w+";\n\s*\$retryable = /g;

/**
 * The schemas of a service without its errors that the program does not name: a client registers all of them, and so
 * no bundler can leave any away. Of one that is not registered the SDK makes the service's common error, with the same
 * name and message.
 *
 * @param part module of schemas, as the bundler writes it before it is minified
 * @param named words of the modules that are no part of the SDK
 * @param whole all modules
 */
export function fewerErrors(part: string, named: ReadonlySet<string>, whole: string): string {
  const kept = new Set([...whole.matchAll(triedAgain)].map(([, name]) => name));
  return part.replace(registration, (line, name: string) =>
    named.has(name) || kept.has(name) || name.endsWith('ServiceException') ? line : '',
  );
}
