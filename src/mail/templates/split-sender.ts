/** `Cloud <cloud@provider.example>`, or the address alone, as the settings have checked it. The name is empty where there is none. */
export function splitSender(from: string): { readonly name: string; readonly address: string } {
  const [, name = '', bracketed] = /^(.*)<([^<>]*)>\s*$/.exec(from) ?? [];
  return { name: name.trim().replace(/^"(.*)"$/, '$1'), address: (bracketed ?? from).trim() };
}
