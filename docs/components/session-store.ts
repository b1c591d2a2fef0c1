import { SessionStore } from 'sophia/components';

const store = new SessionStore('store', {
  recoveryDays: 7,
  deletionProtection: true,
});

export const sessionsTable = store.tables.sessions.name;
export const ledgerTable = store.tables.ledger.name;
