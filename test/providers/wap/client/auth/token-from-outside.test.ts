import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTokenSource } from '../../../../../src/providers/wap/client/auth/token-source.ts';
import { tokenFromCommand } from '../../../../../src/providers/wap/client/auth/tokens/token-from-command.ts';
import type { TokenSourceOptions } from '../../../../../src/providers/wap/client/auth/token-source-options.ts';
import { makeScratchFolder, type ScratchFolder } from '../../../../support/peers/scratch-folder.ts';
import { unsignedJwt } from '../../../../support/sts-server.ts';

const MINUTE = 60_000;
const start = Date.UTC(2026, 0, 1);
const signal = new AbortController().signal;
let scratch: ScratchFolder;
let time = start;

beforeAll(async () => {
  scratch = await makeScratchFolder('jwt');
});
afterEach(() => {
  time = start;
});
afterAll(() => scratch[Symbol.asyncDispose]());

const source = (token: NonNullable<TokenSourceOptions['token']>, more: Partial<TokenSourceOptions> = {}) =>
  createTokenSource({ mode: 'token', token, now: () => time, random: randomBytes, ...more });
const jwt = (minutes: number, serial = 1): string =>
  unsignedJwt({ upn: 'op@corp.example', notBefore: start, expiresAt: start + minutes * MINUTE, serial });

describe('a token from a file', () => {
  const file = (): string => join(scratch.path, 'jwt');

  it.each([
    ['alone', (token: string) => token],
    ['with a line end', (token: string) => `${token}\r\n`],
    ['in quotes', (token: string) => `"${token}"\n`],
    ['with Bearer', (token: string) => `Bearer ${token}\n`],
    ['with a byte order mark', (token: string) => `\uFEFF${token}`],
    ['as Windows PowerShell redirects it', (token: string) => Buffer.from(`\uFEFF${token}\r\n`, 'utf16le')],
  ])('is read when it stands there %s', async (_, write) => {
    await writeFile(file(), write(jwt(60)));
    const opened = source({ file: file() });
    await expect(opened.token(signal)).resolves.toBe(jwt(60));
    expect(opened.principal).toBe('op@corp.example');
  });

  it('is read again when it nears its end, and used up while there is no other', async () => {
    await writeFile(file(), jwt(60));
    const opened = source({ file: file() });
    await opened.token(signal);
    time += 50 * MINUTE;
    await expect(opened.token(signal)).resolves.toBe(jwt(60));
    await writeFile(file(), jwt(120, 2));
    time += MINUTE;
    await expect(opened.token(signal)).resolves.toBe(jwt(120, 2));
  });

  it('is called expired when nobody replaced it, and taken up again when somebody did', async () => {
    await writeFile(file(), jwt(60));
    const opened = source({ file: file() });
    time += 61 * MINUTE;
    await expect(opened.token(signal)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED', retry: 'later' });
    await writeFile(file(), jwt(120, 2));
    await expect(opened.token(signal)).resolves.toBe(jwt(120, 2));
  });

  it('is not offered twice to an API that refused it', async () => {
    await writeFile(file(), jwt(60));
    const opened = source({ file: file() });
    const first = await opened.token(signal);
    await expect(opened.renew(first, signal)).rejects.toMatchObject({ code: 'TOKEN_REFUSED' });
    await writeFile(file(), jwt(60, 2));
    await expect(opened.renew(first, signal)).resolves.toBe(jwt(60, 2));
  });

  it('is explained when it is missing, no token, or enormous', async () => {
    await expect(source({ file: join(scratch.path, 'none') }).token(signal)).rejects.toMatchObject({
      code: 'TOKEN_FILE_UNREADABLE',
    });
    await writeFile(file(), 'geheim');
    const error = await source({ file: file() })
      .token(signal)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'TOKEN_MALFORMED' });
    expect(String(error)).not.toContain('geheim');
    await writeFile(file(), Buffer.alloc(300_000, 'a'));
    await expect(source({ file: file() }).token(signal)).rejects.toMatchObject({ code: 'TOKEN_FILE_UNREADABLE' });
  });

  it('goes with the configured principal', () => {
    expect(source({ file: file() }, { principal: 'boss' }).principal).toBe('boss');
    expect(source({ file: file() }, { domain: 'CORP', username: 'svc' }).principal).toBe(String.raw`CORP\svc`);
    expect(source({ file: file() }).principal).toBe('vdc');
  });
});

describe('a token from a command', () => {
  it('is what the command prints, run without a shell', async () => {
    const token = jwt(60);
    await expect(source({ command: ['printf', '%s\n', token] }).token(signal)).resolves.toBe(token);
    await expect(tokenFromCommand(['printf', '%s', '$(id) * ; true'], signal)).resolves.toBe('$(id) * ; true');
  });

  it.each([
    ['does not exist', ['/nonexistent/get-token'], 'ENOENT'],
    ['fails', ['sh', '-c', 'echo geheim; echo geheim >&2; exit 3'], 'exit code 3'],
    ['prints without end', ['yes', 'geheim'], 'far more'],
    ['is killed', ['sh', '-c', 'kill -9 $$'], 'SIGKILL'],
  ])('is explained when it %s, without its output', async (_, command, words) => {
    const error = await tokenFromCommand(command, signal).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'TOKEN_COMMAND_FAILED', retry: 'later' });
    expect(String(error)).toContain(words);
    expect(inspect(error, { depth: 5 })).not.toContain('geheim');
  });

  it('is given up when the command takes too long, or when we are stopping', async () => {
    await expect(tokenFromCommand(['sleep', '60'], signal, 50)).rejects.toThrow('did not end within');
    const stopping = new AbortController();
    const waiting = tokenFromCommand(['sleep', '60'], stopping.signal);
    stopping.abort();
    await expect(waiting).rejects.toThrow('we are stopping');
  });
});
