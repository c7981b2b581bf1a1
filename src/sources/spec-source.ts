/** One file of a snapshot: its bytes, or why they could not be read. */
export type SnapshotFile =
  | { readonly path: string; readonly bytes: Uint8Array; readonly contentHash: string }
  | { readonly path: string; readonly unreadable: string };

/** All spec files at one moment. Complete or nothing: a file that could not be read stands in it as unreadable. */
export interface Snapshot {
  readonly revision: string;
  /** Sorted by path; paths are what a person would type. */
  readonly files: readonly SnapshotFile[];
}

/** Where specs come from. Throws a ControllerError when the place itself is missing: that must never look like no specs. */
export interface SpecSource {
  load(signal: AbortSignal): Promise<Snapshot>;
}
