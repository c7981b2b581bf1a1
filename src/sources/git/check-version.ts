import { ControllerError } from '../../model/controller-error.ts';

/** Signatures by ssh keys came with this one, and after settings by the environment. */
const OLDEST = { major: 2, minor: 34 };

/** Throws GIT_TOO_OLD unless `git version` says that it can do what we ask of it. */
export function checkVersion(said: string): void {
  const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(said) ?? []).slice(1).map(Number);
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return;
  throw new ControllerError(
    'GIT_TOO_OLD',
    `This machine has ${said === '' ? 'a git of unknown version' : said}, and repositories are read with git ${OLDEST.major}.${OLDEST.minor} or newer. Install a newer one.`,
  );
}
