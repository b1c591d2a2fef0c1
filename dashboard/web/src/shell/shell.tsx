import type { ReactNode } from 'react';
import type { User } from '../api/types.ts';
import { Overlays } from './overlays.tsx';
import { TabBar, TopBar } from './phone-bars.tsx';
import { SideBar } from './side-bar.tsx';
import { ToastLine } from './toast-line.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** The frame around every page: side bar (bars above and below on a phone), overlays, messages and shortcuts. */
export function Shell({ user, persona, children }: { user: User; persona: string; children: ReactNode }) {
  useShortcuts();
  return (
    <div className="md:grid md:grid-cols-[var(--sidebar)_minmax(0,1fr)]">
      <a href="#content" className="button fixed top-2 left-2 z-50 -translate-y-16 focus:translate-y-0">
        Skip to content
      </a>
      <SideBar user={user} persona={persona} />
      <TopBar user={user} persona={persona} />
      <main id="content" tabIndex={-1} className="min-w-0 focus:outline-none max-md:pb-14">
        {children}
      </main>
      <TabBar />
      <ToastLine />
      <Overlays />
    </div>
  );
}
