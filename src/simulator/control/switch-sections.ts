import { faultNames } from '../faults/fault-rule.ts';
import { FAULTS } from '../faults/fault-table.ts';
import { KNOBS, type Knob } from '../knobs/knob-table.ts';
import { knobNames } from '../knobs/knobs.ts';
import type { ControlContext } from './control-context.ts';
import { html, joinHtml, type Html } from './html.ts';

export function faultSection({ faults }: ControlContext): Html {
  const active = faults.list();
  return html`<section>
    <h2>Faults <small>${active.length} on</small></h2>
    <table>
      <tbody>
        ${joinHtml(
          active.map(
            ({ id, rule, hits }) =>
              html`<tr>
                <td><strong>${rule.name}</strong></td>
                <td><code>${JSON.stringify({ ...rule, name: undefined })}</code></td>
                <td>hit ${hits} times</td>
                <td><button data-method="DELETE" data-url="/control/faults/${id}">Off</button></td>
              </tr>`,
          ),
        )}
      </tbody>
    </table>
    <form data-method="POST" data-url="/control/faults">
      <label
        >Fault
        <select name="name">
          ${joinHtml(faultNames().map((name) => html`<option value="${name}">${name}: ${FAULTS[name].about}</option>`))}
        </select></label
      >
      <label>Route <input name="route" placeholder="POST /subscriptions" /></label>
      <label>Probability <input name="probability" type="number" min="0" max="1" step="0.01" placeholder="1" /></label>
      <label>Count <input name="count" type="number" min="1" placeholder="∞" /></label>
      <label>After <input name="after" type="number" min="0" placeholder="0" /></label> <button>On</button>
    </form>
  </section>`;
}

export function knobSection({ knobs }: ControlContext): Html {
  const values = knobs.all();
  const row = (name: (typeof names)[number]): Html => {
    const knob: Knob = KNOBS[name];
    const value = String(values[name]);
    const input =
      knob.kind === 'number'
        ? html`<input name="${name}" type="number" min="${knob.min}" max="${knob.max}" value="${value}" />`
        : html`<select name="${name}">
            ${joinHtml(knob.values.map((each) => html`<option ${each === value ? 'selected' : ''}>${each}</option>`))}
          </select>`;
    const isTurned = value !== String(knob.default);
    return html`<tr${isTurned ? html` class="turned"` : ''}><td><code>${name}</code></td><td><form data-method="PUT" data-url="/control/knobs">${input} <button>Set</button></form></td><td>${knob.about}</td></tr>`;
  };
  const names = knobNames();
  const turned = names.filter((name) => String(values[name]) !== String(KNOBS[name].default)).length;
  return html`<section>
    <h2>Knobs <small>${turned} turned</small></h2>
    <details>
      <summary>All ${names.length}</summary>
      <table>
        <tbody>
          ${joinHtml(names.map(row))}
        </tbody>
      </table>
    </details>
  </section>`;
}
