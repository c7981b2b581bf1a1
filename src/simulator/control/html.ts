/** Text that is safe to stand in the page. Only `html` and `joinHtml` make it. */
export interface Html {
  readonly text: string;
}

/** Everything put in is escaped, unless it is Html itself. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | number | Html)[]): Html {
  let text = parts[0] ?? '';
  values.forEach((value, i) => {
    text += (typeof value === 'object' ? value.text : escapeHtml(String(value))) + (parts[i + 1] ?? '');
  });
  return { text };
}

export function joinHtml(pieces: readonly Html[]): Html {
  return { text: pieces.map((piece) => piece.text).join('') };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
