import { describe, expect, it } from 'vitest';
import { INSTALLATION, loadText, settingsText } from '../support/settings-texts.ts';

describe('settings', () => {
  it('get defaults for all that they do not say, and absolute paths', () => {
    const { settings, problems } = loadText(settingsText());
    expect(problems).toEqual([]);
    expect(settings).toEqual({
      file: '/srv/vdc/etc/vdc.yaml',
      installation: INSTALLATION,
      specs: { kind: 'directory', directory: '/srv/vdc/etc/specs' },
      wap: {
        adminApi: 'https://wap.corp.example:30004',
        auth: {
          mode: 'windows',
          windowsAuthEndpoint: 'https://wap.corp.example:30072',
          domain: 'CORP',
          username: 'svc-vdc',
          password: { env: 'WAP_PASSWORD' },
        },
      },
      hostingPlans: { standard: { template: 'VDC Base' } },
      defaults: {
        onSuspend: 'shutdown',
        onResume: 'previous',
        deletion: { policy: 'delete', graceMs: 72 * 3_600_000 },
        vms: 'unlimited',
      },
      shutdownTimeoutMs: 600_000,
      safety: {
        maxDeletes: { count: 3 },
        maxSuspends: { share: 0.25 },
        maxShrinks: { share: 0.25 },
        maxDeletesPerDay: { count: 10 },
      },
      mode: 'enforce',
      reconcile: { intervalMs: 300_000, concurrency: 8, requestsPerSecond: 50 },
      state: { url: 'sqlite:/srv/vdc/etc/vdc.db' },
      server: { listen: '127.0.0.1:9090' },
    });
  });

  it('are read in full', () => {
    const text = `apiVersion: vdc/v1
kind: Controller
installation: ${INSTALLATION.toUpperCase()}
specs:
  git: { url: ssh://git@host/vdcs.git, branch: release/1, path: specs, interval: 30s }
wap:
  adminApi: https://wap.corp.example:30004
  tenantApi: https://wap.corp.example:30005
  tenantPortal: https://portal.example
  caFile: ./wap-ca.pem
  auth:
    mode: token
    token: { command: [./get-token, --fast] }
    realm: http://azureservices/AdminSite
    principal: CORP\\svc-vdc
  spf:
    url: https://spf.corp.example:8090
    username: CORP\\svc-spf
    password: { file: ../secrets/spf }
    caFile: /etc/ssl/spf.pem
hostingPlans:
  standard: { template: VDC Base }
defaults: { hostingPlan: standard, onSuspend: stop, onResume: all, deletion: { policy: suspend, grace: 7d }, vms: 10 }
shutdownTimeout: 2s
safety: { maxDeletes: 100%, maxSuspends: 0, maxShrinks: 12.5%, maxDeletesPerDay: 1000, maxSuspendsPerDay: 50%, maxShrinksPerDay: 5 }
mode: report
reconcile: { interval: 2s, concurrency: 1, requestsPerSecond: 1 }
directory:
  url: ldaps://dc1.corp.example
  caFile: ad.pem
  bindDn: CN=svc-vdc,OU=Service,DC=corp,DC=example
  password: { env: AD_PASSWORD }
  ou: OU=Tenants,DC=corp,DC=example
  upnSuffix: tenants.corp.example
mail:
  smtp: { url: smtp://mail.corp.example:587, username: vdc, password: { env: SMTP_PASSWORD } }
  from: Cloud <cloud@provider.example>
  templates: ./mail
  language: de
state: { url: postgres://vdc@db.corp.example/vdc, password: { file: state-password } }
server: { listen: "[::]:9090", token: { env: VDC_TOKEN }, webhookSecret: { file: /run/secrets/hook } }
`;
    const { settings, problems } = loadText(text);
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({
      installation: INSTALLATION,
      specs: { kind: 'git', url: 'ssh://git@host/vdcs.git', branch: 'release/1', path: 'specs', intervalMs: 30_000 },
      wap: {
        caFile: '/srv/vdc/etc/wap-ca.pem',
        auth: { token: { command: ['/srv/vdc/etc/get-token', '--fast'] }, caFile: '/srv/vdc/etc/wap-ca.pem' },
        spf: { username: 'CORP\\svc-spf', password: { file: '/srv/vdc/secrets/spf' }, caFile: '/etc/ssl/spf.pem' },
      },
      defaults: { hostingPlan: 'standard', deletion: { policy: 'suspend', graceMs: 604_800_000 }, vms: 10 },
      safety: {
        maxDeletes: { share: 1 },
        maxSuspends: { count: 0 },
        maxShrinks: { share: 0.125 },
        maxSuspendsPerDay: { share: 0.5 },
      },
      mode: 'report',
      directory: { caFile: '/srv/vdc/etc/ad.pem', password: { env: 'AD_PASSWORD' } },
      mail: {
        smtp: { startTls: 'required' },
        from: 'Cloud <cloud@provider.example>',
        templates: '/srv/vdc/etc/mail',
        language: 'de',
      },
      state: { url: 'postgres://vdc@db.corp.example/vdc', password: { file: '/srv/vdc/etc/state-password' } },
      server: { token: { env: 'VDC_TOKEN' }, webhookSecret: { file: '/run/secrets/hook' } },
    });
  });

  it.each([
    ['sqlite:./vdc.db', 'sqlite:/srv/vdc/etc/vdc.db'],
    ['sqlite:vdc.db', 'sqlite:/srv/vdc/etc/vdc.db'],
    ['sqlite:/var/lib/vdc.db', 'sqlite:/var/lib/vdc.db'],
    ['sqlite:///var/lib/vdc.db', 'sqlite:/var/lib/vdc.db'],
    ['postgresql://vdc@db/vdc', 'postgresql://vdc@db/vdc'],
  ])('keep their state in %s', (written, meant) => {
    expect(loadText(settingsText({ add: `state: { url: "${written}" }\n` })).settings?.state.url).toBe(meant);
  });

  it('let SPF and the login trust the same authority as WAP', () => {
    const text = settingsText({ replace: ['  auth:', '  caFile: ca.pem\n  auth:'] });
    const spf = '  spf: { url: "https://spf:8090/x", username: svc@corp.example, password: { env: X } }\n';
    const { wap } = loadText(text.replace('  auth:', `${spf}  auth:`)).settings ?? {};
    expect([wap?.auth.caFile, wap?.spf?.caFile]).toEqual(['/srv/vdc/etc/ca.pem', '/srv/vdc/etc/ca.pem']);
  });

  it('are taken as text or as bytes', () => {
    expect(loadText(new TextEncoder().encode(`\uFEFF${settingsText()}`)).settings).toBeDefined();
    expect(loadText(new Uint8Array([0x61, 0xff])).problems).toMatchObject([{ code: 'FILE_NOT_UTF8' }]);
  });
});
