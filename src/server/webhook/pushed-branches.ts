/**
 * The branches that a delivery names, as GitHub, Gitea, GitLab (`ref`), Bitbucket Cloud (`push.changes`) and Bitbucket Data
 * Center (`changes`) do; nothing where it names none, as a ping does not. A tag counts as a branch that nobody watches.
 */
export function pushedBranches(body: Uint8Array): readonly string[] {
  const payload = parse(Buffer.from(body).toString('utf8'));
  const refs = [
    at(payload, 'ref'),
    ...list(at(payload, 'push', 'changes')).flatMap((change) => [
      bitbucketRef(at(change, 'new')),
      bitbucketRef(at(change, 'old')),
    ]),
    ...list(at(payload, 'changes')).map((change) => at(change, 'ref', 'id')),
  ];
  return refs.filter((ref) => typeof ref === 'string').map((ref) => ref.replace(/^refs\/heads\//, ''));
}

function bitbucketRef(side: unknown): unknown {
  const name = at(side, 'name');
  return at(side, 'type') === 'tag' && typeof name === 'string' ? `refs/tags/${name}` : name;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A form, or nothing: authentic all the same, and what it says is not believed anyway.
    return undefined;
  }
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key) ? Reflect.get(inner, key) : undefined,
    value,
  );
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
