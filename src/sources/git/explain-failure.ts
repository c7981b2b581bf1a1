import { ControllerError, type Retry } from '../../model/controller-error.ts';
import type { GitAnswer } from './run-git.ts';

interface Failure {
  readonly says: RegExp;
  readonly code: string;
  readonly retry?: Retry;
  /** What is wrong and what to do. */
  readonly message: (url: string) => string;
}

/** What git and those it starts say in English; the first that fits counts. */
const failures: readonly Failure[] = [
  {
    says: /host key verification failed|remote host identification has changed|no \S+ host key is known/i,
    code: 'SPECS_GIT_HOST_KEY',
    message: (url) =>
      `The ssh server of ${url} showed a key that is not the known one, so it may be somebody else, and was not logged in to. If its key was changed on purpose, put the new one into known_hosts (specs.git.knownHostsFile), and have it confirmed by a way other than \`ssh-keyscan\`.`,
  },
  {
    says: /ssl certificate problem|certificate verification failed|certificate subject name|no alternative certificate|unable to get local issuer|self.signed certificate|error setting certificate/i,
    code: 'SPECS_GIT_CERTIFICATE',
    message: (url) =>
      `The certificate of ${url} is not one that we trust, so nothing was sent there. If it comes from an authority of your own, name that by specs.git.caFile; otherwise look whether name and date of the certificate are right.`,
  },
  {
    says: /unable to update url base from redirection|returned error: 30[12378]/i,
    code: 'SPECS_GIT_REDIRECTED',
    message: (url) =>
      `The server answered ${url} with another address, and redirects are never followed: the token would go there. Write the new address into specs.git.url (a browser shows it).`,
  },
  {
    says: /could not read (?:username|password)|authentication failed|returned error: 40[13]\b|permission denied \(|load key .* (?:bad permissions|invalid format)|too many authentication failures/i,
    code: 'SPECS_GIT_LOGIN_REFUSED',
    message: (url) =>
      `The server of ${url} did not let us in. Look at specs.git.username and specs.git.token (https) or specs.git.keyFile (ssh): were they revoked or have they expired, and may they read this repository?`,
  },
  {
    says: /detected dubious ownership/i,
    code: 'SPECS_GIT_FOREIGN_OWNER',
    message: (url) =>
      `The repository ${url} belongs to another user of this machine than the one that runs us, and git does not read such ones. Run us as its owner, or reach it by ssh or https.`,
  },
  {
    says: /repository .*not found|does not appear to be a git repository|returned error: 404|not a git repository|no such repository|project you were looking for could not be found/i,
    code: 'SPECS_REPOSITORY_MISSING',
    message: (url) =>
      `There is no repository at ${url}, or it is kept from us, and specs that are out of sight are not gone: nothing is planned. Look at specs.git.url, and whether the login may read it.`,
  },
  {
    says: /no space left|disk quota|read-only file system/i,
    code: 'SPECS_CLONE_UNWRITABLE',
    message: () =>
      'What the branch holds cannot be kept on this machine. Make room, and let the folder of the clone be writable.',
  },
  {
    says: /could not resolve host|failed to connect|couldn't connect|connection (?:refused|timed out|reset|closed)|no route to host|network is unreachable|operation (?:timed out|too slow)|early eof|rpc failed|hung up|kex_exchange|returned error: (?:429|5\d\d)|could not resolve hostname|empty reply|gnutls|openssl/i,
    code: 'SPECS_GIT_UNREACHABLE',
    retry: 'later',
    message: (url) =>
      `The server of ${url} cannot be reached or does not answer as it should, so it is not known what the branch holds now. We ask again at the next interval; look at the server and the way to it if that lasts.`,
  },
];

export interface Failed {
  readonly url: string;
  readonly branch: string;
  readonly secrets: readonly string[];
}

/** The error that an operator can act on; nothing where git says what we have never heard. */
export function explainFailure({ err }: GitAnswer, failed: Failed): ControllerError | undefined {
  if (/couldn't find remote ref/i.test(err)) return branchGone(failed);
  const known = failures.find(({ says }) => says.test(err));
  if (known === undefined) return undefined;
  return new ControllerError(known.code, known.message(failed.url), {
    cause: new Error(wordsOf(err, failed.secrets)),
    ...(known.retry && { retry: known.retry }),
  });
}

export function branchGone({ url, branch }: Failed): ControllerError {
  return new ControllerError(
    'SPECS_BRANCH_GONE',
    `${url} has no branch ${branch}, and specs that are out of sight are not gone: nothing is planned. Push the branch again, or correct specs.git.branch.`,
  );
}

/** For whatever is left: git's own words. */
export function unexplained(verb: string, { code, err }: GitAnswer, { url, secrets }: Failed): ControllerError {
  return new ControllerError(
    'SPECS_GIT_FAILED',
    `\`git ${verb}\` failed with ${url} (exit code ${code}), also after a fresh clone, so it is not known what the branch holds now. What git said may tell why.`,
    { cause: new Error(wordsOf(err, secrets)), retry: 'later' },
  );
}

/** The lines that say something, without anything secret in them. */
function wordsOf(err: string, secrets: readonly string[]): string {
  const lines = err
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[@\s]*$|^hint:|^warning: redirecting/i.test(line));
  let words = lines.join(' · ');
  for (const secret of secrets) if (secret !== '') words = words.replaceAll(secret, '[secret]');
  return words
    .replaceAll(/\/\/[^\s/@]*@/g, '//')
    .replaceAll(/(authorization:)[^·]*/gi, '$1 [secret] ')
    .slice(0, 600);
}
