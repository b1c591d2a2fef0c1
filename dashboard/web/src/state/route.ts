/** The places of the page; each has an address that can be shared. */
export type Route =
  | { readonly page: 'ask' }
  | { readonly page: 'conversation'; readonly sessionId: string }
  | { readonly page: 'query'; readonly queryId: string }
  | { readonly page: 'history' }
  | { readonly page: 'model' }
  | { readonly page: 'cost' }
  | { readonly page: 'knowledge' }
  /** One document; `search` is what it was found by. */
  | { readonly page: 'document'; readonly id: string; readonly search?: string }
  /** The guides, or one of them. */
  | { readonly page: 'help'; readonly guide?: string }
  | { readonly page: 'dashboards' }
  | { readonly page: 'dashboard'; readonly id: string }
  /** What a dashboard costs in time and money. */
  | { readonly page: 'performance'; readonly id: string };

const plainPages = ['history', 'model', 'cost', 'dashboards', 'knowledge', 'help'] as const;

export function parseRoute(pathname: string): Route | undefined {
  const [first = '', second = '', ...rest] = pathname.split('/').filter(Boolean).map(decoded);
  if (first === 'dashboards' && second !== '' && rest.length === 1 && rest[0] === 'performance')
    return { page: 'performance', id: second };
  if (rest.length > 0) return undefined;
  if (first === 'c' && second !== '') return { page: 'conversation', sessionId: second };
  if (first === 'q' && second !== '') return { page: 'query', queryId: second };
  if (first === 'dashboards' && second !== '') return { page: 'dashboard', id: second };
  if (first === 'help' && second !== '') return { page: 'help', guide: second };
  if (first === 'knowledge' && second !== '') return { page: 'document', id: second };
  if (second !== '') return undefined;
  if (first === '') return { page: 'ask' };
  return plainPages.find(page => page === first) && { page: first as (typeof plainPages)[number] };
}

export function routePath(route: Route): string {
  switch (route.page) {
    case 'ask':
      return '/';
    case 'conversation':
      return `/c/${encodeURIComponent(route.sessionId)}`;
    case 'query':
      return `/q/${encodeURIComponent(route.queryId)}`;
    case 'performance':
      return `/dashboards/${encodeURIComponent(route.id)}/performance`;
    case 'dashboard':
      return `/dashboards/${encodeURIComponent(route.id)}`;
    case 'document': {
      const query = route.search ? `?q=${encodeURIComponent(route.search)}` : '';
      return `/knowledge/${encodeURIComponent(route.id)}${query}`;
    }
    case 'help':
      return route.guide === undefined ? '/help' : `/help/${encodeURIComponent(route.guide)}`;
    default:
      return `/${route.page}`;
  }
}

/** Whether the thread of answers is what the route shows. */
export const showsThread = (route: Route): boolean =>
  route.page === 'ask' || route.page === 'conversation' || route.page === 'query';

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
