// A press on a button copies the address of the link that it names.
document.querySelectorAll('button[data-copies]').forEach((button) => {
  const link = document.getElementById(button.dataset.copies);
  link.textContent = link.href;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      // without HTTPS browsers have no clipboard for scripts, but copy what is selected
      getSelection().selectAllChildren(link);
      document.execCommand('copy');
    }
    button.nextElementSibling.textContent = button.dataset.copied;
  });
});
