import type { Settings } from '../model/settings.ts';
import type { StateStore } from '../state/state-store.ts';
import { holder } from './machine.ts';

/** The state store that the settings name. */
export async function openStore(settings: Settings): Promise<StateStore> {
  const { url } = settings.state;
  if (url.startsWith('sqlite:')) {
    const { openSqliteStore } = await import('../state/sqlite/open-sqlite-store.ts');
    return openSqliteStore({ path: url.slice('sqlite:'.length), now: Date.now });
  }
  const { openPostgresStore } = await import('../state/postgres/open-postgres-store.ts');
  const { readSecretOf } = await import('./secrets.ts');
  const { password } = settings.state;
  return openPostgresStore({
    url,
    ...(password && { password: await readSecretOf(password) }),
    installation: settings.installation,
    now: Date.now,
  });
}

export function describeHolder(): string {
  const { pid, host } = holder();
  return `process ${pid} on ${host}`;
}
