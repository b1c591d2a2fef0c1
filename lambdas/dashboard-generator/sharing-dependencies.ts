import type { Alerts } from '../../core/alerts/alerts.ts';
import type { Loader } from '../../core/dashboards/load.ts';
import type { DashboardService } from '../../core/dashboards/service.ts';
import type { Persona } from '../../core/identity/persona.ts';
import type { Sessions } from '../../core/identity/sessions.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { AuditLog } from '../../core/ports/stores.ts';
import type { Reports } from '../../core/reports/reports.ts';
import type { Models } from '../../core/semantic/models.ts';
import type { EmbedKeys } from '../../core/sharing/embed-keys.ts';
import type { Embeds } from '../../core/sharing/embeds.ts';
import type { Shares } from '../../core/sharing/shares.ts';
import type { Visits } from '../../core/sharing/visits.ts';

/** All that sharing, alerts and reports stand on. */
export interface SharingDependencies {
  readonly dashboards: DashboardService;
  readonly loader: Loader;
  readonly models: Models;
  readonly personas: readonly Persona[];
  readonly clock: Clock;
  readonly audit: AuditLog;
  /** Who a guest of a link is, where the guest is signed in. */
  readonly sessions: Sessions;
  readonly shares: Shares;
  readonly embeds: Embeds;
  readonly embedKeys: EmbedKeys;
  readonly alerts: Alerts;
  readonly reports: Reports;
  readonly visits: Visits;
  /** Origins of the sites that may show dashboards in a frame. */
  readonly embedOrigins: readonly string[];
}
