import { oidOf, readDer, type Der } from './der.ts';

/** Hash by signature algorithm. MD5 and SHA-1 mean SHA-256 here: that is RFC 5929's own rule, not a repair. */
const HASH_BY_SIGNATURE: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.4': 'sha256', // RSA with MD5
  '1.2.840.113549.1.1.5': 'sha256', // RSA with SHA-1
  '1.3.14.3.2.29': 'sha256', // the same, by its older name that makecert.exe writes
  '1.2.840.113549.1.1.14': 'sha224',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.1': 'sha256', // ECDSA with SHA-1
  '1.2.840.10045.4.3.1': 'sha224',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.2.840.10040.4.3': 'sha256', // DSA with SHA-1
  '2.16.840.1.101.3.4.3.1': 'sha224',
  '2.16.840.1.101.3.4.3.2': 'sha256',
};

const RSA_PSS = '1.2.840.113549.1.1.10';

const HASH_BY_NAME: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha256', // SHA-1
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * Which hash the `tls-server-end-point` binding of this certificate (DER) uses. Undefined where RFC 5929 defines none
 * (Ed25519), or when the bytes cannot be read.
 */
export function certificateSignatureHash(certificate: Uint8Array): string | undefined {
  const algorithm = readDer(certificate)?.children()[1];
  const [oid, parameters] = algorithm?.children() ?? [];
  const name = oid && oidOf(oid);
  if (name === undefined) return undefined;
  return name === RSA_PSS ? hashOfPss(parameters) : HASH_BY_SIGNATURE[name];
}

/** RFC 4055: the hash stands in [0] of the parameters and is SHA-1 when it is left out. */
function hashOfPss(parameters: Der | undefined): string | undefined {
  const wrapped = parameters?.children().find(({ tag }) => tag === 0xa0);
  if (wrapped === undefined) return 'sha256';
  const oid = wrapped.children()[0]?.children()[0];
  return oid && HASH_BY_NAME[oidOf(oid) ?? ''];
}
