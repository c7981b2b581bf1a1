import type { VdcName } from '../model/virtual-data-center.ts';
import type { Path } from '../yaml/locate.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { indexLines } from '../yaml/text-lines.ts';
import { isMapping } from './check-document.ts';

/**
 * In which line of the text each field of the VDC's document stands, from 1: `spec.cpu`, `spec.owner.email`, `metadata.name`. Empty
 * where no document of the text has that name. For `vdc explain`, which shows what the author wrote.
 */
export function specLines(text: string, name: VdcName): ReadonlyMap<string, number> {
  const lines = indexLines(text);
  const found = new Map<string, number>();
  const document = readYaml(lines).documents.find(({ value }) => nameOf(value) === name);
  if (document === undefined) return found;
  const visit = (value: unknown, path: Path): void => {
    if (path.length > 0) found.set(path.join('.'), lines.placeOf(document.locate(path, 'key').start).line);
    if (!isMapping(value)) return;
    for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key]);
  };
  visit(document.value, []);
  return found;
}

function nameOf(value: unknown): unknown {
  const metadata = isMapping(value) ? value.metadata : undefined;
  return isMapping(metadata) ? metadata.name : undefined;
}
