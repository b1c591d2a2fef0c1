import type { User } from '../api/types.ts';
import type { PageStorage } from '../storage.ts';

const key = (user: User): string => `sophia.persona.${user.username}`;

/** The persona to ask as: the only one, else the one remembered if the user still has it, else none yet. */
export function rememberedPersona(user: User, storage: Pick<PageStorage, 'getItem'>): string | undefined {
  if (user.personas.length === 1) return user.personas[0]?.name;
  const remembered = storage.getItem(key(user));
  return user.personas.find(persona => persona.name === remembered)?.name;
}

export const rememberPersona = (user: User, name: string, storage: Pick<PageStorage, 'setItem'>): void =>
  storage.setItem(key(user), name);

export const personaTitle = (user: User, name: string | undefined): string =>
  user.personas.find(persona => persona.name === name)?.title ?? name ?? '';
