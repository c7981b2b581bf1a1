import { html, type Html } from './html.ts';

/** A state in its colour; the words stay, for those who do not see colours. */
export function badge(state: string): Html {
  return html`<span class="badge ${state.toLowerCase()}">${state}</span>`;
}
