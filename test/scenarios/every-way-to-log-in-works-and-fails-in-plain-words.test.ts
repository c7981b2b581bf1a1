import { expect, it } from 'vitest';
import { createAuthority } from '../../src/simulator/tls/create-authority.ts';
import { startStory, type Story } from '../support/story.ts';

const adminRealm = 'http://azureservices/AdminSite';

/** The lines of `wap.auth` for each way. */
const ways: Readonly<Record<string, (story: Story) => readonly string[]>> = {
  adfs: ({ simulator: { urls } }) => [
    'mode: adfs',
    `windowsAuthEndpoint: ${urls.adfs}`,
    'username: svc-vdc@corp.example',
    'password: { file: ./password }',
  ],
  membership: ({ simulator: { urls } }) => [
    'mode: membership',
    `windowsAuthEndpoint: ${urls.tenantAuth}`,
    `realm: ${adminRealm}`,
    'username: svc-vdc@corp.example',
    'password: { file: ./password }',
  ],
  'a token file': () => ['mode: token', 'token: { file: ./token }', 'principal: svc-vdc@corp.example'],
  'a token command': () => ['mode: token', `token: { command: [cat, token] }`],
};

async function startStoryBy(way: string): Promise<Story> {
  const story = await startStory();
  story.simulator.authKnobs.tenant.adminSite = 'granted';
  await story.write('token', story.simulator.issueToken());
  // The settings of a story log in by windows.
  if (way !== 'windows') await logInBy(story, ways[way]?.(story) ?? []);
  return story;
}

async function logInBy(story: Story, lines: readonly string[]): Promise<void> {
  await story.setting(/ {4}mode: [^]*?(?=hostingPlans)/, lines.map((line) => `    ${line}\n`).join(''));
}

it.each(['windows', ...Object.keys(ways)])('makes and shrinks a VDC logged in by %s', async (way) => {
  const story = await startStoryBy(way);
  await story.spec('acme', { cpu: 16 });
  expect(await story.apply()).toEnd(0);
  await story.spec('acme', { cpu: 8 });
  expect(await story.apply()).toEnd(0);
  expect(story.made().hostingPlans).toEqual(['VDC acme: 8 CPU, 32768 MB, 500 GB, - VMs']);
});

it.each(['windows', 'adfs', 'membership'])('tries a wrong password by %s exactly once', async (way) => {
  const story = await startStoryBy(way);
  story.simulator.authKnobs.lockoutAfter = 3;
  await story.spec('acme');
  await story.write('password', 'wrong-Passw0rd\n');
  const [account] = story.simulator.accounts;
  const run = await story.apply();
  expect(run).toEnd(1, /LOGIN_REFUSED|STS_CREDENTIALS_REFUSED/, 'svc-vdc', 'is not tried again');
  expect(run.all).not.toContain('wrong-Passw0rd');
  expect(account?.failedTries).toBe(1);
  await story.write('password', 'simulated-Passw0rd');
  expect(await story.apply()).toEnd(0);
});

it('refuses a password that is empty or not there, before anybody is asked', async () => {
  const story = await startStory();
  await story.spec('acme');
  await story.write('password', '\n');
  expect(await story.apply()).toEnd(1, 'password');
  await story.setting('./password', './nowhere');
  expect(await story.apply()).toEnd(1, 'nowhere');
  await story.setting('{ file: ./nowhere }', '{ env: STORY_PASSWORD }');
  expect(await story.apply()).toEnd(1, 'STORY_PASSWORD');
  expect(story.simulator.requests.counts().total).toBe(0);
  const env = { STORY_PASSWORD: 'simulated-Passw0rd' };
  expect(await story.start(['apply', '--yes'], env).ended).toEnd(0);
});

it('says what is wrong when another site stands where the admin auth site should', async () => {
  const story = await startStory();
  await story.setting(story.simulator.urls.windowsAuth, story.simulator.urls.tenantAuth);
  expect(await story.apply()).toEnd(1, 'STS_NOT_FOUND', 'wrong site, wrong port');
  await story.setting(story.simulator.urls.tenantAuth, story.simulator.urls.adminApi);
  expect(await story.apply()).toEnd(1, /STS_|LOGIN_/);
  // The port that is mixed up most is found offline.
  await story.setting(/windowsAuthEndpoint: .*/, 'windowsAuthEndpoint: https://wap.corp.example:30071');
  expect(await story.vdc('validate')).toEnd(0, 'AUTH_PORT_TENANT_SITE', '30072');
});

it('takes nothing for gone when the tenant API stands where the Admin API should', async () => {
  const story = await startStory();
  await story.spec('acme', { more: ['deletion: { grace: 0s }'] });
  await story.spec('beta');
  expect(await story.apply()).toEnd(0);
  const before = story.made();
  await story.removeSpec('acme');
  await story.setting(`adminApi: ${story.simulator.urls.adminApi}`, `adminApi: ${story.simulator.urls.tenantApi}`);
  expect((await story.apply()).code).toBe(1);
  await story.setting(`adminApi: ${story.simulator.urls.tenantApi}`, `adminApi: ${story.simulator.urls.windowsAuth}`);
  expect((await story.apply()).code).toBe(1);
  expect(story.made()).toEqual(before);
});

it('trusts only the CA it was given', async () => {
  const story = await startStory();
  const other = await createAuthority({ now: Date.now });
  await story.write('ca.pem', other.certificatePem);
  expect(await story.apply()).toEnd(1, 'caFile', /certificate/);
  await story.write('ca.pem', 'no certificate');
  expect(await story.apply()).toEnd(1, /CA_|caFile/);
  await story.setting('./ca.pem', './nowhere.pem');
  expect(await story.apply()).toEnd(1, 'CA_FILE_UNREADABLE', 'nowhere.pem');
  // Nothing was sent to whom we do not know.
  expect(story.simulator.requests.counts().total).toBe(0);
});

it('says which right an account lacks that may log in but is no administrator', async () => {
  const story = await startStory();
  await story.setting('username: svc-vdc', 'username: nobody');
  expect(await story.apply()).toEnd(1, 'WAP_FORBIDDEN', 'nobody', 'Add-MgmtSvcAdminUser');
});

it('says of a token that it is over, for somebody else, or none', async () => {
  const story = await startStoryBy('a token file');
  const { mint } = story.simulator;
  await story.write('token', 'no token at all');
  expect(await story.apply()).toEnd(1, 'token');
  const { jwt } = mint.issue({ upn: 'svc-vdc@corp.example', realm: 'http://azureservices/TenantSite' });
  await story.write('token', jwt);
  expect(await story.apply()).toEnd(1, 'TOKEN_REFUSED');
  await story.write('token', story.simulator.issueToken());
  story.simulator.clock.advance(24 * 3_600_000);
  expect(await story.apply()).toEnd(1, 'TOKEN_EXPIRED');
  await story.setting('{ file: ./token }', '{ command: ["false"] }');
  expect(await story.apply()).toEnd(1, 'TOKEN_COMMAND_FAILED');
});
