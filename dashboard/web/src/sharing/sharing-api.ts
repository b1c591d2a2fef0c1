import type { View } from '../../../../core/dashboards/view.ts';
import type { Api } from '../api/client.ts';

/** Links and embeddings in the HTTP API, name for name. */
export interface Share {
  readonly share_id: string;
  readonly sharer: string;
  readonly persona: string;
  readonly audience: 'anyone' | 'signed_in';
  readonly label: string | null;
  readonly view: View | null;
  readonly created_at: string;
  readonly expires_at: string;
  readonly state: 'active' | 'expired' | 'revoked';
  readonly openings: number;
  readonly opened_at: string | null;
}

export interface ShareBody {
  readonly persona: string;
  readonly audience: Share['audience'];
  readonly expires_in_seconds: number;
  readonly view?: View | undefined;
  readonly label?: string | undefined;
}

const at = (dashboard: string, below: string): string => `/api/v1/dashboards/${encodeURIComponent(dashboard)}${below}`;

export const listShares = async (api: Api, dashboard: string): Promise<readonly Share[]> =>
  (await api.json<{ shares: Share[] }>('GET', at(dashboard, '/shares'))).shares;

export const createShare = (api: Api, dashboard: string, body: ShareBody): Promise<{ url: string }> =>
  api.json('POST', at(dashboard, '/shares'), body);

export const revokeShare = async (api: Api, dashboard: string, share: string): Promise<void> => {
  await api.request('DELETE', at(dashboard, `/shares/${encodeURIComponent(share)}`));
};

export const signEmbed = (
  api: Api,
  dashboard: string,
  body: Omit<ShareBody, 'audience' | 'label'>,
): Promise<{ url: string; expires_at: string }> => api.json('POST', at(dashboard, '/embeds'), body);
