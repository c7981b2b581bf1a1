import { type Bundle, bundleFormat, bundleVersion } from './bundle.ts';
import { toPlain } from './plain-data.ts';

/** The bundle as text, with a hash of its content. */
export function formatBundle(bundle: Bundle, sha256: (text: string) => string): string {
  const content = toPlain(bundle);
  const hash = `sha256:${sha256(JSON.stringify(content))}`;
  return `${JSON.stringify({ format: bundleFormat, formatVersion: bundleVersion, hash, content })}\n`;
}
