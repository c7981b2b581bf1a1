import type { SoapFault } from './soap-fault.ts';
import type { XmlElement } from './read-xml.ts';

export function is(element: XmlElement, namespace: string, name: string): boolean {
  return element.namespace === namespace && element.name === name;
}

/** The one child of that name; undefined when there is none. Two of them are refused with `complain`. */
export function optionalChild(
  parent: XmlElement,
  namespace: string,
  name: string,
  complain: (text: string) => SoapFault,
): XmlElement | undefined {
  const found = parent.children.filter((child) => is(child, namespace, name));
  if (found.length > 1) throw complain(`There is more than one ${name}.`);
  return found[0];
}

export function child(
  parent: XmlElement,
  namespace: string,
  name: string,
  complain: (text: string) => SoapFault,
): XmlElement {
  const found = optionalChild(parent, namespace, name, complain);
  if (found === undefined) throw complain(`There is no ${name}.`);
  return found;
}

/** The text of an element that holds nothing else, without the white space around it. */
export function simpleText(element: XmlElement, complain: (text: string) => SoapFault): string {
  if (element.children.length > 0) throw complain(`${element.name} holds elements where text belongs.`);
  return element.text.trim();
}

/** Refuses children that `known` does not list: what is not understood is not silently accepted. */
export function refuseOthers(
  parent: XmlElement,
  known: readonly (readonly [namespace: string, name: string])[],
  complain: (text: string) => SoapFault,
): void {
  const stranger = parent.children.find((child) => !known.some(([namespace, name]) => is(child, namespace, name)));
  if (stranger !== undefined) throw complain(`${parent.name} holds an unknown ${stranger.name}.`);
  if (parent.text.trim() !== '') throw complain(`${parent.name} holds text where elements belong.`);
}
