const NOISE = /<(script|style)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->|<[^>]*>/gi;
const SECRETS =
  /\beyJ[\w-]{8,}(?:\.[\w-]*)*|\bBearer\s+\S+|\b(?:Basic|NTLM|Negotiate)\s+[\w+/]{16,}=*|((?:password|secret|token)["']?\s*[:=]\s*)["']?[^\s"',;&]+/gi;

/** The beginning of a foreign text, fit for an error: one line, no markup, no control characters, nothing that looks like a secret. */
export function excerptOf(text: string, longest = 200): string {
  const line = text
    .slice(0, 4_000)
    .replace(NOISE, ' ')
    .replace(SECRETS, (_whole, label: string | undefined) => `${label ?? ''}[hidden]`)
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0020\u007f-\u009f\u2028\u2029]+/g, ' ')
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
