import { createHash, X509Certificate } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificateSignatureHash } from '../../../../../../src/providers/wap/client/auth/ntlm/certificate-signature-hash.ts';
import { channelBindingHash } from '../../../../../../src/providers/wap/client/auth/ntlm/channel-binding.ts';
import { makeAuthority, type KeyKind } from '../../../../../support/peers/certificates.ts';
import { canMeetPeers } from '../../../../../support/peers/require-packages.ts';
import { makeScratchFolder, type ScratchFolder } from '../../../../../support/peers/scratch-folder.ts';

describe.runIf(canMeetPeers('certificates'))('the channel binding of a certificate', () => {
  let scratch: ScratchFolder;
  beforeAll(async () => {
    scratch = await makeScratchFolder('cbt');
  });
  afterAll(() => scratch[Symbol.asyncDispose]());

  async function certificate(key: KeyKind, digest: string): Promise<Buffer> {
    const folder = join(scratch.path, `${key}-${digest}`);
    await mkdir(folder);
    return new X509Certificate((await makeAuthority(folder, key, digest)).ca).raw;
  }

  it.each([
    ['rsa', 'md5', 'sha256'],
    ['rsa', 'sha1', 'sha256'],
    ['rsa', 'sha256', 'sha256'],
    ['rsa', 'sha384', 'sha384'],
    ['rsa', 'sha512', 'sha512'],
    ['rsa-pss', 'sha256', 'sha256'],
    ['rsa-pss', 'sha384', 'sha384'],
    ['ec', 'sha1', 'sha256'],
    ['ec', 'sha256', 'sha256'],
    ['ec', 'sha384', 'sha384'],
    ['ec', 'sha512', 'sha512'],
  ] as const)('that is signed by %s with %s uses %s', async (key, digest, hash) => {
    expect(certificateSignatureHash(await certificate(key, digest))).toBe(hash);
  });

  it('is not defined for Ed25519, nor for what is no certificate', async () => {
    expect(channelBindingHash(await certificate('ed25519', ''))).toBeUndefined();
    for (const bytes of ['', '30', '3080', '308400ffffff', '300430023000']) {
      expect(channelBindingHash(Buffer.from(bytes, 'hex'))).toBeUndefined();
    }
  });

  it('is the MD5 of a structure without addresses around the end point’s hash', async () => {
    const der = await certificate('ec', 'sha224');
    const data = Buffer.concat([Buffer.from('tls-server-end-point:'), createHash('sha224').update(der).digest()]);
    const struct = Buffer.from(`${'00'.repeat(16)}${data.length.toString(16)}000000`, 'hex');
    expect(channelBindingHash(der)).toEqual(
      createHash('md5')
        .update(Buffer.concat([struct, data]))
        .digest(),
    );
  });
});
