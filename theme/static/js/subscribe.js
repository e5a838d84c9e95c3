// The copy button of the subscribe page. Without this script the button stays hidden and the address can be selected by hand.
for (const part of document.querySelectorAll('[data-copy]')) {
  const field = part.querySelector('input');
  const button = part.querySelector('[data-copy-button]');
  const status = part.querySelector('[role="status"]');

  button.hidden = false;
  field.addEventListener('focus', () => field.select());
  button.addEventListener('click', async () => {
    // Emptied first, so that a second copy is read out again.
    status.textContent = '';
    const copied = await copy(field);
    status.textContent = copied ? status.dataset.copied : status.dataset.failed;
  });
}

async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // No clipboard: the page came without https, or it was not allowed. The older way leaves the address selected.
    field.focus();
    field.select();
    return document.execCommand('copy');
  }
}
