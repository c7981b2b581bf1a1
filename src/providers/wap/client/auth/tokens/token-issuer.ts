import { typedName } from '../login-name.ts';
import { required, tokenServiceOf, type TokenSourceOptions } from '../token-source-options.ts';
import { askForToken } from '../ws-trust/ask-for-token.ts';
import { tokenFromCommand } from './token-from-command.ts';
import { tokenFromFile } from './token-from-file.ts';
import type { TokenOrigin } from './token-life.ts';

/** Where tokens come from, one at a time. */
export interface TokenIssuer {
  /** As it reads in a sentence. */
  readonly name: string;
  readonly origin: TokenOrigin;
  /** The account as one would type it, where one is known. */
  readonly account: string | undefined;
  issue(signal: AbortSignal): Promise<string>;
}

/** The issuer that the settings name. Throws `AUTH_SETTINGS_INCOMPLETE` at once, not at the first login. */
export function tokenIssuer(options: TokenSourceOptions): TokenIssuer {
  const { mode, domain, username, ca, now, random } = options;
  if (mode === 'token') {
    const account = username === undefined ? undefined : typedName({ domain, username });
    const from = required(options.token, 'token', mode);
    return 'file' in from
      ? { name: `the token file ${from.file}`, origin: 'found', account, issue: () => tokenFromFile(from.file) }
      : {
          name: `the command ${required(from.command[0], 'token.command', mode)}`,
          origin: 'found',
          account,
          issue: (signal) => tokenFromCommand(from.command, signal),
        };
  }
  const service = tokenServiceOf(options, mode);
  const login = {
    service,
    domain,
    username: required(username, 'username', mode),
    password: required(options.password, 'password', mode),
    ca,
    now,
    random,
  };
  return {
    name: service.purpose,
    origin: 'just-issued',
    account: service.account,
    issue: (signal) => askForToken(login, signal),
  };
}
