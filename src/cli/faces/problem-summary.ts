/** How words of a code are written that are no plain words. */
const WRITTEN: Readonly<Record<string, string>> = {
  yaml: 'YAML',
  utf8: 'UTF-8',
  nul: 'NUL',
  api: 'API',
  url: 'URL',
  uuid: 'UUID',
  dn: 'distinguished name',
  id: 'ID',
  wap: 'WAP',
  vdc: 'VDC',
};

/** The constant words of a problem: `UNKNOWN_HOSTING_PLAN` → `Unknown hosting plan`. Never holds what somebody wrote. */
export function problemSummary(code: string): string {
  const words = code
    .toLowerCase()
    .split('_')
    .map((word) => (Object.hasOwn(WRITTEN, word) ? WRITTEN[word] : word));
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
