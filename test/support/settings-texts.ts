import { loadSettings } from '../../src/settings/load-settings.ts';

export const INSTALLATION = '0b6f9c1e-7d0a-4c39-9a53-0c0f5b1e2d11';

/** Settings with every field that must be there; `replace` and `add` change single lines. */
export function settingsText(
  change: { readonly replace?: readonly [string, string]; readonly add?: string } = {},
): string {
  const text = `apiVersion: vdc/v1
kind: Controller
installation: ${INSTALLATION}
wap:
  adminApi: https://wap.corp.example:30004
  auth:
    mode: windows
    windowsAuthEndpoint: https://wap.corp.example:30072
    domain: CORP
    username: svc-vdc
    password: { env: WAP_PASSWORD }
hostingPlans:
  standard: { template: VDC Base }
`;
  const [from, to] = change.replace ?? ['', ''];
  if (!text.includes(from)) throw new Error(`the settings have no ${from}`);
  return text.replace(from, () => to) + (change.add ?? '');
}

export function loadText(text: string | Uint8Array) {
  return loadSettings({ text, file: 'etc/vdc.yaml', baseDir: '/srv/vdc/etc' });
}

/** The problems, as `line:column CODE`. */
export function codesOfSettings(text: string): readonly string[] {
  return loadText(text).problems.map(({ line, column, code }) => `${line}:${column} ${code}`);
}
