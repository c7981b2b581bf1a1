import type { StateStore } from '../../../src/state/state-store.ts';

/** The store at a path, or at `postgres://…#INSTALLATION`. */
export async function openStoreAt(target: string): Promise<StateStore> {
  if (!target.startsWith('postgres:')) {
    const { openSqliteStore } = await import('../../../src/state/sqlite/open-sqlite-store.ts');
    return openSqliteStore({ path: target, now: Date.now });
  }
  const { openPostgresStore } = await import('../../../src/state/postgres/open-postgres-store.ts');
  const [url = '', installation = ''] = target.split('#');
  return openPostgresStore({ url, installation, now: Date.now });
}
