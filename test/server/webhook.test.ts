import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { runServer } from '../support/running-server.ts';

const SECRET = 'what-only-the-forge-knows';
const PUSH = JSON.stringify({ ref: 'refs/heads/main', after: '4f9c21', note: 'ünïcode' });

const FORGES = {
  GitHub: (body) => ({
    'x-github-event': 'push',
    'x-hub-signature': `sha1=${createHmac('sha1', SECRET).update(body).digest('hex')}`,
    'x-hub-signature-256': `sha256=${sign(body)}`,
  }),
  Gitea: (body) => ({ 'x-gitea-event': 'push', 'x-gitea-signature': sign(body) }),
  Forgejo: (body) => ({ 'x-forgejo-event': 'push', 'x-forgejo-signature': sign(body) }),
  Bitbucket: (body) => ({ 'x-event-key': 'repo:push', 'x-hub-signature': `sha256=${sign(body)}` }),
  GitLab: () => ({ 'x-gitlab-event': 'Push Hook', 'x-gitlab-token': SECRET }),
} as const satisfies Record<string, (body: string | Uint8Array) => Record<string, string>>;

describe('POST /webhook', () => {
  it.each(Object.entries(FORGES))('hears a push of %s', async (_forge, headersFor) => {
    const { call, daemon } = await runServer({ webhookSecret: SECRET });
    const headers = { 'content-type': 'application/json', ...headersFor(PUSH) };
    expect(await call('POST', '/webhook', { body: PUSH, headers })).toMatchObject({
      status: 202,
      json: { heard: true },
    });
    expect(daemon.heard).toBe(1);
  });

  it('hears a ping, a form, and bytes that are no text', async () => {
    const { call, daemon } = await runServer({ webhookSecret: SECRET, branch: 'main' });
    const bytes = Uint8Array.from([0xff, 0x00, 0xfe]);
    for (const [type, body] of [
      ['application/json', JSON.stringify({ zen: 'Keep it logically awesome.' })],
      ['application/x-www-form-urlencoded', `payload=${encodeURIComponent(PUSH)}`],
      ['application/octet-stream', bytes],
    ] as const) {
      const headers = { 'content-type': type, ...FORGES.GitHub(body) };
      expect([type, (await call('POST', '/webhook', { body, headers })).status]).toEqual([type, 202]);
    }
    expect(daemon.heard).toBe(3);
  });

  it('refuses whatever is not signed with the secret, and says no more than that', async () => {
    const { call, daemon } = await runServer({ webhookSecret: SECRET });
    const wrong: readonly Record<string, string>[] = [
      {},
      { 'x-hub-signature-256': 'sha256=' },
      { 'x-hub-signature-256': sign(PUSH) },
      { 'x-hub-signature-256': `sha256=${sign(`${PUSH} `)}` },
      { 'x-hub-signature-256': `sha256=${createHmac('sha256', 'guess').update(PUSH).digest('hex')}` },
      { 'x-hub-signature': `sha1=${createHmac('sha1', SECRET).update(PUSH).digest('hex')}` },
      { 'x-gitea-signature': '' },
      { 'x-gitlab-token': '' },
      { 'x-gitlab-token': `${SECRET} `.repeat(2) },
      { authorization: `Bearer ${SECRET}` },
    ];
    const answers = await Promise.all(
      wrong.map(async (headers) => {
        const reply = await call('POST', '/webhook', {
          body: PUSH,
          headers: { 'content-type': 'application/json', ...headers },
        });
        return `${reply.status} ${reply.text}`;
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^401 .*WEBHOOK_REFUSED/);
    expect(daemon.heard).toBe(0);
  });

  it('believes nobody where the secret is empty', async () => {
    const { call } = await runServer({ webhookSecret: '' });
    const signature = createHmac('sha256', '').update(PUSH).digest('hex');
    const reply = await call('POST', '/webhook', { body: PUSH, headers: { 'x-gitea-signature': signature } });
    expect(reply.status).toBe(401);
  });

  it('does not exist where no secret is configured', async () => {
    const { call, daemon } = await runServer();
    const headers = { 'content-type': 'application/json', 'x-gitlab-token': '', ...FORGES.GitHub(PUSH) };
    expect(await call('POST', '/webhook', { body: PUSH, headers })).toMatchObject({
      status: 404,
      json: { error: { code: 'ROUTE_UNKNOWN' } },
    });
    expect(daemon.heard).toBe(0);
  });

  it('takes a delivery of a mebibyte, and no larger one', async () => {
    const { call } = await runServer({ webhookSecret: SECRET });
    const deliver = async (size: number) => {
      const body = ' '.repeat(size);
      return (
        await call('POST', '/webhook', { body, headers: { 'content-type': 'text/plain', ...FORGES.Gitea(body) } })
      ).status;
    };
    expect(await deliver(1024 * 1024)).toBe(202);
    expect(await deliver(1024 * 1024 + 1)).toBe(413);
  });

  it('passes on no push that names only other branches', async () => {
    const { call, daemon } = await runServer({ webhookSecret: SECRET, branch: 'main' });
    const heard = async (payload: unknown): Promise<boolean> => {
      const body = JSON.stringify(payload);
      const headers = { 'content-type': 'application/json', ...FORGES.GitHub(body) };
      return (await call('POST', '/webhook', { body, headers })).json.heard;
    };
    const cloud = (...names: readonly string[]) => ({
      push: { changes: names.map((name) => ({ new: { type: 'branch', name }, old: null })) },
    });
    expect(await heard({ ref: 'refs/heads/main' })).toBe(true);
    expect(await heard({ ref: 'refs/heads/feature/main' })).toBe(false);
    expect(await heard({ ref: 'refs/tags/main' })).toBe(false);
    expect(await heard(cloud('other', 'main'))).toBe(true);
    expect(await heard(cloud('other'))).toBe(false);
    expect(await heard({ push: { changes: [{ new: { type: 'tag', name: 'main' }, old: null }] } })).toBe(false);
    expect(await heard({ push: { changes: [{ new: null, old: { type: 'branch', name: 'main' } }] } })).toBe(true);
    expect(await heard({ changes: [{ ref: { id: 'refs/heads/other' } }] })).toBe(false);
    expect(await heard({ changes: [{ ref: { id: 'refs/heads/main' } }] })).toBe(true);
    expect(await heard({ ref: { main: 1 }, changes: 'x', push: null })).toBe(true);
    expect(await heard(null)).toBe(true);
    expect(daemon.heard).toBe(6);
  });
});

function sign(body: string | Uint8Array): string {
  return createHmac('sha256', SECRET).update(body).digest('hex');
}
