import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { createDashboardApp } from '../../dashboard/server/app.ts';
import { createPlatformApp } from '../../local/server.ts';
import { openShop } from '../lambdas/platform.ts';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder('page');
const shopFolder = temporaryFolder('page-shop');
const pageDirectory = join(folder, 'dist');
mkdirSync(join(pageDirectory, 'assets'), { recursive: true });
writeFileSync(join(folder, 'secret.txt'), 'secret');
writeFileSync(join(pageDirectory, 'index.html'), '<!doctype html><title>page</title>');
writeFileSync(join(pageDirectory, 'assets', 'app-1a2b.js'), 'console.log(1)');
writeFileSync(join(pageDirectory, 'assets', 'app-1a2b.js.gz'), gzipSync('console.log(1)'));

const api = { fetch: () => new Response('from the API', { status: 404 }) };
const app = createDashboardApp({ api, pageDirectory });
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);

describe('the page', () => {
  test('is served at its root and at every path of its own router, never from a cache unasked', async () => {
    for (const path of ['/', '/history', '/conversation/con_1']) {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('<title>page</title>');
    }
  });

  test('runs no script but its own, in no frame', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  test('may be framed by configured sites at the one path that is for that', async () => {
    const framed = createDashboardApp({ api, pageDirectory, embedOrigins: ['https://a.example', 'https://b.example'] });
    const headersOf = async (one: typeof app, path: string) => {
      const { headers } = await one.request(path);
      const policy = /frame-ancestors ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1];
      return [policy, headers.get('x-frame-options')];
    };
    expect(await headersOf(framed, '/embed')).toEqual(['https://a.example https://b.example', null]);
    for (const path of ['/', '/shared', '/embed/x']) expect(await headersOf(framed, path)).toEqual(["'none'", 'DENY']);
    expect(await headersOf(app, '/embed')).toEqual(["'none'", 'DENY']);
  });

  test('has files with a hash in their name for ever, compressed', async () => {
    const response = await get('/assets/app-1a2b.js', { 'accept-encoding': 'gzip' });
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('content-encoding')).toBe('gzip');
  });

  test('has nothing for files that are not there, and nothing outside its folder', async () => {
    for (const path of [
      '/assets/none.js',
      '/favicon.ico',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/../../secret.txt',
    ]) {
      const response = await get(path);
      expect(await response.text()).not.toContain('secret');
      if (path.includes('none') || path.includes('ico')) expect(response.status).toBe(404);
    }
  });

  test('leaves the API to the API', async () => {
    for (const path of ['/api/v1/query', '/health', '/openapi.json']) {
      expect(await (await get(path)).text()).toBe('from the API');
    }
  });

  test('is at no path of the API, whatever is asked of it', async () => {
    const shop = await openShop(shopFolder);
    const { app: whole, drain } = await createPlatformApp({ ...shop.options, pageDirectory });
    const { paths } = (await (await whole.request('/openapi.json')).json()) as { paths: Record<string, object> };
    expect(Object.keys(paths).length).toBeGreaterThan(60);
    const methodsOf = (path: string) => Object.keys(paths[path] ?? {}).map(method => method.toUpperCase());
    for (const path of Object.keys(paths)) {
      const methods = methodsOf(path);
      // What `{id}` of another path may be, too: dashboards/import is a dashboard of that name to GET.
      const served = Object.keys(paths)
        .filter(other => patternOf(other).test(path))
        .flatMap(methodsOf);
      for (const method of ['GET', 'POST', 'DELETE', 'PUT'].filter(each => !served.includes(each))) {
        const { status, headers } = await whole.request(path.replaceAll(/[{}]/g, ''), { method });
        const allow = headers.get('allow')?.split(', ') ?? [];
        const said = [status, headers.get('content-type'), methods.every(each => allow.includes(each))];
        expect([method, path, ...said]).toEqual([method, path, 405, 'application/problem+json', true]);
      }
    }
    await drain();
    await shop.platform.close();
  });
});
