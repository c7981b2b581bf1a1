import { ControllerError } from '../model/controller-error.ts';
import type { SecretSource } from '../model/settings.ts';

export interface SecretWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file's text; throws when it cannot be read. */
  readonly readFile: (path: string) => string;
}

/**
 * The secret itself, without the one newline that editors and `echo` leave at a file's end. Throws a ControllerError that
 * names the variable or the file, and never what it holds.
 */
export function readSecret(source: SecretSource, world: SecretWorld): string {
  return 'env' in source ? fromEnvironment(source.env, world.env) : fromFile(source.file, world.readFile);
}

function fromEnvironment(name: string, env: SecretWorld['env']): string {
  const value = env[name];
  if (value === undefined) {
    throw new ControllerError(
      'SECRET_ENV_MISSING',
      `The environment variable ${name} is not set, and the settings take a secret from it. Set it where this program is started.`,
    );
  }
  return notEmpty(value, `The environment variable ${name}`);
}

function fromFile(path: string, readFile: SecretWorld['readFile']): string {
  let text: string;
  try {
    text = readFile(path);
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : '';
    throw new ControllerError(
      'SECRET_FILE_UNREADABLE',
      `The file ${path} cannot be read${why}, and the settings take a secret from it. Create it, or make it readable for this user.`,
      { cause },
    );
  }
  return notEmpty(text.replace(/\r?\n$/, ''), `The file ${path}`);
}

function notEmpty(value: string, where: string): string {
  if (value !== '') return value;
  throw new ControllerError(
    'SECRET_EMPTY',
    `${where} is empty, and the settings take a secret from it. Put the secret there.`,
  );
}
