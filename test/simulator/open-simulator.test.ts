import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadSettings } from '../../src/settings/load-settings.ts';
import { openSimulator, type OpenSimulator } from '../../src/simulator/open-simulator.ts';
import type { SimulateChoice } from '../../src/simulator/simulate-options.ts';

let dir: string;
let open: OpenSimulator | undefined;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'simulator-'));
});
afterEach(async () => {
  await open?.stop();
  open = undefined;
  await rm(dir, { recursive: true });
});

async function start(more: Partial<SimulateChoice> = {}): Promise<OpenSimulator> {
  await open?.stop();
  const choice = {
    dir: join(dir, 'sim'),
    specs: join(dir, 'specs'),
    ports: 'free',
    faults: [],
    knobs: [],
    auth: 'windows',
    ...more,
  };
  open = await openSimulator(choice);
  return open;
}
const read = (name: string): Promise<string> => readFile(join(dir, 'sim', name), 'utf8');

describe('vdc simulate', () => {
  it('writes settings that name only what lies beside them, and no secret', async () => {
    const { settingsFile, describe: tell } = await start();
    const settings = parse(await readFile(settingsFile, 'utf8'));
    expect(settings).toMatchObject({
      apiVersion: 'vdc/v1',
      kind: 'Controller',
      specs: { directory: '../specs' },
      wap: {
        caFile: './ca.pem',
        auth: { mode: 'windows', domain: 'CORP', username: 'svc-vdc', password: { file: './password' } },
      },
      hostingPlans: { standard: { template: 'VDC Base' }, silver: { template: 'VDC Silver' } },
    });
    expect(await read('vdc.yaml')).not.toContain(await read('password'));
    expect(tell()).toContain(settings.wap.adminApi);
    expect((await readdir(join(dir, 'sim'))).toSorted()).toEqual([
      'authority.pem',
      'ca.pem',
      'mail-password',
      'password',
      'spf-password',
      'vdc.yaml',
    ]);
    for (const name of ['authority.pem', 'mail-password', 'password', 'spf-password'])
      expect((await stat(join(dir, 'sim', name))).mode & 0o077).toBe(0);
  });

  it('keeps its authority, its installation and its world over a restart', async () => {
    await start({ vdcs: '3' });
    const [ca, yaml] = [await read('ca.pem'), parse(await read('vdc.yaml'))];
    await start();
    expect(await read('ca.pem')).toBe(ca);
    expect(parse(await read('vdc.yaml')).installation).toBe(yaml.installation);
    expect(JSON.parse(await read('world.json')).subscriptions).toHaveLength(6);
  });

  it('writes settings for each way to log in', async () => {
    const auth = async (mode: string) => (await start({ auth: mode }), parse(await read('vdc.yaml')).wap.auth);
    expect(await auth('adfs')).toMatchObject({ mode: 'adfs', domain: 'CORP' });
    expect(await auth('membership')).toMatchObject({
      mode: 'membership',
      realm: 'http://azureservices/AdminSite',
      username: 'svc-vdc@corp.example',
    });
    expect(await auth('token')).toMatchObject({ mode: 'token', token: { file: './token' } });
    expect((await read('token')).split('.')).toHaveLength(3);
  });

  it('names SPF instead of the tenant API where that is asked for, with a password file of its own', async () => {
    await start();
    expect(parse(await read('vdc.yaml')).wap).not.toHaveProperty('spf');
    const { describe: tell } = await start({ access: 'spf' });
    const { wap } = parse(await read('vdc.yaml'));
    expect(wap).not.toHaveProperty('tenantApi');
    expect(wap.spf).toEqual({
      url: expect.stringMatching(/^https:\/\/localhost:\d+$/),
      username: String.raw`CORP\svc-spf`,
      password: { file: './spf-password' },
    });
    expect(await read('spf-password')).toBe('simulated-Passw0rd');
    expect(tell()).toContain(wap.spf.url);
  });

  it('names its domain controller and its mail catcher where they are asked for, with password files', async () => {
    await start({ directory: false, mail: false });
    expect(parse(await read('vdc.yaml'))).not.toHaveProperty('directory');
    const { describe: tell } = await start({ directory: true, mail: true });
    const { wap, directory, mail } = parse(await read('vdc.yaml'));
    expect(wap.tenantPortal).toMatch(/^https:\/\/localhost:\d+$/);
    expect(directory).toEqual({
      url: expect.stringMatching(/^ldaps:\/\/localhost:\d+$/),
      caFile: './ca.pem',
      bindDn: 'CN=svc-vdc,OU=Service,DC=corp,DC=example',
      password: { file: './password' },
      ou: 'OU=Tenants,DC=corp,DC=example',
      upnSuffix: 'tenants.corp.example',
    });
    expect(mail).toEqual({
      smtp: {
        url: expect.stringMatching(/^smtp:\/\/localhost:\d+$/),
        startTls: 'required',
        caFile: './ca.pem',
        username: 'vdc',
        password: { file: './mail-password' },
      },
      from: 'Cloud <cloud@provider.example>',
    });
    expect((await stat(join(dir, 'sim', 'mail-password'))).mode & 0o077).toBe(0);
    for (const text of [directory.url, directory.bindDn, mail.smtp.url, await read('mail-password')])
      expect(tell()).toContain(text);
    const text = await read('vdc.yaml');
    expect(loadSettings({ text, file: 'vdc.yaml', baseDir: join(dir, 'sim') }).problems).toEqual([]);
  });

  it('names everything that is wrong with its options and starts nothing', async () => {
    await expect(start({ faults: ['thunder'], knobs: ['colour=red'] })).rejects.toThrow(/thunder[^]*colour/);
    expect(await readdir(dir)).toEqual([]);
  });
});
