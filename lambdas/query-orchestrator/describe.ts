import { once } from '../once.ts';
import type { Route } from './route.ts';

/** The document of an API, made of its routes when the first asks for it: the others don't wait until it is there. */
export const documentOf = (routes: readonly Route[], version: string): (() => Promise<object>) =>
  once(async () => (await import('./openapi.ts')).openApiDocument(routes, version));
