import { useAppState } from '../context.ts';
import type { Option } from './fields.tsx';

/** The personas of whoever is signed in, to choose from. */
export function usePersonaOptions(): readonly Option[] {
  const session = useAppState(state => state.session);
  if (session.kind !== 'signedIn') return [];
  return session.user.personas.map(({ name, title }) => ({ value: name, label: title }));
}
