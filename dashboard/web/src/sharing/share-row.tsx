import { useApp } from '../context.ts';
import { formatInstant } from '../format.ts';
import { useWork } from '../ui/use-work.ts';
import { usePersonaOptions } from './personas.ts';
import { revokeShare, type Share } from './sharing-api.ts';

const states = { active: '', expired: 'Over', revoked: 'Revoked' } as const;

/** A link that was made, and the way to end it. */
export function ShareRow({ share, dashboard, onRevoked }: { share: Share; dashboard: string; onRevoked: () => void }) {
  const { api } = useApp();
  const personas = usePersonaOptions();
  const { busy, problem, run } = useWork();
  const persona = personas.find(({ value }) => value === share.persona)?.label ?? share.persona;
  const facts = [
    share.audience === 'anyone' ? 'anyone with the link' : 'signed in',
    `as ${persona}`,
    share.view === null ? undefined : 'filters fixed',
    `by ${share.sharer}`,
    share.state === 'active' ? `until ${formatInstant(share.expires_at)} UTC` : undefined,
    `opened ${share.openings === 1 ? 'once' : `${share.openings} times`}`,
  ].filter(fact => fact !== undefined);
  return (
    <li className="flex min-h-11 items-center gap-3 py-1.5">
      <div className={`min-w-0 flex-1 ${share.state === 'active' ? '' : 'text-muted'}`}>
        <p className="truncate">
          {share.label ?? 'Link'}
          {share.state === 'active' ? null : <span className="ml-2 text-12">{states[share.state]}</span>}
        </p>
        <p className="numbers text-12 text-muted">{facts.join(', ')}</p>
        {problem === undefined ? null : <p className="text-12 text-red">{problem.detail}</p>}
      </div>
      {share.state === 'active' ? (
        <button
          type="button"
          className="button"
          disabled={busy}
          aria-label={`Revoke ${share.label ?? 'the link'}`}
          onClick={() => run(() => revokeShare(api, dashboard, share.share_id).then(onRevoked))}
        >
          Revoke
        </button>
      ) : null}
    </li>
  );
}
