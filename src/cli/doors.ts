import type { Writable } from 'node:stream';
import type { HaltCase } from '../reconciler/halt-switch.ts';
import type { ControllerError } from '../model/controller-error.ts';
import type { SecretSource, Settings } from '../model/settings.ts';
import type { CustomerMail } from '../model/customer-mail.ts';
import type { TemplateFolder } from '../mail/templates/load-templates.ts';
import type { RenderedMail } from '../mail/templates/render-mail.ts';
import type { Snapshot } from '../sources/spec-source.ts';
import type { ExecutorDoors } from '../reconciler/carry-out.ts';
import type { PassDoors, PassRules } from '../reconciler/pass-doors.ts';
import type { StateStore } from '../state/state-store.ts';

/** Where text goes. */
export interface Sink {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Undefined where nobody wraps lines: a file, a pipe. */
  readonly columns: number | undefined;
  readonly stream: Writable;
}

export interface LogOptions {
  readonly format: 'json' | 'text';
  readonly level: string;
}

/** One installation, its adapters built. Opened for one command, closed with it. */
export interface Installation {
  readonly pass: PassDoors;
  readonly rules: PassRules;
  readonly executor: Omit<ExecutorDoors, 'onProgress' | 'onBroken'>;
  /** Held by whoever acts, so that two never act on one state at once. */
  readonly lock: () => Promise<() => Promise<void>>;
  /** From this call on nothing is sent that changes anything: whoever would, hears this. */
  readonly refuseWrites: (reason: ControllerError) => void;
  readonly close: () => Promise<void>;
}

/** A WAP on this machine, started by `vdc simulate` or `npm start`. */
export interface RunningSimulator {
  /** Lines for a person: where everything is, and how to log in. */
  readonly describe: () => string;
  /** The settings file that was written for it, absolute. */
  readonly settingsFile: string;
  /** What its settings expect in the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** What its mail catcher took since it was started, the oldest first; of the mails' text nothing. */
  readonly mails: () => readonly { readonly to: string; readonly subject: string }[];
  readonly stop: () => Promise<void>;
}

export interface Files {
  /** Undefined when there is no such file; throws when there is one that cannot be read. */
  readonly read: (path: string) => Promise<string | undefined>;
  readonly write: (path: string, text: string) => Promise<void>;
  /** Absolute, from where the command was given. */
  readonly resolve: (path: string) => string;
  /** As a person here would type it. */
  readonly relative: (path: string) => string;
}

/** Texts that are packed (gzip) and that only who wrote them may read. */
export interface PackedFiles {
  /** Undefined when there is no such file; throws when it cannot be read, or is packed and cannot be unpacked. */
  readonly read: (path: string) => Promise<string | undefined>;
  readonly write: (path: string, text: string) => Promise<void>;
}

/** Everything the commands need from outside; only `main.ts` makes one. */
export interface CliDoors {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: Sink;
  readonly err: Sink;
  /** A person's answer; undefined when there is nobody to ask. */
  readonly ask: (question: string) => Promise<string | undefined>;
  readonly files: Files;
  readonly packedFiles: PackedFiles;
  /** Where an installation keeps what is of use to a person or saves time, and nothing depends on. */
  readonly workFile: (settings: Settings, name: string) => Promise<string>;
  /** What the program runs on: version of Node, system. */
  readonly describeMachine: () => Readonly<Record<'node' | 'system', string>>;
  readonly now: () => number;
  readonly newId: () => string;
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
  readonly sha256: (text: string) => string;
  /** What identities are minted with. */
  readonly sha1: (bytes: Uint8Array) => Uint8Array;
  /** Replaces every known secret in a text that is about to be shown. */
  readonly redact: (text: string) => string;
  /** Calls again and again until what it returns is called. */
  readonly every: (ms: number, tick: () => void) => () => void;
  /** Rejects when the signal is aborted. Keeps the program alive meanwhile. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Whatever is read is redacted from then on. */
  readonly readSecret: (source: SecretSource) => Promise<string>;
  readonly openInstallation: (settings: Settings, log: LogOptions) => Promise<Installation>;
  /** For commands that only read what is known. */
  readonly openStore: (settings: Settings) => Promise<StateStore>;
  /** Daemons for these installations, until Ctrl-C, SIGTERM, or after one pass. */
  readonly runDaemons: (settings: readonly Settings[], options: DaemonChoice) => Promise<DaemonsEnd>;
  readonly loadSnapshot: (directory: string) => Promise<Snapshot>;
  /** What stands in the folder of `mail.templates`. */
  readonly readTemplateFolder: (folder: string) => Promise<TemplateFolder>;
  /** The whole message as a mail server would be handed it. Sends nothing. */
  readonly composeMessage: (
    rendered: RenderedMail,
    mail: CustomerMail,
    frame: { readonly from: string; readonly to: string; readonly atMs: number },
  ) => Promise<Uint8Array>;
  readonly startSimulator: (options: SimulatorChoice) => Promise<RunningSimulator>;
}

export interface DaemonChoice {
  /** One pass, its work, and then the end. */
  readonly isOnce: boolean;
  readonly log: LogOptions;
  /** Valid settings of this file as they are now. Throws what is wrong with them. */
  readonly readSettings: (file: string) => Promise<Settings>;
  readonly writeBundle: (haltCase: HaltCase, settings: Settings, store: StateStore) => Promise<string>;
}

/** What daemons came to. */
export interface DaemonsEnd {
  readonly hasFailed: boolean;
  readonly isRefused: boolean;
}

/** `vdc simulate`'s options as given; the simulator itself says what is wrong with them. */
export interface SimulatorChoice {
  readonly dir: string;
  readonly specs: string;
  readonly ports: string;
  readonly seed?: string;
  readonly latency?: string;
  readonly faults: readonly string[];
  readonly knobs: readonly string[];
  readonly vdcs?: string;
  readonly vmsPerVdc?: string;
  readonly auth: string;
  readonly access?: string;
  /** Undefined: as the simulator has it by default. */
  readonly directory?: boolean;
  readonly mail?: boolean;
}
