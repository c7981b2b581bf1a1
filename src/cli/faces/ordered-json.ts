// Members that lead, in this order, wherever they occur; all others follow by name. Somebody who compares two files, or
// reads one, finds things where they were, whatever order the program happened to make them in.
const LEADING = [
  'formatVersion fingerprint installation revision createdAt at scope summary',
  'create adopt update suspend resume resync retire delete unchanged blocked',
  'name vdc field before after verb kind resource code severity reason',
  'cpu ram ramMib disk diskGib vms state',
  'file line column message suggestion wayOut',
  'changes actions blocks paused place remember vdcs unsafe problems warnings',
].flatMap((names) => names.split(' '));

const RANK: ReadonlyMap<string, number> = new Map(LEADING.map((name, index) => [name, index]));

/** JSON for files and pipes: two spaces, a line end, members always in the same order. Every member of `value` is in it. */
export function formatJson(value: unknown): string {
  return `${JSON.stringify(inOrder(value), null, 2)}\n`;
}

/** The same on one line, for streams of which each line is an object. */
export function compactJson(value: unknown): string {
  return `${JSON.stringify(inOrder(value))}\n`;
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([one], [other]) => compareNames(one, other));
  return Object.fromEntries(members.map(([name, member]) => [name, inOrder(member)]));
}

function compareNames(one: string, other: string): number {
  const byRank = (RANK.get(one) ?? LEADING.length) - (RANK.get(other) ?? LEADING.length);
  if (byRank !== 0) return byRank;
  return one < other ? -1 : one > other ? 1 : 0;
}
