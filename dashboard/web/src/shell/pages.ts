import {
  CircleDollarSign,
  History,
  LayoutDashboard,
  Library,
  type LucideIcon,
  MessageSquareText,
  Shapes,
} from 'lucide-react';
import { type Route, showsThread } from '../state/route.ts';

export interface PageEntry {
  readonly route: Route;
  readonly label: string;
  /** For the narrow tab bar. */
  readonly short: string;
  readonly icon: LucideIcon;
}

export const PAGES: readonly PageEntry[] = [
  { route: { page: 'ask' }, label: 'Ask', short: 'Ask', icon: MessageSquareText },
  { route: { page: 'dashboards' }, label: 'Dashboards', short: 'Boards', icon: LayoutDashboard },
  { route: { page: 'knowledge' }, label: 'Knowledge', short: 'Knowledge', icon: Library },
  { route: { page: 'history' }, label: 'History', short: 'History', icon: History },
  { route: { page: 'model' }, label: 'What can be asked', short: 'Model', icon: Shapes },
  { route: { page: 'cost' }, label: 'Cost', short: 'Cost', icon: CircleDollarSign },
];

const isOfDashboard = ({ page }: Route): boolean => page === 'dashboard' || page === 'performance';

export const isCurrent = (entry: PageEntry, route: Route | undefined): boolean =>
  route !== undefined &&
  (entry.route.page === route.page ||
    (entry.route.page === 'ask' && showsThread(route)) ||
    (entry.route.page === 'dashboards' && isOfDashboard(route)) ||
    (entry.route.page === 'knowledge' && route.page === 'document'));
