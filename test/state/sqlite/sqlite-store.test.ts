import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../../src/state/sqlite/open-sqlite-store.ts';
import { stateStoreContract } from '../../contract/state-store-contract.ts';
import { noonMs } from '../../support/state-builders.ts';

stateStoreContract({
  name: 'sqlite',
  async open() {
    const folder = mkdtempSync(join(tmpdir(), 'vdc-state-'));
    const openAgain = () => openSqliteStore({ path: join(folder, 'vdc.db'), now: () => noonMs });
    const stores = [await openAgain()];
    const [store] = stores as [Awaited<ReturnType<typeof openAgain>>];
    return {
      store,
      async reopen() {
        await stores.at(-1)?.close();
        const next = await openAgain();
        stores.push(next);
        return next;
      },
      async openSecond() {
        const second = await openAgain();
        stores.unshift(second);
        return second;
      },
      async dispose() {
        for (const one of stores) await one.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
});
