/** A VMM private cloud on one stamp (one VMM server). null: that capacity is not enforced. */
export interface CloudRecord {
  readonly seq: number;
  readonly id: string;
  readonly stampId: string;
  readonly name: string;
  readonly description: string;
  readonly capacity: {
    readonly vmCount: number | null;
    readonly cpuCount: number | null;
    readonly memoryMb: number | null;
    readonly storageGb: number | null;
  };
}
