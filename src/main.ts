import { dirname, resolve } from 'node:path';
import type { CliDoors } from './cli/doors.ts';
import { runCli } from './cli/run-cli.ts';
import { askPerson, sink } from './cli/terminal.ts';
import { disk, elapsed, hashes, newId, redactor, shown, sleep, stopOnSignals, stopping } from './main/machine.ts';

// Only this file and its rooms in main/ build adapters. Each is imported when a command needs it, so that `--help` and
// `validate` open nothing, and no credential is read before somebody has to log in.

stopOnSignals();

const version = '0.1.0';

let environment: CliDoors['env'] | undefined;

/** Services and containers often run without USER; who approves or pauses should have a name all the same. */
function withUser(): CliDoors['env'] {
  const { USER, LOGNAME, USERNAME } = process.env;
  if (USER !== undefined || LOGNAME !== undefined || USERNAME !== undefined) return process.env;
  return { ...process.env, USERNAME: process.getBuiltinModule('node:os').userInfo().username };
}

const doors: CliDoors = {
  get env() {
    return (environment ??= withUser());
  },
  out: sink(process.stdout, redactor.redact),
  err: sink(process.stderr, redactor.redact),
  ask: (question) => askPerson(question, { input: process.stdin, output: process.stderr }, stopping.signal),
  files: {
    read: async (path) => {
      try {
        return await disk().readFile(path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write: async (path, text) => {
      await disk().mkdir(dirname(path), { recursive: true });
      // Never half a file: whoever reads it meanwhile sees the old one or the new one.
      await disk().writeFile(`${path}.part`, text);
      await disk().rename(`${path}.part`, path);
    },
    resolve: (path) => resolve(path),
    relative: shown,
  },
  packedFiles: {
    read: async (path) => (await import('./main/packed-files.ts')).readPackedFile(path),
    write: async (path, text) => (await import('./main/packed-files.ts')).writePackedFile(path, text),
  },
  workFile: async (settings, name) => (await import('./main/work-folder.ts')).workFile(settings, name),
  describeMachine: () => ({ node: process.version, system: `${process.platform} ${process.arch}` }),
  now: Date.now,
  newId,
  signal: stopping.signal,
  sha256: hashes.sha256,
  sha1: hashes.sha1,
  redact: redactor.redact,
  every: (ms, tick) => {
    const timer = setInterval(tick, ms);
    timer.unref();
    return () => clearInterval(timer);
  },
  sleep,
  readSecret: async (source) => (await import('./main/secrets.ts')).readSecretOf(source),
  openInstallation: async (settings, log) =>
    (await import('./main/open-installation.ts')).openInstallation(settings, log),
  openStore: async (settings) => (await import('./main/open-store.ts')).openStore(settings),
  runDaemons: async (settings, options) =>
    (await import('./main/run-daemons.ts')).runDaemons(settings, { ...options, version }),
  loadSnapshot: async (directory) => {
    const { openDirectorySource } = await import('./sources/directory/open-directory-source.ts');
    return openDirectorySource({ directory, shownAs: shown, elapsed, sleep }).load(stopping.signal);
  },
  readTemplateFolder: async (folder) => (await import('./main/mail-templates.ts')).readTemplateFolder(folder),
  composeMessage: async (rendered, mail, frame) =>
    (await import('./mail/compose-message.ts')).composeMessage(rendered, mail, frame),
  startSimulator: async (choice) => {
    const { openSimulator } = await import('./simulator/open-simulator.ts');
    return openSimulator({ ...choice, dir: resolve(choice.dir), specs: resolve(choice.specs) });
  },
};

process.exitCode = await runCli(process.argv.slice(2), doors, version);
