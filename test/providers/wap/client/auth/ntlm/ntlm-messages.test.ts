import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { authenticateMessage } from '../../../../../../src/providers/wap/client/auth/ntlm/authenticate-message.ts';
import { AV, readAvPairs, writeAvPairs } from '../../../../../../src/providers/wap/client/auth/ntlm/av-pairs.ts';
import { readChallengeMessage } from '../../../../../../src/providers/wap/client/auth/ntlm/challenge-message.ts';
import { negotiateMessage } from '../../../../../../src/providers/wap/client/auth/ntlm/negotiate-message.ts';
import { ntlmV2Response, ntowfV2 } from '../../../../../../src/providers/wap/client/auth/ntlm/ntlm-v2-response.ts';

/** MS-NLMP 4.2.1 and 4.2.4: the common values and the NTLMv2 example of the specification. */
const credentials = { domain: 'Domain', username: 'User', password: 'Password' };
const serverChallenge = Buffer.from('0123456789abcdef', 'hex');
const clientChallenge = Buffer.alloc(8, 0xaa);
const targetInfo = Buffer.from('02000c0044006f006d00610069006e0001000c0053006500720076006500720000000000', 'hex');
const challengeBytes = Buffer.from(
  '4e544c4d53535000020000000c000c003800000033828ae20123456789abcdef' +
    '00000000000000002400240044000000060070170000000f' +
    '530065007200760065007200' +
    targetInfo.toString('hex'),
  'hex',
);

describe('the NTLMv2 answer', () => {
  it('has the key of the specification (4.2.4.1.1)', () => {
    expect(ntowfV2(credentials).toString('hex')).toBe('0c868a403bfd7a93a3001ef22ef02e3f');
  });

  it('has the proof, the temporary part and the session key of the specification (4.2.4.1.3, 4.2.4.2)', () => {
    const { ntResponse, sessionBaseKey } = ntlmV2Response({
      credentials,
      serverChallenge,
      clientChallenge,
      timestamp: Buffer.alloc(8),
      targetInfo,
    });
    expect(ntResponse.subarray(0, 16).toString('hex')).toBe('68cd0ab851e51c96aabc927bebef6a1c');
    expect(ntResponse.subarray(16).toString('hex')).toBe(
      `01010000000000000000000000000000aaaaaaaaaaaaaaaa00000000${targetInfo.toString('hex')}00000000`,
    );
    expect(sessionBaseKey.toString('hex')).toBe('8de40ccadbc14a82f15cb0ad0de95ca3');
  });

  it('takes upper case letter by letter, as Windows does', () => {
    const keyOf = (username: string): Buffer => ntowfV2({ ...credentials, username });
    expect(keyOf('ünï')).toEqual(keyOf('ÜNÏ'));
    expect(keyOf('groß')).not.toEqual(keyOf('GROSS'));
    expect(keyOf('groß')).toEqual(keyOf('GROß'));
  });
});

describe('the first message', () => {
  it('has 40 bytes with a version, asks for Unicode and target information, and never for a session key', () => {
    const message = negotiateMessage();
    expect(message.length).toBe(40);
    const flags = message.readUInt32LE(12);
    expect(flags & 0x0080_0201).toBe(0x0080_0201);
    expect(flags & 0x4000_0000).toBe(0);
  });
});

describe('the challenge', () => {
  it('is read as the specification shows it (4.2.4.3)', () => {
    const challenge = readChallengeMessage(challengeBytes);
    expect(challenge.serverChallenge).toEqual(serverChallenge);
    expect(challenge.targetInfo.map(({ id, value }) => [id, value.toString('utf16le')])).toEqual([
      [AV.domainName, 'Domain'],
      [AV.computerName, 'Server'],
    ]);
    expect(challenge.timestamp).toBeUndefined();
  });

  it('is refused when it would lead to NTLMv1', () => {
    const old = Buffer.from(challengeBytes);
    old.writeUInt32LE(0xe2028233 & ~0x0080_0000 & 0x7fff_ffff, 20);
    expect(() => readChallengeMessage(old)).toThrow(expect.objectContaining({ code: 'NTLM_TOO_OLD', retry: 'never' }));
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['another message', negotiateMessage()],
    ['half of it', challengeBytes.subarray(0, 60)],
    [
      'target information without an end',
      Buffer.concat([challengeBytes.subarray(0, -4), Buffer.from('01000c00', 'hex')]),
    ],
  ])('is refused when it is %s', (_, bytes) => {
    expect(() => readChallengeMessage(bytes)).toThrow(expect.objectContaining({ code: 'NTLM_ANSWER_INVALID' }));
  });

  it('is never read beyond its end, wherever it is cut', () => {
    for (let length = 0; length < challengeBytes.length; length++) {
      expect(() => readChallengeMessage(challengeBytes.subarray(0, length))).toThrow(/challenge|NTLMv2/u);
    }
  });
});

describe('the third message', () => {
  const negotiate = negotiateMessage();
  const channelBinding = Buffer.alloc(16, 7);
  const build = (info: Buffer): Buffer => {
    const bytes = Buffer.concat([challengeBytes.subarray(0, -targetInfo.length), info]);
    bytes.writeUInt16LE(info.length, 40);
    bytes.writeUInt16LE(info.length, 42);
    return authenticateMessage({
      credentials,
      negotiate,
      challenge: readChallengeMessage(bytes),
      servicePrincipal: 'HTTP/wap.example',
      channelBinding,
      clientChallenge,
      now: 0,
    });
  };
  const fieldAt = (message: Buffer, at: number): Buffer =>
    message.subarray(message.readUInt32LE(at + 4), message.readUInt32LE(at + 4) + message.readUInt16LE(at));

  it('names domain and user, sends no LM answer and no session key', () => {
    const message = build(targetInfo);
    expect(fieldAt(message, 28).toString('utf16le')).toBe('Domain');
    expect(fieldAt(message, 36).toString('utf16le')).toBe('User');
    expect(fieldAt(message, 12)).toEqual(Buffer.alloc(24));
    expect(fieldAt(message, 52).length).toBe(0);
  });

  it('adds the integrity flag, the channel binding and the service to what the server told about itself', () => {
    const pairs = readAvPairs(fieldAt(build(targetInfo), 20).subarray(44));
    expect(pairs?.map(({ id, value }) => [id, value])).toEqual([
      [AV.domainName, Buffer.from('Domain', 'utf16le')],
      [AV.computerName, Buffer.from('Server', 'utf16le')],
      [AV.flags, Buffer.from('02000000', 'hex')],
      [AV.channelBindings, channelBinding],
      [AV.targetName, Buffer.from('HTTP/wap.example', 'utf16le')],
    ]);
  });

  it('uses the server’s clock where it told, and its own, as 100 ns since 1601, where not', () => {
    const told = Buffer.from('0011223344556677', 'hex');
    const withTime = writeAvPairs([...(readAvPairs(targetInfo) ?? []), { id: AV.timestamp, value: told }]);
    expect(fieldAt(build(withTime), 20).subarray(24, 32)).toEqual(told);
    expect(fieldAt(build(targetInfo), 20).readBigUInt64LE(24)).toBe(116_444_736_000_000_000n);
  });

  it('carries a code over all three messages', () => {
    const message = build(targetInfo);
    const sent = Buffer.from(message.subarray(72, 88));
    const ntResponse = fieldAt(message, 20);
    const key = createHmac('md5', ntowfV2(credentials)).update(ntResponse.subarray(0, 16)).digest();
    message.fill(0, 72, 88);
    const expected = createHmac('md5', key).update(negotiate).update(challengeBytes).update(message).digest();
    expect(sent).toEqual(expected);
  });
});
