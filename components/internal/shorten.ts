import rolldown from 'rolldown/package.json' with { type: 'json' };
import { minifySync } from 'rolldown/utils';

/** Another version may write other bytes. */
export const shortenedBy = rolldown.version;

/**
 * Minified script, minified once more by what the page is built with: it merges and leaves away what the bundler does
 * not, about a hundredth. What it can't read stays as it is.
 *
 * @param name of the file, for its kind
 */
export function shorten(name: string, script: string): string {
  const { code, errors } = minifySync(name, script, { module: true, compress: { target: 'node22' }, mangle: true });
  return errors.length > 0 || code.length > script.length ? script : code;
}
