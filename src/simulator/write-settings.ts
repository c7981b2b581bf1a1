import { ADMIN_REALM } from './admin-api/admin-site.ts';
import type { Account } from './auth/accounts.ts';
import type { AuthMode } from './simulate-options.ts';
import type { SiteName } from './simulator-options.ts';

export interface SettingsPlace {
  readonly installation: string;
  readonly urls: Readonly<Record<SiteName, string>>;
  readonly auth: AuthMode;
  readonly account: Pick<Account, 'domain' | 'username' | 'upn'>;
  /** Relative to the settings file, or absolute. */
  readonly specs: string;
}

/** A ready-made vdc.yaml for this simulator: everything it names lies beside it. Holds no secret. */
export function writeSettings({ installation, urls, auth, account, specs }: SettingsPlace): string {
  return `# Written by vdc simulate at every start, but for the installation id, which stays. Edit a copy.
apiVersion: vdc/v1
kind: Controller
installation: ${installation}
specs:
  directory: ${JSON.stringify(specs)}
wap:
  adminApi: ${urls.adminApi}
  tenantApi: ${urls.tenantApi}
  caFile: ./ca.pem
  auth:
${authLines(auth, urls, account)}
hostingPlans:
  standard: { template: VDC Base }
  silver: { template: VDC Silver }
defaults: { hostingPlan: standard }
state: { url: sqlite:./vdc.db }
`;
}

function authLines(
  auth: AuthMode,
  urls: SettingsPlace['urls'],
  { domain, username, upn }: SettingsPlace['account'],
): string {
  const windows = [`domain: ${domain}`, `username: ${username}`, 'password: { file: ./password }'];
  switch (auth) {
    case 'windows':
      return indent(['mode: windows', `windowsAuthEndpoint: ${urls.windowsAuth}`, ...windows]);
    case 'adfs':
      return indent(['mode: adfs', `windowsAuthEndpoint: ${urls.adfs}`, ...windows]);
    case 'membership':
      return indent([
        'mode: membership',
        `windowsAuthEndpoint: ${urls.tenantAuth}`,
        `realm: ${ADMIN_REALM}`,
        `username: ${upn}`,
        'password: { file: ./password }',
      ]);
    case 'token':
      return indent(['mode: token', 'token: { file: ./token }', `principal: ${upn}`]);
    default:
      return auth satisfies never;
  }
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `    ${line}`).join('\n');
}
