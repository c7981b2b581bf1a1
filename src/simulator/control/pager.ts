import { html, type Html } from './html.ts';
import type { ViewPage } from './list-view.ts';

export function pager(
  query: ReadonlyMap<string, string>,
  prefix: string,
  { skip, take, total }: ViewPage<unknown>,
): Html {
  const link = (label: string, to: number): Html => {
    const params = new URLSearchParams([...query]);
    params.set(`${prefix}skip`, String(to));
    return html`<a href="/?${params.toString()}">${label}</a> `;
  };
  const last = Math.min(total, skip + take);
  return html`<p class="pager">
    ${skip > 0 ? link('← before', Math.max(0, skip - take)) : ''}${total === 0 ? 'none' : `${skip + 1} to ${last} of ${total}`}
    ${last < total ? link('after →', last) : ''}
  </p>`;
}
