import { useState } from 'react';
import type { DocumentState } from './knowledge-api.ts';
import { STATES } from './words.ts';

/** Which list is looked at: what to look at next, or documents of a state. */
export type ListName = 'discovery' | DocumentState;

export interface KnowledgeView {
  readonly list: ListName | undefined;
  readonly search: string;
}

function readView(search: string): KnowledgeView {
  const values = new URLSearchParams(search);
  const named = values.get('list');
  const list = named === 'discovery' ? named : STATES.find(state => state === named);
  return { list, search: values.get('q') ?? '' };
}

/** What is looked at, kept in the address so that it is there again when one comes back from a document. */
export function useViewInAddress(): [KnowledgeView, (more: Partial<KnowledgeView>) => void] {
  const [view, setView] = useState(() => readView(location.search));
  const change = (more: Partial<KnowledgeView>) => {
    const next = { ...view, ...more };
    setView(next);
    const values = new URLSearchParams();
    if (next.list !== undefined) values.set('list', next.list);
    if (next.search !== '') values.set('q', next.search);
    const query = values.size > 0 ? `?${values}` : '';
    history.replaceState(history.state, '', `${location.pathname}${query}`);
  };
  return [view, change];
}
