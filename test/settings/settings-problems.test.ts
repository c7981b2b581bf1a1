import { describe, expect, it } from 'vitest';
import { codesOfSettings, loadText, settingsText } from '../support/settings-texts.ts';

/** One line changed: from, to, the code, what is suggested. */
const replaced: readonly (readonly [from: string, to: string, code: string, suggestion: RegExp])[] = [
  [
    'https://wap.corp.example:30004',
    'http://wap.corp.example:30004',
    'INSECURE_URL',
    /https:\/\/wap\.corp\.example:30004/,
  ],
  ['https://wap.corp.example:30004', 'wap.corp.example:30004', 'INVALID_URL', /https:\/\/wap\.corp\.example:30004/],
  ['https://wap.corp.example:30004', 'https://wap.corp.example:30004/?x=1', 'INVALID_URL', /https:\/\/wap/],
  ['https://wap.corp.example:30004', 'https:/wap', 'INVALID_URL', /^/],
  ['https://wap.corp.example:30004', '30004', 'INVALID_URL', /^/],
  ['https://wap.corp.example:30072', 'http://wap.corp.example:30072', 'INSECURE_URL', /https/],
  ['0b6f9c1e-7d0a-4c39-9a53-0c0f5b1e2d11', '0b6f9c1e', 'INVALID_UUID', /^/],
  ['mode: windows', 'mode: window', 'UNKNOWN_VALUE', /windows/],
  ['mode: windows', 'mod: windows', 'UNKNOWN_FIELD', /"mode"/],
  ['    domain: CORP\n', '', 'AUTH_INCOMPLETE', /`domain: CORP`/],
  ['    password: { env: WAP_PASSWORD }\n', '', 'AUTH_INCOMPLETE', /`password: \{ env: WAP_PASSWORD \}`/],
  ['mode: windows', 'mode: token', 'AUTH_INCOMPLETE', /`token: \{ file/],
  ['{ env: WAP_PASSWORD }', '{ env: WAP_PASSWORD, file: x }', 'SECRET_SOURCE_INVALID', /env: … \} or/],
  ['{ env: WAP_PASSWORD }', '{}', 'SECRET_SOURCE_INVALID', /^/],
  ['{ env: WAP_PASSWORD }', '{ env: 5 }', 'SECRET_SOURCE_INVALID', /name of the variable/],
  ['{ env: WAP_PASSWORD }', 'hunter2', 'SECRET_INLINE', /env: NAME/],
  ['standard: { template: VDC Base }', 'standard: VDC Base', 'WRONG_TYPE', /^/],
  ['standard: { template: VDC Base }', 'standard: {}', 'MISSING_FIELD', /`template: VDC Base`/],
  ['standard: { template', 'my standard: { template', 'INVALID_HOSTING_PLAN_NAME', /^/],
  ['  standard: { template: VDC Base }\n', '  {}\n', 'TOO_FEW_ENTRIES', /at least one/],
  ['kind: Controller', 'kind: VirtualDataCenter', 'WRONG_KIND', /specs directory/],
  ['vdc/v1', 'v1', 'WRONG_API_VERSION', /vdc\/v1/],
];

const added: readonly (readonly [line: string, code: string, suggestion: RegExp])[] = [
  ['defaults: { hostingPlan: standrad }', 'UNKNOWN_HOSTING_PLAN', /"standard"/],
  ['specs: { directory: ./specs, git: { url: ssh://git@host/x.git } }', 'TOO_MANY_ENTRIES', /^/],
  ['specs: {}', 'TOO_FEW_ENTRIES', /^/],
  ['specs: { git: { url: "ext::sh -c id" } }', 'INVALID_URL', /^/],
  ['specs: { git: { url: --upload-pack=id } }', 'INVALID_URL', /^/],
  ['specs: { git: { url: ssh://git@host/x.git, path: ../.. } }', 'INVALID_GIT_PATH', /^/],
  ['specs: { git: { url: ssh://git@host/x.git, branch: -x } }', 'INVALID_GIT_BRANCH', /^/],
  ['specs: { git: { url: ssh://git@host/x.git, interval: 0s } }', 'OUT_OF_RANGE', /^/],
  ['shutdownTimeout: 10', 'INVALID_DURATION', /10h, if hours/],
  ['shutdownTimeout: 2d', 'OUT_OF_RANGE', /^/],
  ['reconcile: { interval: 0s }', 'OUT_OF_RANGE', /^/],
  ['reconcile: { concurrency: 0 }', 'WRONG_TYPE', /^/],
  ['reconcile: { requestsPerSecond: 1.5 }', 'WRONG_TYPE', /^/],
  ['safety: { maxDeletes: 0.25 }', 'INVALID_ALLOWANCE', /Write 25%/],
  ['safety: { maxDeletes: "3" }', 'INVALID_ALLOWANCE', /3, without quotes/],
  ['safety: { maxDeletes: 101% }', 'INVALID_ALLOWANCE', /^/],
  ['safety: { maxDeletes: -1 }', 'INVALID_ALLOWANCE', /^/],
  ['safety: { maxDelete: 1 }', 'UNKNOWN_FIELD', /"maxDeletes"/],
  ['specs: { git: { url: ssh://git@host/x.git, token: { env: T } } }', 'GIT_NEEDS_HTTPS', /https/],
  ['specs: { git: { url: git@host:x.git, username: vdc, keyFile: key } }', 'GIT_NEEDS_HTTPS', /https/],
  ['specs: { git: { url: http://127.0.0.1/x.git, token: { env: T } } }', 'GIT_NEEDS_HTTPS', /https/],
  ['specs: { git: { url: ./x.git, caFile: ca.pem } }', 'GIT_NEEDS_HTTPS', /https/],
  ['specs: { git: { url: https://host/x.git, keyFile: key } }', 'GIT_NEEDS_SSH', /ssh:/],
  ['specs: { git: { url: /srv/x.git, knownHostsFile: known } }', 'GIT_NEEDS_SSH', /ssh:/],
  ['specs: { git: { url: https://host/x.git, username: vdc } }', 'GIT_LOGIN_INCOMPLETE', /token/],
  ['specs: { git: { url: https://host/x.git, token: hunter2 } }', 'SECRET_INLINE', /env: NAME/],
  ['specs: { git: { url: https://host/x.git, keyfile: key } }', 'UNKNOWN_FIELD', /"keyFile"/],
  ['server: { webhookSecret: hunter2 }', 'SECRET_INLINE', /env: NAME/],
  ['state: { url: "postgres://vdc:hunter2@db/vdc" }', 'STATE_PASSWORD_INLINE', /VDC_STATE_PASSWORD/],
  ['state: { url: "postgres://db/vdc?password=hunter2" }', 'STATE_PASSWORD_INLINE', /VDC_STATE_PASSWORD/],
  ['state: { url: "sqlite:./vdc.db", password: { env: X } }', 'STATE_PASSWORD_UNUSED', /postgres/],
  ['state: { url: ./vdc.db }', 'INVALID_STATE_URL', /sqlite:\.\/vdc\.db/],
  ['state: { url: "mysql://db/vdc" }', 'INVALID_STATE_URL', /^/],
  ['server: { listen: 9090 }', 'INVALID_LISTEN', /127\.0\.0\.1:9090/],
  ['server: { listen: 127.0.0.1:99999 }', 'INVALID_LISTEN', /^/],
  ['server: { listen: 0.0.0.0:9090 }', 'SERVER_TOKEN_MISSING', /VDC_TOKEN/],
  ['server: { listen: "[::]:9090", webhookSecret: { env: X } }', 'SERVER_TOKEN_MISSING', /VDC_TOKEN/],
  [
    'directory: { url: ldap://dc1, bindDn: CN=x, password: { env: X }, ou: OU=x, upnSuffix: x.example }',
    'INSECURE_URL',
    /ldaps:\/\/dc1/,
  ],
  [
    'directory: { url: ldaps://dc1, bindDn: svc, password: { env: X }, ou: OU=x, upnSuffix: x.example }',
    'INVALID_DN',
    /^/,
  ],
  [
    'directory: { url: ldaps://dc1, bindDn: CN=x, password: { env: X }, ou: OU=x, upnSuffix: "@x.example" }',
    'INVALID_DOMAIN',
    /Write x\.example/,
  ],
  ['mail: { smtp: { url: smtp://mail, username: vdc }, from: a@b.example }', 'MAIL_LOGIN_INCOMPLETE', /both/],
  ['mail: { smtp: { url: smtp://mail }, from: "Cloud <cloud>" }', 'INVALID_EMAIL', /^/],
  ['mail: { smtp: { url: smtp://mail }, from: "a@b.example\\nBcc: x@y.example" }', 'INVALID_EMAIL', /^/],
  [
    'mail: { smtp: { url: smtp://mail, username: vdc, password: { env: X }, startTls: never }, from: a@b.example }',
    'MAIL_PASSWORD_UNENCRYPTED',
    /Write required/,
  ],
  ['mail: { smtp: { url: smtp://mail, password: { env: X } }, from: a@b.example }', 'MAIL_LOGIN_INCOMPLETE', /both/],
  ['mail: { smtp: { url: smtp://mail }, from: a@b.example, language: de_DE.UTF-8 }', 'INVALID_LANGUAGE', /Write de-DE/],
  ['mail: { smtp: { url: smtp://mail }, from: a@b.example, language: 5 }', 'INVALID_LANGUAGE', /^/],
  ['mail: { smtp: { url: ldap://mail }, from: a@b.example }', 'INVALID_URL', /^/],
  ['wap2: {}', 'UNKNOWN_FIELD', /"wap"|^/],
  ['mode: dry', 'UNKNOWN_VALUE', /^/],
];

describe('a line of the settings', () => {
  for (const [from, to, code, suggestion] of replaced) {
    it(`${JSON.stringify(to)} is ${code}`, () => {
      const { settings, problems } = loadText(settingsText({ replace: [from, to] }));
      expect(settings).toBeUndefined();
      expect(problems.map((problem) => problem.code)).toContain(code);
      expect(problems.find((problem) => problem.code === code)?.suggestion ?? '').toMatch(suggestion);
    });
  }
  for (const [line, code, suggestion] of added) {
    it(`${line} is ${code}`, () => {
      const { settings, problems } = loadText(settingsText({ add: `${line}\n` }));
      expect(problems.map((problem) => problem.code)).toEqual([code]);
      expect(problems[0]?.suggestion ?? '').toMatch(suggestion);
      expect(settings).toBeUndefined();
    });
  }
});

describe('problems of settings', () => {
  it('are all told in one run, each at its line and column', () => {
    const text = `apiVersion: vdc/v1
kind: Controller
installation: nonsense
wap:
  adminApi: http://wap.corp.example:30004
  auth: { mode: windows, username: svc }
hostingPlans: { standard: { template: VDC Base } }
defaults: { hostingPlan: large }
reconcile:
  intervall: 5m
state: { url: vdc.db }
`;
    expect(codesOfSettings(text)).toEqual([
      '3:15 INVALID_UUID',
      '5:13 INSECURE_URL',
      '6:17 AUTH_INCOMPLETE',
      '8:26 UNKNOWN_HOSTING_PLAN',
      '10:3 UNKNOWN_FIELD',
      '11:15 INVALID_STATE_URL',
    ]);
  });

  it('show the line of a mistyped field that is no secret', () => {
    const { problems } = loadText(settingsText({ add: 'reconcile: { intervall: 5m }\n' }));
    expect(problems).toMatchObject([{ excerpt: { text: 'reconcile: { intervall: 5m }' } }]);
  });

  it('ask for no domain where AD FS gets a whole user name', () => {
    const adfs = settingsText({ replace: ['mode: windows', 'mode: adfs'] }).replace('    domain: CORP\n', '');
    expect(codesOfSettings(adfs)).toEqual(['7:11 AUTH_INCOMPLETE']);
    expect(codesOfSettings(adfs.replace('svc-vdc', 'svc-vdc@corp.example'))).toEqual([]);
    expect(codesOfSettings(adfs.replace('svc-vdc', 'CORP\\svc-vdc'))).toEqual([]);
  });

  it.each(['', '# nothing\n', '---\n'])('say when there is nothing: %j', (text) => {
    expect(codesOfSettings(text)).toEqual(['1:1 SETTINGS_EMPTY']);
  });

  it('refuse a second document', () => {
    expect(codesOfSettings(`${settingsText()}---\nkind: Controller\n`)).toEqual(['15:1 SETTINGS_MANY_DOCUMENTS']);
  });

  it.each(['- a\n', 'text\n', 'a: b: c\n', 'a: [\n', '&a [*a]\n'])('never crash: %j', (text) => {
    expect(loadText(text).problems.length).toBeGreaterThan(0);
  });
});

describe('warnings of settings', () => {
  it('name port 30072 where 30071 was given, and keep nothing back', () => {
    const { settings, problems } = loadText(settingsText({ replace: [':30072', ':30071'] }));
    expect(problems).toMatchObject([{ code: 'AUTH_PORT_TENANT_SITE', severity: 'warning', line: 8, column: 26 }]);
    expect(problems[0]?.message).toContain('30072');
    expect(settings).toBeDefined();
  });

  it('do not name it where the tenants’ site is meant', () => {
    const tenants = settingsText({ replace: [':30072', ':30071\n    realm: http://azureservices/TenantSite'] });
    expect(codesOfSettings(tenants)).toEqual([]);
  });

  it('tell of mail in the open, unless it stays on this machine', () => {
    const mail = (host: string) => `mail: { smtp: { url: smtp://${host}:25, startTls: never }, from: a@b.example }\n`;
    expect(codesOfSettings(settingsText({ add: mail('mail.corp.example') }))).toEqual(['14:61 MAIL_UNENCRYPTED']);
    expect(codesOfSettings(settingsText({ add: mail('127.0.0.1') }))).toEqual([]);
  });

  it('let a login go in the open where that stays on this machine, or is encrypted from the first byte', () => {
    const mail = (url: string) =>
      `mail: { smtp: { url: "${url}", username: vdc, password: { env: X }, startTls: never }, from: a@b.example }\n`;
    for (const url of ['smtp://localhost:25', 'smtp://[::1]:25', 'smtps://mail.corp.example'])
      expect(codesOfSettings(settingsText({ add: mail(url) }))).toEqual([]);
  });

  it('tell of a language that changes nothing', () => {
    const mail = (rest: string) => `mail: { smtp: { url: smtp://mail }, from: a@b.example, ${rest} }\n`;
    const found = (rest: string) =>
      codesOfSettings(settingsText({ add: mail(rest) })).map((code) => code.split(' ')[1]);
    expect(found('language: de')).toEqual(['MAIL_LANGUAGE_WITHOUT_TEMPLATES']);
    expect(found('language: en-GB')).toEqual([]);
    expect(found('language: de, templates: ./mail')).toEqual([]);
  });

  it('tell of specs that anybody on the way could change', () => {
    const git = (host: string) => `specs: { git: { url: http://${host}/vdcs.git } }\n`;
    expect(codesOfSettings(settingsText({ add: git('git.corp.example') }))).toEqual(['14:22 GIT_UNENCRYPTED']);
    expect(codesOfSettings(settingsText({ add: git('127.0.0.1:3000') }))).toEqual([]);
  });

  it.each([
    ['url: http://spf:8090', 'username: CORP\\a', 'INSECURE_URL'],
    ['url: spf:8090', 'username: CORP\\a', 'INVALID_URL'],
    ['url: https://spf:8090?x=1', 'username: CORP\\a', 'INVALID_URL'],
    ['url: https://spf:8090/spf', 'username: svc-spf', 'SPF_DOMAIN_MISSING'],
    ['url: https://spf:8090/spf', 'username: CORP\\', 'SPF_DOMAIN_MISSING'],
    ['url: https://spf:8090/spf', 'user: CORP\\a', 'UNKNOWN_FIELD'],
  ])('tells what is wrong with SPF: %s, %s', (url, username, code) => {
    const spf = `  spf:\n    ${url}\n    ${username}\n    password: { env: SPF_PASSWORD }\n  auth:`;
    const codes = loadText(settingsText({ replace: ['  auth:', spf] })).problems.map((problem) => problem.code);
    expect(codes).toContain(code);
  });

  it('is content with an account of SPF that says its domain', () => {
    for (const username of ['CORP\\svc-spf', 'svc-spf@corp.example', 'SPF01\\svc']) {
      const spf = `  spf: { url: "https://spf:8090", username: ${username}, password: { file: spf } }\n  auth:`;
      expect(codesOfSettings(settingsText({ replace: ['  auth:', spf] }))).toEqual([]);
    }
  });
});
