import type { DashboardService } from '../service.ts';

/** The same dashboards; `changed` is told of each that was changed through them. */
export const announced = (dashboards: DashboardService, changed: (id: string) => void): DashboardService => ({
  ...dashboards,
  async edit(caller, id, request) {
    const saved = await dashboards.edit(caller, id, request);
    changed(id);
    return saved;
  },
  async restore(caller, id, revision, baseRevision) {
    const saved = await dashboards.restore(caller, id, revision, baseRevision);
    changed(id);
    return saved;
  },
  async remove(caller, id, revision) {
    await dashboards.remove(caller, id, revision);
    changed(id);
  },
});
