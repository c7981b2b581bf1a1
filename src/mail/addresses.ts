import { domainToASCII } from 'node:url';
import { splitSender } from './templates/split-sender.ts';

export interface Sender {
  /** Empty where the settings give an address alone. */
  readonly name: string;
  readonly address: string;
  readonly domain: string;
}

/** The sender of the settings, as a server takes it. */
export function parseSender(from: string): Sender {
  const { name, address: written } = splitSender(from);
  const address = onTheWire(written);
  return { name, address, domain: address.slice(address.lastIndexOf('@') + 1) };
}

const ONE_ADDRESS = /^[^\s\p{Cc}<>(),;:"@[\]\\]{1,64}@[^\s\p{Cc}<>(),;:"@[\]\\]+$/u;

/** The address as a server takes it, or nothing where this is not exactly one: a second one would get the password too. */
export function readRecipient(to: string): string | undefined {
  if (!ONE_ADDRESS.test(to)) return undefined;
  const address = onTheWire(to);
  return address.endsWith('@') || address.length > 254 ? undefined : address;
}

/** Domains of any script have a form in ASCII that every server takes; the part before has none. */
function onTheWire(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`;
}
