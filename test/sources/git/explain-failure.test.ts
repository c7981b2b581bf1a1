import { describe, expect, it } from 'vitest';
import { explainFailure } from '../../../src/sources/git/explain-failure.ts';

/** What git 2.39 and OpenSSH 9.2 said, and what the forges say beside it. */
const said: readonly (readonly [code: string, err: string])[] = [
  ['SPECS_GIT_LOGIN_REFUSED', "fatal: Authentication failed for 'https://host/x.git/'"],
  ['SPECS_GIT_LOGIN_REFUSED', "fatal: could not read Username for 'https://host': terminal prompts disabled"],
  ['SPECS_GIT_LOGIN_REFUSED', "fatal: unable to access 'https://host/x.git/': The requested URL returned error: 403"],
  [
    'SPECS_GIT_LOGIN_REFUSED',
    'git@host: Permission denied (publickey).\nfatal: Could not read from remote repository.',
  ],
  ['SPECS_GIT_HOST_KEY', 'No ED25519 host key is known for [127.0.0.1]:2222 and you have requested strict checking.'],
  ['SPECS_GIT_HOST_KEY', 'Host key verification failed.\r\nfatal: Could not read from remote repository.'],
  [
    'SPECS_GIT_CERTIFICATE',
    "fatal: unable to access 'https://host/': server certificate verification failed. CAfile: x CRLfile: none",
  ],
  [
    'SPECS_GIT_CERTIFICATE',
    "fatal: unable to access 'https://host/': SSL certificate problem: unable to get local issuer certificate",
  ],
  [
    'SPECS_GIT_CERTIFICATE',
    "fatal: unable to access 'https://host/': SSL: no alternative certificate subject name matches target host name",
  ],
  ['SPECS_BRANCH_GONE', "fatal: couldn't find remote ref refs/heads/main"],
  ['SPECS_REPOSITORY_MISSING', "remote: Repository not found.\nfatal: repository 'https://host/x.git/' not found"],
  ['SPECS_REPOSITORY_MISSING', 'ERROR: Repository not found.\nfatal: Could not read from remote repository.'],
  ['SPECS_REPOSITORY_MISSING', "fatal: '/srv/x.git' does not appear to be a git repository"],
  ['SPECS_GIT_FOREIGN_OWNER', "fatal: detected dubious ownership in repository at '/srv/x.git'"],
  ['SPECS_GIT_UNREACHABLE', "fatal: unable to access 'https://host/': Could not resolve host: host"],
  ['SPECS_GIT_UNREACHABLE', "fatal: unable to access 'https://host/': The requested URL returned error: 503"],
  ['SPECS_GIT_UNREACHABLE', 'ssh: connect to host 127.0.0.1 port 22: Connection refused'],
  ['SPECS_GIT_UNREACHABLE', 'kex_exchange_identification: read: Connection reset by peer'],
  ['SPECS_GIT_UNREACHABLE', 'fetch-pack: unexpected disconnect while reading sideband packet\nfatal: early EOF'],
  ['SPECS_CLONE_UNWRITABLE', 'error: unable to write file: No space left on device'],
];

const explain = (err: string, secrets: readonly string[] = []) =>
  explainFailure({ code: 128, out: Buffer.alloc(0), err }, { url: 'https://host/x.git', branch: 'main', secrets });

describe('what git complains of', () => {
  for (const [code, err] of said) {
    it(`is ${code}: ${err}`, () => {
      const error = explain(err);
      expect(error?.code).toBe(code);
      expect(error?.retry).toBe(code === 'SPECS_GIT_UNREACHABLE' ? 'later' : 'never');
    });
  }

  it('is nothing known where it is something new', () => {
    expect(explain('fatal: the moon is full')).toBeUndefined();
  });

  it('is told without secrets, however it quotes them, and however long it is', () => {
    const err = `fatal: unable to access 'https://vdc:hunter2@host/': Connection refused\n${'x'.repeat(560)}hunter2 Authorization: Basic aHVudGVyMg==`;
    const cause = explain(err, ['hunter2'])?.cause;
    expect(String(cause)).toContain('Connection refused');
    expect(String(cause)).not.toMatch(/hunt|aHVud/);
  });
});
