// Whether the daemon in this container answers a path with 2xx: `node ask.mjs /readyz`. Exits 0 or 1, for health checks
// and probes, which cannot send a token by themselves.
import { readFileSync } from 'node:fs';

const { PORT = '9090', VDC_TOKEN, VDC_TOKEN_FILE } = process.env;
const token = VDC_TOKEN ?? (VDC_TOKEN_FILE && readFileSync(VDC_TOKEN_FILE, 'utf8').trim());
try {
  const answer = await fetch(`http://127.0.0.1:${PORT}${process.argv[2] ?? '/healthz'}`, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
    redirect: 'error',
    signal: AbortSignal.timeout(4_000),
  });
  if (!answer.ok) console.error(await answer.text());
  process.exitCode = answer.ok ? 0 : 1;
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
