import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import {
  AddRequest,
  BerReader,
  BerWriter,
  BindRequest,
  DeleteRequest,
  ModifyDNRequest,
  ModifyRequest,
  PagedResultsControl,
  PresenceFilter,
  SearchRequest,
  type Message,
} from 'ldapts';
import { selfSignedCertificate } from './self-signed-certificate.ts';

export type FakeRequest = BindRequest | SearchRequest | AddRequest | ModifyRequest | ModifyDNRequest | DeleteRequest;

/** One thing that the server does about a request: a message, bytes that are none, or an end. Nothing at all: it hangs. */
export type FakeReply =
  | { readonly kind: 'entry'; readonly dn: string; readonly attributes: Readonly<Record<string, string | Buffer>> }
  | { readonly kind: 'reference'; readonly url: string }
  | { readonly kind: 'result'; readonly code: number; readonly text?: string; readonly cookie?: string }
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'close' };

export interface FakeLdapServer extends AsyncDisposable {
  readonly url: string;
  readonly ca: string;
  readonly requests: readonly FakeRequest[];
}

export const success: FakeReply = { kind: 'result', code: 0 };

const OID = '1.2.840.113556.1.4.319';
const ANSWER_TAGS = { 0x60: 0x61, 0x63: 0x65, 0x66: 0x67, 0x68: 0x69, 0x4a: 0x6b, 0x6c: 0x6d } as const;
type RequestTag = keyof typeof ANSWER_TAGS;

/** An LDAPS server that says what a test wants to hear: for what Windows does and Samba does not, and for what none should do. */
export async function startFakeLdapServer(
  answer: (request: FakeRequest) => readonly FakeReply[],
): Promise<FakeLdapServer> {
  const { certificate, key } = selfSignedCertificate(Date.now());
  const requests: FakeRequest[] = [];
  const sockets = new Set<TLSSocket>();
  const server = createServer({ cert: certificate, key }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    let held = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      held = Buffer.concat([held, bytes]);
      for (let end = frameEnd(held); end !== undefined; end = frameEnd(held)) {
        const request = readRequest(held.subarray(0, end));
        held = held.subarray(end);
        if (request === undefined) {
          socket.end(); // the client said goodbye
          return;
        }
        requests.push(request);
        for (const reply of answer(request)) {
          if (reply.kind === 'close') socket.destroy();
          else socket.write(reply.kind === 'bytes' ? reply.bytes : writeReply(reply, request));
        }
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `ldaps://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca: certificate,
    requests,
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

/** The cookie that a search in pages carries; undefined for a first page. */
export function cookieOf(request: SearchRequest): string | undefined {
  const paging = request.controls?.find((control) => control instanceof PagedResultsControl);
  const cookie = paging instanceof PagedResultsControl ? paging.value?.cookie?.toString() : undefined;
  return cookie === '' ? undefined : cookie;
}

function frameEnd(bytes: Buffer): number | undefined {
  const reader = new BerReader(bytes);
  if (reader.readSequence() === null || reader.remain < reader.length) return undefined;
  return reader.offset + reader.length;
}

function readRequest(frame: Buffer): FakeRequest | undefined {
  const reader = new BerReader(frame);
  reader.readSequence();
  const messageId = reader.readInt() ?? 0;
  const tag = reader.readSequence();
  const request = emptyRequest(tag ?? 0, messageId);
  if (request instanceof DeleteRequest)
    request.dn = reader.buffer.toString('utf8', reader.offset, reader.offset + reader.length);
  else request?.parse(reader, []);
  return request;
}

function emptyRequest(tag: number, messageId: number): FakeRequest | undefined {
  switch (tag) {
    case 0x60:
      return new BindRequest({ messageId });
    case 0x63:
      return new SearchRequest({ messageId, filter: new PresenceFilter({ attribute: 'none' }) });
    case 0x66:
      return new ModifyRequest({ messageId });
    case 0x68:
      return new AddRequest({ messageId, dn: '' });
    case 0x4a:
      return new DeleteRequest({ messageId });
    case 0x6c:
      return new ModifyDNRequest({ messageId });
    default:
      return undefined;
  }
}

function writeReply(reply: Exclude<FakeReply, { readonly kind: 'bytes' | 'close' }>, request: Message): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(request.messageId);
  if (reply.kind === 'entry') writeEntry(writer, reply);
  else if (reply.kind === 'reference') {
    writer.startSequence(0x73);
    writer.writeString(reply.url);
    writer.endSequence();
  } else writeResult(writer, reply, request.protocolOperation as RequestTag);
  writer.endSequence();
  return writer.buffer;
}

function writeEntry(writer: BerWriter, { dn, attributes }: Extract<FakeReply, { readonly kind: 'entry' }>): void {
  writer.startSequence(0x64);
  writer.writeString(dn);
  writer.startSequence();
  for (const [type, value] of Object.entries(attributes)) {
    writer.startSequence();
    writer.writeString(type);
    writer.startSequence(0x31);
    writer.writeBuffer(Buffer.from(value as string), 0x04);
    writer.endSequence();
    writer.endSequence();
  }
  writer.endSequence();
  writer.endSequence();
}

function writeResult(
  writer: BerWriter,
  { code, text = '', cookie }: Extract<FakeReply, { readonly kind: 'result' }>,
  tag: RequestTag,
): void {
  writer.startSequence(ANSWER_TAGS[tag]);
  writer.writeEnumeration(code);
  writer.writeString('');
  writer.writeString(text);
  writer.endSequence();
  if (cookie === undefined) return;
  const value = new BerWriter();
  value.startSequence();
  value.writeInt(0);
  value.writeString(cookie);
  value.endSequence();
  writer.startSequence(0xa0);
  writer.startSequence();
  writer.writeString(OID);
  writer.writeBuffer(value.buffer, 0x04);
  writer.endSequence();
  writer.endSequence();
}
