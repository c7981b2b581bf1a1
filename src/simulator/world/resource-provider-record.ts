/** A registered resource provider; everything the simulator has no use for is kept as it came. */
export interface ResourceProviderRecord {
  readonly seq: number;
  readonly name: string;
  /** As registered; the samples show upper case. */
  readonly instanceId: string;
  readonly displayName: string;
  /** Hidden from lists that ask to leave system providers out. */
  readonly isSystem: boolean;
  /** The other members of the wire contract, without passwords. */
  readonly members: Readonly<Record<string, unknown>>;
}

export function resourceProviderKey(name: string, instanceId: string): string {
  return `${name}/${instanceId}`;
}
