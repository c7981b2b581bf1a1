/** Makes forms and buttons of the page work: sends what they say as JSON with the token, then reads the page anew. */
export const PAGE_SCRIPT = `const token = document.getElementById('token');
const said = document.getElementById('said');
token.value = sessionStorage.getItem('control-token') ?? '';
token.addEventListener('input', () => sessionStorage.setItem('control-token', token.value));

async function send(method, url, body) {
  said.className = '';
  said.textContent = '…';
  try {
    const headers = { authorization: 'Bearer ' + token.value };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const response = await fetch(url, { method, headers, body });
    if (response.ok) return location.reload();
    said.textContent = (await response.json()).message;
  } catch (error) {
    said.textContent = String(error);
  }
  said.className = 'bad';
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.url === undefined) return;
  event.preventDefault();
  const fields = [...new FormData(form)].filter(([, value]) => !('numbers' in form.dataset) || value !== '');
  send(form.dataset.method, form.dataset.url, JSON.stringify(Object.fromEntries(fields)));
});

document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-url]');
  if (button === null) return;
  if (button.dataset.confirm === undefined || confirm(button.dataset.confirm)) send(button.dataset.method, button.dataset.url, button.dataset.body);
});
`;
