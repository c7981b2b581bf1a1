import type { Check } from '../../yaml/kinds/check.ts';
import type { Complaint } from '../../yaml/text-problem.ts';

// None of these ever quotes what it found: it may be the secret itself.

export const checkSecret: Check = (value, field) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return inline(field);
  return exactlyOne(value, ['env', 'file'], field);
};

export const checkTokenSource: Check = (value, field) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ...inline(field), suggestion: 'Write { file: /path/to/it } or { command: [program, argument] }.' };
  }
  return exactlyOne(value, ['file', 'command'], field);
};

export const checkEnvironmentVariable: Check = (value, field) => {
  if (typeof value === 'string' && /^[A-Za-z_][A-Za-z0-9_]{0,199}$/.test(value)) return undefined;
  return {
    code: 'SECRET_SOURCE_INVALID',
    message: `${field} is not the name of an environment variable; a name has letters, digits and underscores.`,
    suggestion: 'Write the name of the variable, not what it holds.',
  };
};

export const checkSecretFile: Check = (value, field) => {
  if (typeof value === 'string' && value !== '' && value.length <= 4000 && !/\p{Cc}/u.test(value)) return undefined;
  return {
    code: 'SECRET_SOURCE_INVALID',
    message: `${field} is not the path of a file.`,
    suggestion: 'Write the path of the file that holds the secret.',
  };
};

export const checkCommand: Check = (value, field) => {
  const isCommand =
    Array.isArray(value) &&
    value.length >= 1 &&
    value.length <= 100 &&
    value[0] !== '' &&
    value.every((part) => typeof part === 'string' && part.length <= 4000 && !part.includes('\0'));
  if (isCommand) return undefined;
  return {
    code: 'SECRET_SOURCE_INVALID',
    message: `${field} is not a list of a program and its arguments.`,
    suggestion: 'Write [/path/to/program, argument]; put quotes around numbers.',
  };
};

/** Also for a URL that carries a password. */
export function inline(field: string): Complaint {
  return {
    code: 'SECRET_INLINE',
    message: `${field} holds the secret itself, and whoever can read this file would have it.`,
    suggestion:
      'Write { env: NAME_OF_A_VARIABLE } or { file: /path/to/it }, and change the secret if this file was shared.',
  };
}

function exactlyOne(value: object, allowed: readonly [string, string], field: string): Complaint | undefined {
  const keys = Object.keys(value);
  if (keys.length === 1 && keys.every((key) => allowed.includes(key))) return undefined;
  return {
    code: 'SECRET_SOURCE_INVALID',
    message: `${field} takes exactly one field, ${allowed.join(' or ')}: where the secret comes from.`,
    suggestion: `Write { ${allowed[0]}: … } or { ${allowed[1]}: … }.`,
  };
}
