/** The list of every command that a server of Valkey may know, with how many arguments each takes. */
export const commandList = /^\/\/ .*\/@iovalkey\/commands\/dist\/commands\.json$/;

/**
 * The list without commands that no other module of the bundle names: the Redis client makes a method of each, and a
 * function calls a dozen. A name behind a dot or in quotes keeps its command, whatever it stands for there.
 *
 * @param part module of the list, as the bundler writes it before it is minified
 * @param others what all other modules are made of
 */
export function fewerCommands(part: string, others: string): string {
  const named = new Set([...others.matchAll(/[.'"`]([\w-]+)/g)].map(([, name]) => name));
  return part.replace(/^ {6}"?([\w-]+)"?: \{\n(?: {8}.*\n)*? {6}\},?\n/gm, (entry, name: string) =>
    named.has(name) ? entry : '',
  );
}
