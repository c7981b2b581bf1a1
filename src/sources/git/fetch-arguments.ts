/** Only what was asked for, and nothing beside. */
const QUIETLY = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules'] as const;

/** Where the branch stands in the clone. */
export const TIP = 'refs/vdc/tip';

/** The line of git that brings something of a repository under a name of ours. */
export function fetchArguments(
  url: string,
  { from, to, more = [] }: { readonly from: string; readonly to: string; readonly more?: readonly string[] },
): readonly ['fetch', ...string[]] {
  return ['fetch', ...QUIETLY, ...more, '--', url, `+${from}:${to}`];
}
