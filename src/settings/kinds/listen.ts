import type { Check } from '../../yaml/kinds/check.ts';
import { showValue } from '../../yaml/show-value.ts';

/** `127.0.0.1:9090` or `[::1]:9090`; nothing for anything else. Port 0 means any that is free. */
export function parseListen(text: string): { readonly host: string; readonly port: number } | undefined {
  const [, bracketed, plain, digits] = /^(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+)):([0-9]{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  return host === undefined || text.length > 300 || port > 65_535 ? undefined : { host, port };
}

/** Whether only this machine can reach it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.[0-9]{1,3}){3}$/.test(host);
}

export const checkListen: Check = (value, field) => {
  if (typeof value === 'string' && parseListen(value)) return undefined;
  const port = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.replace(/^\*?:/, '') : '';
  const meant = /^[0-9]{1,5}$/.test(port) ? `127.0.0.1:${port}` : undefined;
  return {
    code: 'INVALID_LISTEN',
    message: `${field} is ${showValue(value)}; it must be an address and a port up to 65535, like 127.0.0.1:9090 or [::1]:9090.`,
    ...(meant !== undefined && parseListen(meant) && { suggestion: `Write ${meant}.` }),
  };
};
