import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { makeScratchFolder } from './scratch-folder.ts';

export interface PostgresServer extends AsyncDisposable {
  readonly port: number;
  /** Of the first superuser, who needs no password. */
  readonly url: string;
  /** `immediate` is a crash: nothing is said to anybody. */
  stop(how?: 'fast' | 'immediate'): Promise<void>;
  start(): Promise<void>;
  /** Runs SQL as the superuser and gives its output, by the `psql` of the package: not by what is tested. */
  psql(sql: string): Promise<string>;
  /** Adds lines to its configuration, or replaces who may log in, before it is started again. */
  readonly dataFolder: string;
  readonly account: PostgresAccount | undefined;
}

/** PostgreSQL refuses to run as root, so root runs it as the account of the package. */
export interface PostgresAccount {
  readonly uid: number;
  readonly gid: number;
}

export interface PostgresWish {
  /** Off for what does not test durability. */
  readonly fsync?: 'on' | 'off';
  readonly settings?: readonly string[];
}

/** A PostgreSQL of its own on 127.0.0.1, with its data in a scratch folder. It takes a good second to come up. */
export async function startPostgres({ fsync = 'off', settings = [] }: PostgresWish = {}): Promise<PostgresServer> {
  const folder = await makeScratchFolder('postgres');
  const account = process.getuid?.() === 0 ? await packageAccount() : undefined;
  const dataFolder = join(folder.path, 'data');
  await mkdir(dataFolder, { mode: 0o700 });
  if (account !== undefined) for (const path of [folder.path, dataFolder]) await chown(path, account.uid, account.gid);
  const bin = await newestBin();
  const port = await freePort();
  const run = (program: string, args: readonly string[], input = '') => runAs(account, join(bin, program), args, input);
  await run('initdb', ['-D', dataFolder, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-sync']);
  const options = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    `fsync=${fsync}`,
    'max_connections=60',
    ...settings,
  ];
  const control = (...args: readonly string[]) => run('pg_ctl', ['-D', dataFolder, '-w', '-t', '40', ...args]);
  const start = async (): Promise<void> => {
    const log = join(folder.path, 'log');
    await control('-l', log, '-o', options.map((option) => `-c ${option}`).join(' '), 'start').catch(
      async (error: unknown) => {
        throw new Error(`PostgreSQL did not come up:\n${(await readFile(log, 'utf8')).slice(-2_000)}`, {
          cause: error,
        });
      },
    );
  };
  const stop = async (how: 'fast' | 'immediate' = 'fast'): Promise<void> => {
    await control('-m', how, 'stop');
  };
  await start();
  return {
    port,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    dataFolder,
    account,
    start,
    stop,
    psql: (sql) =>
      run(
        'psql',
        ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-v', 'ON_ERROR_STOP=1', '-qAt', 'postgres'],
        sql,
      ),
    async [Symbol.asyncDispose]() {
      await stop('immediate').catch(() => undefined); // the story has stopped it already
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function newestBin(): Promise<string> {
  const versions = await readdir('/usr/lib/postgresql');
  const newest = versions.sort((a, b) => Number(a) - Number(b)).at(-1);
  return join('/usr/lib/postgresql', newest ?? '', 'bin');
}

async function packageAccount(): Promise<PostgresAccount> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((one) => one.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

/** An empty environment: a foreign LC_ALL or PG* variable would decide. */
async function runAs(
  account: PostgresAccount | undefined,
  program: string,
  args: readonly string[],
  input: string,
): Promise<string> {
  const child = spawn(program, args, {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
    // The server that pg_ctl starts keeps what it is given; a pipe would never end.
    stdio: [
      input === '' ? 'ignore' : 'pipe',
      program.endsWith('pg_ctl') ? 'ignore' : 'pipe',
      program.endsWith('pg_ctl') ? 'ignore' : 'pipe',
    ],
    ...account,
  });
  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  // Whoever ends without reading says by its exit code what that means.
  child.stdin?.on('error', () => undefined).end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${errors.slice(-2_000)}`);
  return output.trim();
}
