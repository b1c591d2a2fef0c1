import swc from '@swc/wasm';
import minifier from '@swc/wasm/package.json' with { type: 'json' };
import rolldown from 'rolldown/package.json' with { type: 'json' };
import { minifySync } from 'rolldown/utils';

/** Other versions may write other bytes. */
export const shortenedBy = `${minifier.version} ${rolldown.version}`;

/**
 * Minified script, minified by two more tools: one puts functions and constants that are used once where they are used,
 * the other merges what is left, each about a hundredth. What they can't read stays as it is.
 *
 * @param name of the file, for its kind
 */
export function shorten(name: string, script: string): string {
  return [inlined, merged].reduce((text, by) => {
    const shorter = by(name, text);
    return shorter === undefined || shorter.length > text.length ? text : shorter;
  }, script);
}

function inlined(_name: string, script: string): string | undefined {
  try {
    return swc.minifySync(script, { module: true, ecma: 2022, compress: { passes: 3 }, mangle: true }).code;
  } catch {
    return undefined;
  }
}

function merged(name: string, script: string): string | undefined {
  const { code, errors } = minifySync(name, script, { module: true, compress: { target: 'node22' }, mangle: true });
  return errors.length > 0 ? undefined : code;
}
