/**
 * The three functions of the old "reflect metadata" proposal that `@peculiar/x509` insists on when it loads.
 * Must be imported before it. Leaves a real polyfill alone where somebody has already loaded one.
 */
type Metadata = Map<unknown, unknown>;

const metadataOf = new WeakMap<object, Metadata>();

function defineMetadata(key: unknown, value: unknown, target: object): void {
  const metadata = metadataOf.get(target) ?? new Map<unknown, unknown>();
  metadata.set(key, value);
  metadataOf.set(target, metadata);
}

function getOwnMetadata(key: unknown, target: object): unknown {
  return metadataOf.get(target)?.get(key);
}

function getMetadata(key: unknown, target: object): unknown {
  for (let at: object | null = target; at !== null; at = Reflect.getPrototypeOf(at)) {
    if (metadataOf.get(at)?.has(key) === true) return metadataOf.get(at)?.get(key);
  }
  return undefined;
}

// The library's dependency injection looks for the functions on the global `Reflect`: there is no other place to put them.
if (!('getMetadata' in Reflect)) Object.assign(Reflect, { defineMetadata, getOwnMetadata, getMetadata });
