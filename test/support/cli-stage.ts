import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { CliDoors, Sink } from '../../src/cli/doors.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import { composeMessage } from '../../src/mail/compose-message.ts';
import { readSecret } from '../../src/settings/read-secret.ts';
import { settingsText } from './settings-texts.ts';

export interface StageOptions {
  /** Added to vdc.yaml. */
  readonly settings?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What a person answers; absent: there is nobody. */
  readonly answer?: string;
  readonly isTerminal?: boolean;
  readonly readTemplateFolder?: CliDoors['readTemplateFolder'];
  readonly loadSnapshot?: CliDoors['loadSnapshot'];
  readonly openStore?: CliDoors['openStore'];
  /** Instead of not waiting at all. */
  readonly sleep?: CliDoors['sleep'];
}

/** Commands run in this process, with what they say kept. */
export interface CliStage {
  readonly nowMs: number;
  vdc(...args: readonly string[]): Promise<number>;
  readonly out: () => string;
  readonly err: () => string;
  readonly questions: readonly string[];
  /** As Ctrl-C does. */
  interrupt(): void;
}

export function setCliStage(options: StageOptions = {}): CliStage {
  const nowMs = Date.UTC(2026, 10, 24, 10, 4, 11);
  const stopping = new AbortController();
  const questions: string[] = [];
  const [out, err] = [kept(options.isTerminal ?? false), kept(options.isTerminal ?? false)];
  const env = options.env ?? { USER: 'jo' };
  const nowhere = () => Promise.reject(new Error('no command here opens that'));
  const doors: CliDoors = {
    env: { NO_COLOR: '1', ...env },
    out: out.sink,
    err: err.sink,
    ask: (question) => {
      questions.push(question);
      return Promise.resolve(options.answer);
    },
    files: {
      read: () => Promise.resolve(settingsText({ add: options.settings ?? '' })),
      write: nowhere,
      resolve: (path) => `/srv/vdc/${path}`,
      relative: (path) => path.replace('/srv/vdc/', ''),
    },
    packedFiles: { read: nowhere, write: nowhere },
    workFile: async (_, name) => `/srv/vdc/vdc.db.${name}`,
    describeMachine: () => ({ node: 'v0.0.0', system: 'a stage' }),
    now: () => nowMs,
    newId: () => 'an-id',
    signal: stopping.signal,
    sha256: (text) => text,
    sha1: (bytes) => bytes,
    redact: (text) => text,
    every: () => () => undefined,
    runDaemons: nowhere,
    sleep: options.sleep ?? ((_, signal) => setImmediate(undefined, { signal })),
    readSecret: async (source) => readSecret(source, { env, readFile: (path) => readFileSync(path, 'utf8') }),
    openInstallation: nowhere,
    openStore: options.openStore ?? nowhere,
    loadSnapshot: options.loadSnapshot ?? nowhere,
    readTemplateFolder: options.readTemplateFolder ?? nowhere,
    composeMessage,
    startSimulator: nowhere,
  };
  return {
    nowMs,
    vdc: (...args) => runCli(args, doors, '0.0.0'),
    out: out.text,
    err: err.text,
    questions,
    interrupt: () => stopping.abort(new Error('stopped by SIGINT')),
  };
}

function kept(isTerminal: boolean): { readonly sink: Sink; readonly text: () => string } {
  let text = '';
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      text += chunk;
      done();
    },
  });
  const write = (chunk: string) => void stream.write(chunk);
  return {
    sink: {
      write,
      isTerminal,
      columns: isTerminal ? 80 : undefined,
      stream: Object.assign(stream, { columns: 80, rows: 24 }),
    },
    text: () => text,
  };
}
