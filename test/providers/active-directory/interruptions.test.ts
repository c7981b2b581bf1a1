import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountProvider } from '../../../src/providers/account-provider.ts';
import { startCuttingProxy, type CuttingProxy } from '../../support/peers/cutting-proxy.ts';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { startSambaDirectory, type SambaDirectory } from '../../support/peers/samba-directory.ts';
import {
  accountNamed,
  createAction,
  deleteAction,
  directoryOf,
  logIn,
  never,
  updateAction,
} from '../../support/directory-story.ts';

describe.runIf(canMeetPeers('sambaDirectory'))('a connection that is cut', () => {
  let server: SambaDirectory;
  let proxy: CuttingProxy;
  beforeAll(async () => {
    server = await startSambaDirectory();
    proxy = await startCuttingProxy(server.host, 636);
  }, 120_000);
  afterAll(async () => {
    await proxy[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  const through = () => ({ url: `ldaps://127.0.0.1:${proxy.port}`, ca: server.ca });

  /** How many bursts that takes when nothing is cut. */
  async function burstsOf(act: (directory: AccountProvider) => Promise<unknown>): Promise<number> {
    const directory = directoryOf(through());
    const before = proxy.bursts();
    await act(directory);
    const bursts = proxy.bursts() - before;
    expect(bursts).toBeGreaterThan(4);
    return bursts;
  }

  describe.each(['request-lost', 'answer-lost'] as const)('(%s)', (cut) => {
    it('at any moment of making an account leaves exactly one, whole, in the end', async () => {
      const bursts = await burstsOf((directory) => directory.carryOut(createAction(`vdc-${cut}`), never));
      for (let burst = 1; burst <= bursts; burst += 1) {
        const name = `vdc-${cut === 'request-lost' ? 'r' : 'a'}-${burst}`;
        const directory = directoryOf(through());
        proxy.cutAt(burst, cut);
        const first = await directory.carryOut(createAction(name), never);
        // Cut once, it comes to its end by itself, unless the cut fell into TLS or the login: then nothing was asked for yet.
        expect(['done', 'CONNECTION_LOST']).toContain(first.kind === 'failed' ? first.code : first.kind);
        expect(await directory.carryOut(createAction(name), never), `cut at burst ${burst}`).toMatchObject({
          kind: 'done',
        });
        await directory.close();

        const direct = directoryOf(server);
        const { accounts } = await direct.observe([], never);
        const made = accounts.filter(({ samAccountName }) => samAccountName.startsWith(name));
        expect(made, `cut at burst ${burst}`).toMatchObject([{ samAccountName: name, isEnabled: true }]);
        const [account] = made;
        if (account !== undefined) await direct.carryOut(deleteAction(account), never);
        await direct.close();
      }
    });

    it('at any moment of setting a password leaves the customer one that works', async () => {
      const direct = directoryOf(server);
      await direct.carryOut(createAction('vdc-reset'), never);
      const account = await accountNamed(direct, 'vdc-reset');
      const bursts = await burstsOf((directory) => directory.setNewPassword(account.id, account.mark ?? '', never));
      for (let burst = 1; burst <= bursts; burst += 1) {
        const directory = directoryOf(through());
        proxy.cutAt(burst, cut);
        const set = () => directory.setNewPassword(account.id, account.mark ?? '', never);
        const password = await set().catch(set);
        expect(await logIn(server, account.upn, password.reveal()), `cut at burst ${burst}`).toBe('welcome');
        await directory.close();
      }
      await direct.carryOut(deleteAction(account), never);
    });

    it('while an account is shut or deleted is mended by a second look', async () => {
      const direct = directoryOf(server);
      for (let burst = 4; burst <= 10; burst += 1) {
        await direct.carryOut(createAction('vdc-cut'), never);
        const account = await accountNamed(direct, 'vdc-cut');
        const directory = directoryOf(through());
        await directory.observe([], never);
        proxy.cutAt(burst - 3, cut);
        const shut = updateAction(account, { field: 'isEnabled', isEnabled: false });
        expect(await directory.carryOut(shut, never), `cut at ${burst}`).toMatchObject({ kind: 'done' });
        expect((await accountNamed(direct, 'vdc-cut')).isEnabled).toBe(false);
        proxy.cutAt(burst - 3, cut);
        expect(await directory.carryOut(deleteAction(account), never), `cut at ${burst}`).toMatchObject({
          kind: 'done',
        });
        expect((await direct.observe([account.id], never)).gone).toEqual(new Set([account.id]));
        await directory.close();
      }
    });
  });

  it('while it was idle is not noticed by who reads or writes next', async () => {
    const directory = directoryOf(through());
    await directory.observe([], never);
    proxy.dropAll();
    await directory.observe([], never);
    proxy.dropAll();
    expect(await directory.carryOut(createAction('vdc-idle'), never)).toMatchObject({ kind: 'done' });
  });

  it('again and again is an error in the end, and an uncertain one where a change had left', async () => {
    const directory = directoryOf(through());
    await directory.observe([], never);
    proxy.cutAt(1, 'answer-lost');
    const outcome = directory.carryOut(createAction('vdc-again'), never);
    const stop = new AbortController();
    const cutting = (async () => {
      for (let seen = proxy.connections(); !stop.signal.aborted;) {
        if (proxy.connections() > seen) {
          seen = proxy.connections();
          proxy.cutAt(1, 'request-lost');
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    expect(await outcome).toMatchObject({ kind: 'failed', code: 'DIRECTORY_OUTCOME_UNKNOWN', isUncertain: true });
    stop.abort();
    await cutting;
  });
});
