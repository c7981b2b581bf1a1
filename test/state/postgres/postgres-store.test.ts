import { describe } from 'vitest';
import { stateStoreContract } from '../../contract/state-store-contract.ts';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { newInstallation, postgresForSuite } from './postgres-under-test.ts';

describe.runIf(canMeetPeers('postgres'))('on a real server', () => {
  const server = postgresForSuite();

  stateStoreContract({
    name: 'postgres',
    async open() {
      const stores = newInstallation(server());
      const store = await stores.open();
      let newest = store;
      return {
        store,
        async reopen() {
          await newest.close();
          newest = await stores.open();
          return newest;
        },
        openSecond: () => stores.open(),
        dispose: () => stores.close(),
      };
    },
  });
});
