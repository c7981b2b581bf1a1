// Maps and Sets do not survive JSON, so each is written as an object with one member whose name nothing else can have:
// names of one's own that begin with the sign are written with one sign more.

const sign = '$';
const mapName = '$map';
const setName = '$set';

/** The same value as JSON can hold it, each text in it, names too, put through `retell`. Members that are undefined are left out. */
export function toPlain(value: unknown, retell: (text: string) => string = (text) => text): unknown {
  const plain = (one: unknown): unknown => {
    if (typeof one === 'string') return retell(one);
    if (typeof one !== 'object' || one === null) return one;
    if (Array.isArray(one)) return one.map(plain);
    if (one instanceof Map) return { [mapName]: [...one].map(([key, member]) => [plain(key), plain(member)]) };
    if (one instanceof Set) return { [setName]: [...one].map(plain) };
    const members = Object.entries(one).filter(([, member]) => member !== undefined);
    return Object.fromEntries(members.map(([name, member]) => [escapeName(retell(name)), plain(member)]));
  };
  return plain(value);
}

/** The value that `toPlain` was given. Throws for what it never writes. */
export function fromPlain(plain: unknown): unknown {
  if (typeof plain !== 'object' || plain === null) return plain;
  if (Array.isArray(plain)) return plain.map(fromPlain);
  const members = Object.entries(plain);
  const [[name, member] = ['', undefined]] = members;
  if (members.length === 1 && name === mapName) return new Map(listOf(member).map(pairOf));
  if (members.length === 1 && name === setName) return new Set(listOf(member).map(fromPlain));
  // From entries, so that a member of any name is one, even "__proto__".
  return Object.fromEntries(members.map(([key, one]) => [unescapeName(key), fromPlain(one)]));
}

function escapeName(name: string): string {
  return name.startsWith(sign) ? sign + name : name;
}

function unescapeName(name: string): string {
  if (!name.startsWith(sign)) return name;
  if (!name.startsWith(sign + sign)) throw new TypeError(`nobody writes a member ${name}`);
  return name.slice(1);
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError('no list where one must be');
  return value;
}

function pairOf(value: unknown): [unknown, unknown] {
  const [key, member, ...more] = listOf(value);
  if (more.length > 0) throw new TypeError('no pair where one must be');
  return [fromPlain(key), fromPlain(member)];
}
