/** What a spec of a story says; the rest are a VDC's usual numbers. */
export interface SpecWords {
  readonly cpu?: number | 'unlimited';
  readonly ram?: string;
  readonly disk?: string;
  readonly vms?: number | 'unlimited';
  readonly state?: 'active' | 'suspended';
  readonly owner?: string;
  readonly labels?: string;
  /** More lines of `spec:`, as YAML, two blanks deep already taken care of. */
  readonly more?: readonly string[];
}

export function storySpec(name: string, words: SpecWords): string {
  const labels = words.labels === undefined ? '' : `, labels: ${words.labels}`;
  const lines = [
    'apiVersion: vdc/v1',
    'kind: VirtualDataCenter',
    `metadata: { name: ${name}${labels} }`,
    'spec:',
    `  owner: { email: ${JSON.stringify(words.owner ?? `${name}@example.org`)} }`,
    `  cpu: ${words.cpu ?? 8}`,
    `  ram: ${words.ram ?? '32Gi'}`,
    `  disk: ${words.disk ?? '500Gi'}`,
    ...(words.vms === undefined ? [] : [`  vms: ${words.vms}`]),
    ...(words.state === undefined ? [] : [`  state: ${words.state}`]),
    ...(words.more ?? []).map((line) => `  ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}
