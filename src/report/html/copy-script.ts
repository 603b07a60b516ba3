/** For a page's script: what the Copy button beside a command does. */
export const copyScript = `
// Where the clipboard is out of reach, such as on a page from another machine without TLS, the command is
// left selected.
async function copy(button) {
  const code = button.closest('.command').querySelector('code');
  try {
    await navigator.clipboard.writeText(button.dataset.exact ?? code.textContent);
    button.textContent = 'Copied';
  } catch {
    getSelection().selectAllChildren(code);
    button.textContent = 'Selected';
  }
  setTimeout(() => { button.textContent = 'Copy'; }, 2000);
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('button.copy');
  if (button) copy(button);
});
`;
