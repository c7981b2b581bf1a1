import { devNull } from 'node:os';
import { type GitAccess, schemeOf } from './git-access.ts';

export interface GitEnvironment {
  readonly env: Readonly<Record<string, string>>;
  /** What must be taken out of anything that git says. */
  readonly secrets: readonly string[];
}

/** What is taken over from whoever runs us: where programs lie, the way out, and what Windows cannot do without. */
const TAKEN_OVER = /^(?:PATH|SYSTEMROOT|TE?MP|(?:HTTPS?|ALL|NO)_PROXY)$/i;

/** After so long without a word a server is given up, also where whoever asked was killed meanwhile. */
const SILENCE_S = 30;

/**
 * The whole environment of git: nobody's settings, hooks, helpers, aliases, templates or passwords but what stands here.
 * `home` is an own folder, since libcurl reads `.netrc` and git its attributes there.
 */
export async function gitEnvironment(
  access: GitAccess,
  outer: Readonly<Record<string, string | undefined>>,
  home: string,
): Promise<GitEnvironment> {
  const scheme = schemeOf(access.url);
  const taken = Object.entries(outer).flatMap(([name, value]): readonly (readonly [string, string])[] =>
    value !== undefined && TAKEN_OVER.test(name) ? [[name, value]] : [],
  );
  const agent = scheme === 'ssh' && access.keyFile === undefined ? outer.SSH_AUTH_SOCK : undefined;
  // Never unencrypted, whatever the settings were read as.
  const token = scheme === 'https' ? await access.login?.readToken() : undefined;
  const basic = Buffer.from(`${access.login?.username ?? ''}:${token ?? ''}`).toString('base64');
  const config: readonly (readonly [string, string])[] = [
    ['core.hooksPath', devNull],
    // An ending that outlives us would still hold locks in the clone.
    ['gc.autoDetach', 'false'],
    ['maintenance.autoDetach', 'false'],
    // Nobody may be left to end it who waits for a server that fell silent.
    ['http.lowSpeedLimit', '1'],
    ['http.lowSpeedTime', String(SILENCE_S)],
    // A server that sends us elsewhere would be told the token there.
    ['http.followRedirects', 'false'],
    // Ways to verify a signature that nobody named: whatever is signed so is not signed for us.
    ['gpg.format', 'ssh'],
    ['gpg.program', 'false'],
    ['gpg.x509.program', 'false'],
    ...(access.allowedSignersFile === undefined
      ? []
      : ([['gpg.ssh.allowedSignersFile', access.allowedSignersFile]] as const)),
    // Here, and neither in the address nor in an argument, where every user of the machine could read it.
    ...(token === undefined ? [] : ([['http.extraHeader', `Authorization: Basic ${basic}`]] as const)),
  ];
  return {
    secrets: token === undefined ? [] : [basic, token],
    env: {
      ...Object.fromEntries(taken),
      ...(agent !== undefined && { SSH_AUTH_SOCK: agent }),
      HOME: home,
      XDG_CONFIG_HOME: home,
      LC_ALL: 'C',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: devNull,
      GIT_ATTR_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_NO_REPLACE_OBJECTS: '1',
      GIT_ALLOW_PROTOCOL: scheme,
      ...(access.caFile !== undefined && { GIT_SSL_CAINFO: access.caFile }),
      ...(scheme === 'ssh' && { GIT_SSH_COMMAND: sshCommand(access), GIT_SSH_VARIANT: 'ssh' }),
      GIT_CONFIG_COUNT: String(config.length),
      ...Object.fromEntries(
        config.flatMap(([key, value], index) => [
          [['GIT', 'CONFIG', 'KEY', index].join('_'), key],
          [['GIT', 'CONFIG', 'VALUE', index].join('_'), value],
        ]),
      ),
    },
  };
}

function sshCommand({ keyFile, knownHostsFile }: GitAccess): string {
  const options = [
    'BatchMode=yes',
    'StrictHostKeyChecking=yes',
    `ConnectTimeout=${SILENCE_S}`,
    `ServerAliveInterval=${SILENCE_S}`,
    ...(keyFile === undefined ? [] : ['IdentitiesOnly=yes', `IdentityFile=${sshPath(keyFile)}`]),
    ...(knownHostsFile === undefined
      ? []
      : [`UserKnownHostsFile=${sshPath(knownHostsFile)}`, `GlobalKnownHostsFile=${devNull}`]),
  ];
  return ['ssh', '-F', 'none', ...options.flatMap((option) => ['-o', quoted(option)])].join(' ');
}

/** ssh splits at blanks and fills in what stands behind a percent sign. */
function sshPath(path: string): string {
  return `"${path.replaceAll('%', '%%')}"`;
}

/** For the shell by which git starts it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
