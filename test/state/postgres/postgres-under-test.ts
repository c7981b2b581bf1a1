import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { openPostgresStore } from '../../../src/state/postgres/open-postgres-store.ts';
import type { StateStore } from '../../../src/state/state-store.ts';
import { type PostgresServer, type PostgresWish, startPostgres } from '../../support/peers/postgres-server.ts';
import { noonMs } from '../../support/state-builders.ts';

/** One server for the suite that asks, gone with it. */
export function postgresForSuite(wish: PostgresWish = {}): () => PostgresServer {
  let server: PostgresServer | undefined;
  beforeAll(async () => {
    server = await startPostgres(wish);
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
  });
  return () => {
    if (server === undefined) throw new Error('the server is started before the suite');
    return server;
  };
}

export interface InstallationStores {
  readonly installation: string;
  readonly schema: string;
  open(historyLimit?: number): Promise<StateStore>;
  close(): Promise<void>;
}

/** Stores of a new installation, as several processes would open them. */
export function newInstallation({ url }: { readonly url: string }): InstallationStores {
  const installation = randomUUID();
  const stores: StateStore[] = [];
  return {
    installation,
    schema: `vdc_${installation.replaceAll('-', '_')}`,
    async open(historyLimit = 100_000) {
      const store = await openPostgresStore({ url, installation, now: () => noonMs, historyLimit });
      stores.push(store);
      return store;
    },
    async close() {
      for (const one of stores) await one.close();
    },
  };
}
