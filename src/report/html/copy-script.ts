/** The part of a page's script that makes the Copy buttons work. The footer has its words. */
export const copyScript = `
// Where there is no clipboard, such as on a page served without TLS, the command is left selected.
const copyWord = document.querySelector('button.copy')?.textContent;

async function copy(button) {
  const { copied, selected } = document.querySelector('footer').dataset;
  const code = button.closest('.command').querySelector('code');
  try {
    await navigator.clipboard.writeText(button.dataset.exact ?? code.textContent);
    button.textContent = copied;
  } catch {
    getSelection().selectAllChildren(code);
    button.textContent = selected;
  }
  setTimeout(() => { button.textContent = copyWord; }, 2000);
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('button.copy');
  if (button) copy(button);
});
`;
