import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseAllDocuments } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import type { CliDoors } from '../../src/cli/doors.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { loadSettings } from '../../src/settings/load-settings.ts';
import { importsOf, root, sourceFiles } from '../house/source-files.ts';
import { startCannedDaemon } from '../support/canned-daemon.ts';
import { toldStatus } from '../support/daemon-words.ts';
import { canMeetPeers } from '../support/peers/require-packages.ts';
import { callsIn, deployFile, deployTexts } from './deploy-files.ts';

const program = buildProgram({} as CliDoors, () => undefined, '0.0.0');

interface Resource {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
}

const resources = parseAllDocuments(deployFile('kubernetes/vdc.yaml')).map((one) => one.toJS() as Resource);
const resourceOf = (name: string, kind: string) =>
  resources.find((one) => one.kind === kind && one.metadata.name === name);

/** How many seconds each of them waits after the signal before it kills. */
const patience = {
  systemd: /^TimeoutStopSec=(\d+)s$/m.exec(deployFile('systemd/vdc.service'))?.[1],
  kubernetes: /terminationGracePeriodSeconds: (\d+)/.exec(deployFile('kubernetes/vdc.yaml'))?.[1],
  winsw: /<stoptimeout>(\d+) sec</.exec(deployFile('windows/vdc-service.xml'))?.[1],
  nssm: /AppStopMethodConsole (\d+)000/.exec(deployFile('windows/README.md'))?.[1],
};

describe('what deploy/ calls', () => {
  it('is found at all', () => {
    const starts = deployTexts.filter(({ text }) => callsIn(text).some(([first]) => first === 'run'));
    expect(starts.map(({ path }) => path).sort()).toEqual([
      'deploy/README.md',
      'deploy/container/Containerfile',
      'deploy/kubernetes/vdc.yaml',
      'deploy/systemd/vdc.service',
      'deploy/windows/README.md',
      'deploy/windows/vdc-service.xml',
      'docs/operation.md',
    ]);
  });

  it('are commands and options that the program has', () => {
    const wrong = deployTexts.flatMap(({ path, text }) =>
      callsIn(text).flatMap((words) => unknownIn(words).map((word) => `${path}: vdc ${words.join(' ')}: no ${word}`)),
    );
    expect(wrong).toEqual([]);
  });

  it('is given time to drain', () => {
    // NaN, where none was found, is not enough either.
    expect(Object.entries(patience).filter(([, seconds]) => !(Number(seconds) >= 60))).toEqual([]);
  });
});

function unknownIn(words: readonly string[]): readonly string[] {
  const [name = '', inner] = words;
  const outer = program.commands.find((one) => one.name() === name);
  if (outer === undefined) return [name];
  const command = outer.commands.find((one) => one.name() === inner) ?? outer;
  const known = [...program.options, ...command.options].flatMap(({ long, short }) => [long, short]);
  return words.filter((word) => /^--?[a-z]/.test(word) && !known.includes(word));
}

describe('the settings of deploy/', () => {
  it.each([
    ['systemd', deployFile('systemd/vdc.yaml')],
    ['kubernetes', resourceOf('vdc-settings', 'ConfigMap')?.data?.['vdc.yaml'] ?? ''],
  ])('for %s have no problem', (_, text) => {
    expect(loadSettings({ text, file: 'vdc.yaml', baseDir: '/etc/vdc' }).problems).toEqual([]);
  });

  it('take only secrets that are handed over', () => {
    const unit = deployFile('systemd/vdc.service');
    const files = [...deployFile('systemd/vdc.yaml').matchAll(/\/run\/credentials\/vdc\.service\/([\w-]+)/g)];
    expect(files.length).toBeGreaterThan(1);
    for (const [, name = ''] of files) expect(unit).toContain(`\nLoadCredential=${name}:`);
    const settings = resourceOf('vdc-settings', 'ConfigMap')?.data?.['vdc.yaml'] ?? '';
    const secrets = resourceOf('vdc', 'Secret')?.stringData ?? {};
    for (const [, name = ''] of settings.matchAll(/env: (\w+)/g)) expect(Object.keys(secrets)).toContain(name);
  });

  it('stand beside specs that are valid', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vdc-deploy-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const specs = resourceOf('vdc-specs', 'ConfigMap')?.data ?? {};
    for (const [name, text] of Object.entries(specs)) await writeFile(join(folder, name), text);
    const run = spawnSync(process.execPath, [join(root, 'bin/vdc.mjs'), 'validate', folder], { encoding: 'utf8' });
    expect(run).toMatchObject({ status: 0, stdout: '1 VDC, no problems.\n' });
  });
});

describe('the image', () => {
  const text = deployFile('container/Containerfile');
  const copied = [...text.matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(([, from = '']) => from.split(' '));

  it('is made of what is there, and of everything that is imported', () => {
    expect(copied).toEqual(expect.arrayContaining(['bin', 'src', 'package.json']));
    expect([...copied, 'bin/vdc.mjs'].filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const packages = sourceFiles('src')
      .flatMap(importsOf)
      .filter((name) => !/^(?:src\/|node:|test\/)/.test(name))
      .map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
    expect([...new Set(packages)].filter((name) => !Object.hasOwn(manifest.dependencies, name))).toEqual([]);
  });

  it('is sent all of it', async () => {
    const sent = (await readFile(join(root, '.containerignore'), 'utf8')).split('\n');
    expect(copied.filter((path) => !sent.includes(`!${path}`))).toEqual([]);
  });

  it('runs as nobody in particular, and is asked whether it lives', () => {
    expect(text).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m);
    expect(text).toMatch(/^HEALTHCHECK .*"\/healthz"\]$/m);
  });

  it('asks with the token that it has', async () => {
    await using daemon = await startCannedDaemon({ token: 'the token', status: toldStatus() });
    const ask = async (path: string, env: Readonly<Record<string, string>>) => {
      const PORT = daemon.listen.split(':')[1] ?? '';
      const child = spawn(process.execPath, [join(root, 'deploy/container/ask.mjs'), path], {
        env: { PATH: process.env['PATH'], PORT, ...env },
        stdio: 'ignore',
      });
      return new Promise((resolve) => child.on('close', resolve));
    };
    expect(await ask('/healthz', {})).toBe(0);
    expect(await ask('/api/v1/status', {})).toBe(1);
    expect(await ask('/api/v1/status', { VDC_TOKEN: 'the token' })).toBe(0);
    await daemon.die();
    expect(await ask('/healthz', {})).toBe(1);
  });
});

describe.runIf(canMeetPeers('systemd'))('the unit', () => {
  it('is one that systemd takes, and thinks well of', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vdc-unit-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const unit = join(folder, 'vdc.service');
    // Where the tests run nothing is installed; that the program is there is not the question.
    await writeFile(unit, deployFile('systemd/vdc.service').replace('/usr/local/bin/vdc', process.execPath));
    const verified = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
    expect(verified).toMatchObject({ status: 0, stderr: '' });
    const judged = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=25', unit], {
      encoding: 'utf8',
      env: { ...process.env, SYSTEMD_COLORS: '0' },
    });
    expect({ status: judged.status, verdict: judged.stdout.split('\n').at(-2) }).toMatchObject({ status: 0 });
  });
});
