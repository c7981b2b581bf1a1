import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KnobSettings } from '../../../src/simulator/knobs/knob-table.ts';
import type { Simulator } from '../../../src/simulator/start-simulator.ts';
import { curl, whyNoCurlNtlm, type CurlOutcome } from '../../support/curl.ts';
import { runSpf, SPF_PASSWORD, WHOLE_VMM } from '../../support/simulated-spf.ts';

/** That there is a curl with NTLM at all, is held by auth/curl-ntlm.test.ts. */
describe.skipIf(whyNoCurlNtlm() !== undefined)('curl, a stranger, at SPF', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'curl-spf-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function startSpf(knobs: KnobSettings = {}) {
    const { simulator, key, look } = await runSpf([{ name: 'web' }], knobs);
    writeFileSync(join(folder, 'ca.pem'), simulator.ca);
    const account = simulator.accounts.find(({ username }) => username === 'svc-spf');
    const ask = (path: string, ...args: readonly string[]) => askWithCurl(simulator, path, args);
    return { simulator, key, look, account, ask };
  }

  async function askWithCurl({ urls, ca }: Simulator, path: string, args: readonly string[]): Promise<CurlOutcome> {
    expect(ca).toContain('BEGIN CERTIFICATE');
    const status = ['--write-out', '\nHTTP %{http_code}, %{num_connects} new connections\n'];
    const accept = ['--header', 'Accept: application/json'];
    return curl(
      [
        '--cacert',
        join(folder, 'ca.pem'),
        '--globoff',
        ...accept,
        ...status,
        ...args,
        `${urls.spf}${WHOLE_VMM}/${path}`,
      ],
      '',
    );
  }

  const login = (user: string, password = SPF_PASSWORD) => ['--user', `${user}:${password}`];

  it.each(['--basic', '--ntlm'])('comes in with %s and lists machines', async (scheme) => {
    const { simulator, ask } = await startSpf();
    const { stdout, stderr, code } = await ask('VirtualMachines', scheme, ...login(String.raw`CORP\svc-spf`));
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('"Name":"web"');
    expect(stdout).toContain('HTTP 200, 1 new connections');
    expect(simulator.requests.counts().byStatus[200]).toBeGreaterThan(0);
  });

  it('writes by NTLM: the body comes with the last step only, and is carried out once', async () => {
    const { simulator, ask, key, look } = await startSpf();
    const body = ['--request', 'MERGE', '--header', 'Content-Type: application/json', '--data', '{"Operation":"Stop"}'];
    const path = `${key('web')}?RunAsynchronously=1`;
    const { stdout } = await ask(path, '--ntlm', ...login('svc-spf@corp.example'), ...body);
    expect(stdout).toContain('HTTP 204, 1 new connections');
    expect(look('web')?.status).toBe('PoweringOff');
    expect(simulator.requests.counts().byRoute).toMatchObject({
      'MERGE spf-auth handshake': 1,
      'MERGE /SC2012R2/VMM/Microsoft.Management.Odata.svc/**': 1,
    });
  });

  it.each(['--basic', '--ntlm'])('gets 401 with a wrong password by %s, and has used up one try', async (scheme) => {
    const { account, ask } = await startSpf();
    const { stdout } = await ask('Clouds', scheme, ...login(String.raw`CORP\svc-spf`, 'wrong'));
    expect(stdout).toContain('HTTP 401');
    expect(account?.failedTries).toBe(1);
  });

  it('logs in once for two requests on one connection', async () => {
    const { simulator, ask } = await startSpf({ 'spf-auth': 'ntlm' });
    const again = `${simulator.urls.spf}${WHOLE_VMM}/Clouds`;
    const { stdout } = await ask('Clouds', '--ntlm', ...login(String.raw`CORP\svc-spf`), again);
    expect(stdout.match(/HTTP \d+, \d/gu)).toEqual(['HTTP 200, 1', 'HTTP 200, 0']);
    expect(simulator.requests.counts().byRoute['GET spf-auth handshake']).toBe(1);
  });

  it.each([
    ['basic', '--ntlm'],
    ['ntlm', '--basic'],
  ] as const)('gets nowhere where SPF offers only %s and it has only %s', async (offered, scheme) => {
    const { account, ask } = await startSpf({ 'spf-auth': offered });
    expect((await ask('Clouds', scheme, ...login(String.raw`CORP\svc-spf`))).stdout).toContain('HTTP 401');
    expect(account?.failedTries).toBe(0);
  });

  it('is let in by the group, not by the password alone', async () => {
    const { ask } = await startSpf();
    const nobody = ['--ntlm', ...login(String.raw`CORP\nobody`, 'simulated-Passw0rd')];
    expect((await ask('Clouds', ...nobody)).stdout).toContain('HTTP 403');
  });

  it('finds no way in under extended protection, which it does not speak', async () => {
    const { simulator, ask } = await startSpf();
    simulator.authKnobs.windows.extendedProtection = 'require';
    expect((await ask('Clouds', '--ntlm', ...login(String.raw`CORP\svc-spf`))).stdout).toContain('HTTP 401');
  });
});
