import { readFileSync, statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

const globals = new URL('./globals.js', import.meta.url).href;

/** Packages written for bundlers leave the ends of paths away. */
const forBundlers = /\/node_modules\/dt-sql-parser\//;

function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: globals, shortCircuit: true };
  if (!specifier.startsWith('.') || !forBundlers.test(context.parentURL ?? '')) return next(specifier, context);
  const ends = ['', '.js', '/index.js'].map(end => `${specifier}${end}`);
  const whole = ends.find(path => statSync(new URL(path, context.parentURL), { throwIfNoEntry: false })?.isFile());
  return next(whole ?? specifier, context);
}

/** Node strips types by itself; what it can't read is JSX. */
function load(url, context, next) {
  if (!url.split('?')[0].endsWith('.tsx')) return next(url, context);
  const sourcefile = fileURLToPath(url);
  const options = { loader: 'tsx', jsx: 'automatic', sourcefile, sourcemap: 'inline', target: 'node24' };
  const { code } = transformSync(readFileSync(sourcefile, 'utf8'), options);
  return { format: 'module', source: code, shortCircuit: true };
}

registerHooks({ resolve, load });
