/** By what VMM knows a machine, a job, a network: both together (wire: vm-clouds 1). */
export interface VmmAddress {
  readonly id: string;
  readonly stampId: string;
}
