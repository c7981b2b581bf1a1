/** The style of the plan page: no foreign font, no image, light and dark by the reader's own choice, dark on white when printed. */
export const PLAN_HTML_STYLE = `
:root {
  color-scheme: light dark;
  --ink: #1c2430; --soft: #5b6675; --paper: #ffffff; --panel: #f6f8fa; --line: #d5dbe3;
  --green: #14713a; --red: #b3211b; --yellow: #855c00; --cyan: #0b6a7d; --blue: #1556b0; --magenta: #8a2b8a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e3e8ef; --soft: #98a4b3; --paper: #12171e; --panel: #1a212b; --line: #303a47;
    --green: #63c98b; --red: #ff8079; --yellow: #e3b34d; --cyan: #5cc8dc; --blue: #82b4ff; --magenta: #dd8fdd;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 15px/1.55 system-ui, "Segoe UI", sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; display: flex; flex-wrap: wrap; gap: .15rem .6rem; align-items: baseline; }
h3 .place { margin-left: auto; font-weight: 400; }
code, td, .symbol, .mono { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: .9em; }
.soft, .place, th { color: var(--soft); }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: 1rem 0; list-style: none; }
.counts li { border: 1px solid var(--line); border-radius: .4rem; padding: .2rem .65rem; background: var(--panel); }
.vdc { border: 1px solid var(--line); border-left: .25rem solid currentColor; border-radius: .4rem;
  padding: .65rem .9rem; margin: .75rem 0; break-inside: avoid; }
.vdc > h3, .vdc > table, .vdc > ul, .vdc > p:not([class]) { color: var(--ink); }
.many { break-inside: auto; }
.reason { font-weight: 400; }
table { border-collapse: collapse; margin: .5rem 0 0; }
th, td { text-align: left; padding: .1rem 1.1rem .1rem 0; vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
td.number, th.number { text-align: right; white-space: nowrap; }
del, ins { text-decoration: none; }
ins, .c-green { color: var(--green); } del, .c-red { color: var(--red); }
.c-yellow { color: var(--yellow); } .c-cyan { color: var(--cyan); } .c-blue { color: var(--blue); }
.c-magenta { color: var(--magenta); } .c-dim { color: var(--soft); }
.note { border: 1px solid var(--line); border-radius: .4rem; padding: .65rem .9rem; margin: .75rem 0; background: var(--panel); }
.refused { border: 2px solid var(--red); }
.note h2 { margin: 0 0 .5rem; }
.refused h2 { color: var(--red); }
.names { columns: 11rem; list-style: none; padding: 0; overflow-wrap: anywhere; }
.blocked { color: var(--red); font-weight: 600; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: .65rem .9rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--paper); }
ul { padding-left: 1.2rem; margin: .4rem 0; }
p { margin: .4rem 0; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .75rem; font-size: .85em; overflow-wrap: anywhere; }
@media (max-width: 40rem) { h3 .place { margin-left: 0; } }
@media print {
  :root { --ink: #000; --soft: #444; --paper: #fff; --panel: #fff; --line: #999;
    --green: #0b5a2c; --red: #9b1c17; --yellow: #6b4a00; --cyan: #07525f; --blue: #10458f; --magenta: #6e226e; }
  body { max-width: none; padding: 0; font-size: 10pt; }
}
`;
