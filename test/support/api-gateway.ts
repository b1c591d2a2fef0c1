import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

export interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers that come several times. */
  readonly repeated?: Readonly<Record<string, readonly string[]>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** As the gateway sends it for the types that it takes for binary. */
  readonly base64?: boolean;
  /** What the authoriser found in the token. */
  readonly claims?: Readonly<Record<string, string>>;
  readonly sourceIp?: string;
}

/** An event as a REST API of API Gateway sends it to a function (payload version 1.0, Lambda proxy integration). */
export function restEvent(request: RestRequest): APIGatewayProxyEvent {
  const { method, path, query, body, base64 = false, claims, sourceIp = '203.0.113.9' } = request;
  const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Accept-Encoding': 'gzip, br',
    Host: 'api.example.com',
    'User-Agent': 'test/1.0',
    'X-Amzn-Trace-Id': 'Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e',
    'X-Forwarded-For': `198.51.100.1, ${sourceIp}`,
    'X-Forwarded-Port': '443',
    'X-Forwarded-Proto': 'https',
    ...(text === null ? {} : { 'Content-Type': 'application/json' }),
    ...request.headers,
  };
  const multiValueHeaders = {
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    ...Object.fromEntries(Object.entries(request.repeated ?? {}).map(([name, values]) => [name, [...values]])),
  };
  // Of several values of one name, the gateway gives the last one alone here.
  for (const [name, values] of Object.entries(request.repeated ?? {})) headers[name] = values.at(-1) ?? '';
  return {
    resource: path.replace(/\/(qry|con)_[^/]+/, '/{id}'),
    path,
    httpMethod: method,
    headers,
    multiValueHeaders,
    queryStringParameters: query ? { ...query } : null,
    multiValueQueryStringParameters: query
      ? Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]]))
      : null,
    pathParameters: null,
    stageVariables: null,
    requestContext: {
      accountId: '123456789012',
      apiId: 'abcdef1234',
      authorizer: claims ? { claims } : undefined,
      domainName: 'api.example.com',
      extendedRequestId: 'JJbxmplHYosFVYQ=',
      httpMethod: method,
      identity: { sourceIp, userAgent: 'test/1.0' } as APIGatewayProxyEvent['requestContext']['identity'],
      path: `/live${path}`,
      protocol: 'HTTP/1.1',
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      requestTime: '21/Nov/2026:10:20:05 +0000',
      requestTimeEpoch: 1_795_256_405_000,
      resourceId: 'us4z18',
      resourcePath: path,
      stage: 'live',
    },
    body: text === null ? null : base64 ? Buffer.from(text).toString('base64') : text,
    isBase64Encoded: base64,
  };
}

/** A result as the gateway's client sees it. @throws Error for what the gateway would answer 502 to */
export function responseOf({ statusCode, headers, multiValueHeaders, body, isBase64Encoded }: APIGatewayProxyResult) {
  if (!Number.isInteger(statusCode)) throw new Error(`malformed: no status ${JSON.stringify(statusCode)}`);
  const all = new Headers();
  for (const [name, value] of Object.entries(headers ?? {})) all.set(name, String(value));
  for (const [name, values] of Object.entries(multiValueHeaders ?? {})) {
    all.delete(name);
    for (const value of values) all.append(name, String(value));
  }
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  return { status: statusCode, headers: all, text: bytes.toString(), json: () => JSON.parse(bytes.toString()) };
}
