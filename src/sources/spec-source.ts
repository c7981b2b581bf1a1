/** One file of a snapshot: its bytes, or why they could not be read. */
export type SnapshotFile =
  | { readonly path: string; readonly bytes: Uint8Array; readonly contentHash: string }
  | { readonly path: string; readonly unreadable: string };

/** All spec files at one moment. Complete or nothing: a file that could not be read stands in it as unreadable. */
export interface Snapshot {
  readonly revision: string;
  /** Sorted by path; paths are what a person would type. */
  readonly files: readonly SnapshotFile[];
  /** In a sentence, where the history of a branch was rewritten since the revision that was acted on last. */
  readonly rewritten?: string;
}

/** What a source must know to notice that it went back. */
export interface LoadOptions {
  /** The revision that was acted on last, by whatever process. */
  readonly after?: string;
  /** Revisions that a person has approved although they go back. */
  readonly approved?: ReadonlySet<string>;
}

/** Where specs come from. Throws a ControllerError when the place itself is missing: that must never look like no specs. */
export interface SpecSource {
  /** Throws SPECS_REWOUND when what is there now lies behind `after` in its history and nobody approved of that. */
  load(signal: AbortSignal, options?: LoadOptions): Promise<Snapshot>;
  /**
   * Calls `changed` when what `load` returns may have changed; bursts come as one. `heard`: somebody outside says so (a
   * webhook), for a source that otherwise asks at intervals. Trouble with watching goes to `trouble` and does not end it.
   * Resolves when `signal` is aborted and everything it opened is closed.
   */
  watch(watching: Watching, signal: AbortSignal): Promise<void>;
}

export interface Watching {
  readonly changed: () => void;
  readonly trouble: (error: unknown) => void;
  /** Is called with what is to be done when somebody says that there is something new. */
  readonly onHeard: (look: () => void) => void;
}
