import { ADMIN_REALM } from './admin-api/admin-site.ts';
import type { Account } from './auth/accounts.ts';
import type { AccessWay, AuthMode } from './simulate-options.ts';
import { DOMAIN } from './directory/domain.ts';
import type { MailAccount } from './mail/mail-catcher.ts';
import type { DoorName, SiteName } from './simulator-options.ts';

export interface SettingsPlace {
  readonly installation: string;
  /** Of the directory and the mail catcher only where they are to be named. */
  readonly urls: Readonly<Record<SiteName, string> & Partial<Record<DoorName, string>>>;
  readonly auth: AuthMode;
  readonly account: Pick<Account, 'domain' | 'username' | 'upn'>;
  readonly access: AccessWay;
  /** The account of SPF, whose password lies in `spf-password`. */
  readonly spfAccount: Pick<Account, 'domain' | 'username'>;
  readonly mailAccount: Pick<MailAccount, 'username'>;
  /** Relative to the settings file, or absolute. */
  readonly specs: string;
}

/** A ready-made vdc.yaml for this simulator: everything it names lies beside it. Holds no secret. */
export function writeSettings(place: SettingsPlace): string {
  const { installation, urls, auth, account, specs } = place;
  return `# Written by vdc simulate at every start, but for the installation id, which stays. Edit a copy.
apiVersion: vdc/v1
kind: Controller
installation: ${installation}
specs:
  directory: ${JSON.stringify(specs)}
wap:
  adminApi: ${urls.adminApi}
  caFile: ./ca.pem
  auth:
${authLines(auth, urls, account)}
${machineLines(place)}${portalLine(place)}hostingPlans:
  standard: { template: VDC Base }
  silver: { template: VDC Silver }
defaults: { hostingPlan: standard }
${directoryLines(place)}${mailLines(place)}state: { url: sqlite:./vdc.db }
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

/** The one way to machines or the other: over SPF they are reached past WAP, whatever the state of their subscription. */
function machineLines({ access, urls, spfAccount: { domain, username } }: SettingsPlace): string {
  if (access === 'tenant') return `  tenantApi: ${urls.tenantApi}\n`;
  return `  spf:
    url: ${urls.spf}
    username: ${domain}\\${username}
    password: { file: ./spf-password }
`;
}

/** The service account is the one of WAP: it has been given the tenants' OU. */
function directoryLines({ urls, account }: SettingsPlace): string {
  if (urls.directory === undefined) return '';
  return `directory:
  url: ${urls.directory}
  caFile: ./ca.pem
  bindDn: CN=${account.username},${DOMAIN.serviceOu}
  password: { file: ./password }
  ou: ${DOMAIN.tenantsOu}
  upnSuffix: ${DOMAIN.tenantsUpnSuffix}
`;
}

/** What a mail sends the customer to: here a login page that leads no further. */
function portalLine({ urls }: SettingsPlace): string {
  return urls.mail === undefined ? '' : `  tenantPortal: ${urls.tenantAuth}\n`;
}

function mailLines({ urls, mailAccount }: SettingsPlace): string {
  if (urls.mail === undefined) return '';
  return `mail:
  smtp:
    url: ${urls.mail}
    startTls: required
    caFile: ./ca.pem
    username: ${mailAccount.username}
    password: { file: ./mail-password }
  from: Cloud <cloud@provider.example>
`;
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `    ${line}`).join('\n');
}
