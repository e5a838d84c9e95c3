// Keeps a page of the preview new. It waits by loading a script, because the pages' policy allows no other connection,
// and only while somebody looks: a browser keeps few connections to one host, and hidden tabs would use them up.
const kammertonVorschau = {
  stand: document.currentScript.dataset.stand,
  waits: false,

  geaendert() {
    location.reload();
  },

  wait() {
    if (this.waits || document.hidden) return;
    this.waits = true;
    const question = document.createElement('script');
    question.src = `/kammerton-vorschau/warten.js?stand=${this.stand}`;
    question.addEventListener('load', () => this.again(question, 0));
    question.addEventListener('error', () => this.again(question, 1000));
    document.head.append(question);
  },

  again(question, pause) {
    question.remove();
    setTimeout(() => {
      this.waits = false;
      this.wait();
    }, pause);
  },
};

if (window === window.top) {
  document.addEventListener('visibilitychange', () => kammertonVorschau.wait());
  // Coming back by the browser's button shows a page as it was.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) kammertonVorschau.geaendert();
  });
  // Not before the page is complete: it would wait with us.
  if (document.readyState === 'complete') kammertonVorschau.wait();
  else window.addEventListener('load', () => setTimeout(() => kammertonVorschau.wait()));
}
