// A video that lies elsewhere: the frame is made by the click, never before. Without this script the link beside the button leads there.
for (const curtain of document.querySelectorAll('[data-embed]')) {
  const button = curtain.querySelector('[data-embed-play]');
  button.hidden = false;
  button.addEventListener('click', () => {
    const frame = document.createElement('iframe');
    frame.className = 'clip';
    frame.src = curtain.dataset.embed;
    frame.title = curtain.dataset.title;
    frame.allow = 'autoplay; fullscreen; picture-in-picture';
    frame.referrerPolicy = 'strict-origin-when-cross-origin';
    curtain.replaceChildren(frame);
    frame.focus();
  });
}
