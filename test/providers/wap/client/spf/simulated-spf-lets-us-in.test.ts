import { describe, expect, it } from 'vitest';
import type { WapRequest } from '../../../../../src/providers/wap/client/http/transport.ts';
import type { SpfTransportOptions } from '../../../../../src/providers/wap/client/spf/create-spf-transport.ts';
import { runSimulator } from '../../../../support/running-simulator.ts';
import { openSpf } from '../../../../support/spf-transport.ts';

const signal = new AbortController().signal;
const VMM = '/SC2012R2/VMM/Microsoft.Management.Odata.svc';
const GET: WapRequest = { method: 'GET', path: `${VMM}/VirtualMachines`, repeat: 'safe', signal };
const ACCOUNT = { username: String.raw`CORP\svc-spf`, password: 'simulated-Passw0rd' };

async function meet(knobs: Parameters<typeof runSimulator>[0], options: Partial<SpfTransportOptions> = {}) {
  const { simulator } = await runSimulator(knobs);
  return { simulator, ...openSpf({ url: simulator.urls.spf, ca: simulator.ca }, { ...ACCOUNT, ...options }) };
}

describe.each(['ntlm', 'basic', 'both'] as const)('the simulated SPF that offers %s', (offered) => {
  it('lets many requests in, side by side', async () => {
    await using spf = await meet({ 'spf-auth': offered, 'spf-principal': 'required' });
    const answers = await Promise.all(Array.from({ length: 12 }, () => spf.request(GET)));
    for (const { json } of answers) expect(json).toMatchObject({ value: expect.anything() });
  });

  it('counts one wrong password, however many requests there are', async () => {
    await using spf = await meet({ 'spf-auth': offered }, { password: 'wrong' });
    const tries = Array.from({ length: 12 }, () => spf.request(GET).catch((error: unknown) => error));
    for (const error of await Promise.all(tries)) expect(error).toMatchObject({ code: 'LOGIN_REFUSED' });
    const account = spf.simulator.accounts.find(({ username }) => username === 'svc-spf');
    expect(account?.failedTries).toBe(1);
  });

  it.each(['403', '401'] as const)('tells an account outside of SPF_VMM with %s how it may come in', async (status) => {
    const nobody = { username: String.raw`CORP\nobody`, password: 'simulated-Passw0rd' };
    await using spf = await meet({ 'spf-auth': offered, 'spf-no-group-status': status }, nobody);
    await expect(spf.request(GET)).rejects.toMatchObject({
      code: status === '403' ? 'WAP_FORBIDDEN' : 'LOGIN_REFUSED',
      message: expect.stringContaining('not in the local group SPF_VMM of the SPF machine'),
    });
  });
});
