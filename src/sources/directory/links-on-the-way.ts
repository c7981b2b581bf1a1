import { lstat, readlink } from 'node:fs/promises';
import { dirname, parse, resolve, sep } from 'node:path';

const MOST_LINKS = 40;

/**
 * Every link that is passed on the way to a path: whoever turns one of them puts other files in its place, and nothing
 * below the old place stirs. What is not there is passed over.
 */
export async function linksOnTheWay(path: string): Promise<readonly string[]> {
  const links = new Set<string>();
  const walk = async (from: string, steps: readonly string[]): Promise<string> => {
    let place = from;
    for (const step of steps) {
      const next = resolve(place, step);
      const isLink = await lstat(next).then(
        (found) => found.isSymbolicLink(),
        () => false,
      );
      place = isLink && !links.has(next) && links.size < MOST_LINKS ? await follow(next) : next;
    }
    return place;
  };
  const follow = async (link: string): Promise<string> => {
    links.add(link);
    const target = await readlink(link).catch(() => undefined);
    if (target === undefined) return link; // turned this very moment
    const absolute = resolve(dirname(link), target);
    return walk(parse(absolute).root, stepsOf(absolute));
  };
  const absolute = resolve(path);
  await walk(parse(absolute).root, stepsOf(absolute));
  return [...links];
}

function stepsOf(absolute: string): readonly string[] {
  return absolute.slice(parse(absolute).root.length).split(sep).filter(Boolean);
}
