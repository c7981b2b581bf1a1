/** Served as its own file, so that the policy of the page needs no exception. */
export const PAGE_STYLE = `:root { color-scheme: light dark; --line: #8884; --soft: #8882; --good: #1a7f4b; --warn: #b26a00; --bad: #c0392b; }
* { box-sizing: border-box; }
body { margin: 0; font: 14px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; align-items: center; padding: 0.75rem 1.5rem; border-bottom: 1px solid var(--line); position: sticky; top: 0; background: Canvas; z-index: 1; }
header p, header h1 { margin: 0; }
h1 { font-size: 1.2rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 0.5rem; }
h2 small, header small { font-weight: normal; opacity: 0.7; }
main { padding: 1rem 1.5rem 4rem; max-width: 1500px; margin: auto; }
section { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; opacity: 0.7; }
th, td { padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
code { font-size: 0.85em; opacity: 0.8; }
input, select, button { font: inherit; padding: 0.15rem 0.4rem; border: 1px solid var(--line); border-radius: 4px; background: Field; color: FieldText; max-width: 28rem; }
button { background: var(--soft); color: inherit; cursor: pointer; }
button:hover { background: var(--line); }
:focus-visible { outline: 2px solid Highlight; outline-offset: 1px; }
.figures label { white-space: nowrap; margin-right: 0.75rem; }
.figures input { width: 5rem; }
td button { white-space: nowrap; }
form { display: flex; flex-wrap: wrap; gap: 0.35rem; align-items: baseline; margin: 0; }
section > form { margin-top: 0.75rem; gap: 0.75rem; }
.badge { display: inline-block; padding: 0 0.45rem; border-radius: 1rem; border: 1px solid currentColor; font-size: 0.85em; }
.badge.active, .badge.insync, .badge.public, .badge.enabled { color: var(--good); }
.badge.suspended, .badge.syncing, .badge.private, .badge.disabled { color: var(--warn); }
.badge.deletepending, .badge.outofsync, .badge.decommissioned, .badge.locked { color: var(--bad); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
iframe { width: 100%; height: 60vh; border: 1px solid var(--line); background: #fff; }
.turned td { background: var(--soft); }
.note { opacity: 0.8; }
#said { flex-basis: 100%; min-height: 1.5em; }
#said.bad { color: var(--bad); }
`;
