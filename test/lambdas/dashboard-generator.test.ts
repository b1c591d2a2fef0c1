import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { type RestRequest, responseOf, restEvent } from '../support/api-gateway.ts';
import { LambdaFunction, unpackedFunction } from '../support/lambda.ts';

let some: LambdaFunction;
beforeAll(() => {
  some = new LambdaFunction(unpackedFunction('lambdas/dashboard-generator/handler.ts'), {});
});
afterAll(() => some.stop());

describe('The generator behind the gateway', () => {
  test.each([
    ['/generate-dashboard', 'POST', 501, 'generator.not_implemented'],
    ['/add-component', 'POST', 501, 'generator.not_implemented'],
    ['/modify-dashboard', 'POST', 501, 'generator.not_implemented'],
    ['/generate-dashboard', 'GET', 405, 'request.method_not_allowed'],
    ['/nothing', 'POST', 404, 'request.route_unknown'],
  ])('%s by %s answers %i', async (path, method, status, code) => {
    const request: RestRequest = { method, path, ...(method === 'POST' && { body: { text: 'sales by region' } }) };
    const response = responseOf(await some.invoke<APIGatewayProxyResult>(restEvent(request)));
    expect([response.status, response.json().type]).toEqual([status, `urn:sophia:problem:${code}`]);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('allow')).toBe(status === 405 ? 'POST' : null);
  });

  test('more than it reads is refused, also in base64', async () => {
    const request: RestRequest = { method: 'POST', path: '/add-component', body: 'x'.repeat(2_000_000), base64: true };
    expect(responseOf(await some.invoke<APIGatewayProxyResult>(restEvent(request))).status).toBe(413);
  });
});
