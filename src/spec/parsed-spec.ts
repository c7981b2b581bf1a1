import type {
  Deletion,
  DesiredVdc,
  Limits,
  Owner,
  Pause,
  VdcState,
  WrittenUnits,
} from '../model/virtual-data-center.ts';
import type { TextProblem } from '../yaml/text-problem.ts';

/** A text and where it stands, for problems that only its neighbours reveal. */
export type PlacedText = readonly [text: string, line: number, column: number];

/** One valid spec before the defaults of the settings: what is absent was not written. */
export interface ParsedSpec {
  readonly labels?: Readonly<Record<string, string>>;
  readonly owner: Owner;
  readonly limits: Omit<Limits, 'vms'> & { readonly vms?: Limits['vms'] };
  readonly units: WrittenUnits;
  readonly state?: VdcState;
  readonly onSuspend?: DesiredVdc['onSuspend'];
  readonly onResume?: DesiredVdc['onResume'];
  readonly coAdmins?: readonly string[];
  readonly deletion?: Partial<Deletion>;
  readonly paused?: Pause;
  readonly protect?: boolean;
}

/** One document of a file. What could be read of it stands here even when it is invalid. */
export interface ParsedDocument {
  readonly line: number;
  readonly name?: PlacedText;
  readonly subscriptionId?: PlacedText;
  readonly hostingPlan?: PlacedText;
  /** Absent: the document has a problem. */
  readonly spec?: ParsedSpec;
}

/** One file, read without its neighbours and without the settings: it says the same wherever and whenever it is read. */
export interface ParsedFile {
  readonly documents: readonly ParsedDocument[];
  readonly problems: readonly TextProblem[];
}
