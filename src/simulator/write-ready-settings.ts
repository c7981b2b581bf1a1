import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { defaultAccounts } from './default-accounts.ts';
import type { Simulator } from './start-simulator.ts';

export interface ReadySettings {
  readonly dir: string;
  readonly specs: string;
  /** windows, adfs, membership or token. */
  readonly auth: string;
  readonly installation: string;
  readonly simulator: Simulator;
}

/** A vdc.yaml that works with this simulator as it stands; returns its path. Secrets lie in files beside it. */
export async function writeReadySettings(ready: ReadySettings): Promise<string> {
  const { dir, specs, installation, simulator } = ready;
  const { urls } = simulator;
  const file = join(dir, 'vdc.yaml');
  const login = await writeLogin(ready);
  await writeFile(
    file,
    `# Written by vdc simulate at each start: its ports may change, its installation does not.
apiVersion: vdc/v1
kind: Controller
installation: ${installation}
specs:
  directory: ${JSON.stringify(relative(dir, specs))}
wap:
  adminApi: ${urls.adminApi}
  tenantApi: ${urls.tenantApi}
  caFile: ./ca.pem
  auth:
${login.map((line) => `    ${line}`).join('\n')}
hostingPlans:
  standard: { template: VDC Base }
  silver: { template: VDC Silver }
defaults: { hostingPlan: standard, onSuspend: shutdown, onResume: previous, deletion: { policy: delete, grace: 72h } }
state: { url: "sqlite:./vdc.db" }
`,
  );
  return file;
}

async function writeLogin({ dir, auth, simulator }: ReadySettings): Promise<readonly string[]> {
  const { urls } = simulator;
  const [account] = defaultAccounts();
  if (account === undefined) throw new Error('the simulator has no account');
  const secret = async (name: string, text: string) => writeFile(join(dir, name), `${text}\n`, { mode: 0o600 });
  if (auth === 'token') {
    await secret('token', simulator.issueToken());
    return ['mode: token', 'token: { file: ./token }'];
  }
  await secret('password', account.password);
  const password = 'password: { file: ./password }';
  const windows = [`domain: ${account.domain}`, `username: ${account.username}`, password];
  switch (auth) {
    case 'adfs':
      return ['mode: adfs', `windowsAuthEndpoint: ${urls.adfs}`, ...windows];
    case 'membership':
      return [
        'mode: membership',
        `windowsAuthEndpoint: ${urls.tenantAuth}`,
        'realm: http://azureservices/AdminSite',
        `username: ${account.upn}`,
        password,
      ];
    default:
      return ['mode: windows', `windowsAuthEndpoint: ${urls.windowsAuth}`, ...windows];
  }
}
