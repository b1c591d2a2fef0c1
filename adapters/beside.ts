/**
 * A module that is run by itself, as a thread or a process: beside the one that starts it, as source or, in a bundle,
 * as an entry of its own.
 *
 * @param from `import.meta.url` of the one that starts it
 */
export const moduleBeside = (name: string, from: string): URL =>
  new URL(`./${name}${isSource(from) ? '.ts' : '.mjs'}`, from);

/** Whether a module is run as it was written, and not as part of a bundle. */
export const isSource = (url: string): boolean => url.endsWith('.ts');
