type Json = Readonly<Record<string, unknown>>;

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

/** What the gateway says itself, without the function: the same problem documents (RFC 9457) that the API answers. */
const refusals: Readonly<Record<string, Refusal>> = {
  UNAUTHORIZED: refusal(
    401,
    'auth.required',
    'Not signed in',
    'Sign in, then send the token as Authorization: Bearer.',
  ),
  EXPIRED_TOKEN: refusal(401, 'auth.required', 'Not signed in', 'The token has expired. Refresh it or sign in again.'),
  ACCESS_DENIED: refusal(403, 'auth.forbidden', 'Not allowed', 'This account may not do that.'),
  MISSING_AUTHENTICATION_TOKEN: refusal(404, 'request.route_unknown', 'Not found', 'Nothing is served here.'),
  RESOURCE_NOT_FOUND: refusal(404, 'request.route_unknown', 'Not found', 'Nothing is served here.'),
  BAD_REQUEST_BODY: refusal(
    400,
    'request.invalid',
    'Invalid request',
    'The body is not as /openapi.json describes it.',
  ),
  BAD_REQUEST_PARAMETERS: refusal(400, 'request.invalid', 'Invalid request', 'A parameter is missing or wrong.'),
  REQUEST_TOO_LARGE: refusal(413, 'request.body_too_large', 'Too large', 'Send a smaller body.'),
  UNSUPPORTED_MEDIA_TYPE: refusal(415, 'request.media_type', 'Unsupported media type', 'Send the body as JSON.'),
  THROTTLED: refusal(429, 'request.throttled', 'Too many requests', 'Wait a moment, then try again.'),
  QUOTA_EXCEEDED: refusal(429, 'request.throttled', 'Too many requests', 'The quota is used up. Try again later.'),
  WAF_FILTERED: refusal(403, 'request.blocked', 'Blocked', 'The request looks harmful and was not passed on.'),
  INTEGRATION_TIMEOUT: refusal(
    504,
    'service.timeout',
    'Timed out',
    'It took too long. Ask for it again; what runs is kept.',
  ),
  INTEGRATION_FAILURE: refusal(502, 'service.failed', 'Failed', 'The service failed. Try again.'),
  DEFAULT_5XX: refusal(500, 'service.failed', 'Failed', 'The service failed. Try again.'),
};

function refusal(status: number, code: string, title: string, detail: string): Refusal {
  return { status, code, title, detail };
}

/** As the API's definition has them; readable by pages of the other origin too. */
export function gatewayResponses(corsOrigin: string | undefined): Json {
  return Object.fromEntries(Object.entries(refusals).map(([name, some]) => [name, gatewayResponse(some, corsOrigin)]));
}

function gatewayResponse({ status, code, title, detail }: Refusal, corsOrigin: string | undefined): Json {
  const body = { type: `urn:sophia:problem:${code}`, title, status, detail, request_id: '$context.requestId' };
  return {
    statusCode: status,
    responseParameters: {
      'gatewayresponse.header.Content-Type': `'application/problem+json'`,
      ...(status === 429 && { 'gatewayresponse.header.Retry-After': `'1'` }),
      ...(corsOrigin && {
        'gatewayresponse.header.Access-Control-Allow-Origin': `'${corsOrigin}'`,
        'gatewayresponse.header.Access-Control-Allow-Credentials': `'true'`,
      }),
    },
    responseTemplates: { 'application/json': JSON.stringify(body) },
  };
}
