// <kt-player>: makes more of a plain <audio controls preload="none">.
// No words stand here: sentences come from the page (data-say-…), units of time from the browser's own language data.
// Nothing is loaded before somebody presses play. Kept in localStorage: the position in an episode and the speed, nothing else.

const STEP = 5;
const LEAP = 60;
const WORTH_KEEPING = 10; // seconds: nobody needs to be brought back to the greeting, or to the last words

const store = {
  get(key) { try { return localStorage.getItem(`kammerton:${key}`); } catch { return null; } }, // private mode, or a frame without storage
  set(key, value) { try { localStorage.setItem(`kammerton:${key}`, value); } catch { /* forgotten, then */ } },
  drop(key) { try { localStorage.removeItem(`kammerton:${key}`); } catch { /* nothing was kept */ } },
};

// 430 -> 7:10
const clock = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60];
  if (whole >= 3600) parts.unshift(Math.floor(whole / 3600));
  return parts.map((part, place) => (place ? String(part).padStart(2, '0') : part)).join(':');
};

// 430 -> 7 Minuten 10 Sekunden
const spoken = (seconds, language) => {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [['hour', Math.floor(whole / 3600)], ['minute', Math.floor(whole / 60) % 60], ['second', whole % 60]].filter(([, number]) => number);
  return (parts.length ? parts : [['second', 0]])
    .map(([unit, number]) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(number)).join(' ');
};

// The time a place names: #t=430, ?t=7:10, #t=1:07:10, #t=7m10s, #t=430,500 (Media Fragments: the beginning counts); else null.
const startIn = (place) => {
  const value = new URLSearchParams(place.slice(1)).get('t');
  const found = value && /^(?:npt:)?(?:(?:(\d+)[:h])?(\d+)[:m])?(\d+(?:\.\d+)?)?s?(?:,.*)?$/.exec(value);
  return found ? (found[1] ?? 0) * 3600 + (found[2] ?? 0) * 60 + Number(found[3] ?? 0) : null;
};

const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// A status is heard again only if it changes: it is emptied first.
const tell = (status, sentence) => {
  status.textContent = '';
  if (sentence) setTimeout(() => { status.textContent = sentence; }, 60);
};

class Player extends HTMLElement {
  connectedCallback() {
    if (this.audio) return;
    const find = (selector) => this.querySelector(selector);
    const scope = this.closest('article, main') ?? document.body;
    this.audio = find('audio');
    this.seek = find('.kt-seek');
    this.status = find('.kt-status');
    this.mini = scope.querySelector('.kt-mini');
    // where several players stand side by side, chapters and lines belong to the first
    this.links = scope.querySelector('kt-player') === this ? [...scope.querySelectorAll('a[data-t]')] : [];
    this.chapters = this.links.filter((link) => link.dataset.chapter);
    this.cues = this.links.filter((link) => !link.dataset.chapter);
    this.follow = scope.querySelector('.kt-follow__box');
    this.plays = [find('.kt-play'), ...(this.mini ? [this.mini.querySelector('.kt-play')] : [])];
    this.key = `stelle:${this.dataset.key}`;
    this.audio.controls = false;
    this.setAttribute('data-ready', '');
    this.hearListener(scope);
    this.hearAudio();
    this.begin();
    this.watchMini();
    this.tellSystem();
  }

  say(name, values = {}) { return filled(this.dataset[`say${name}`], values); }

  get total() { return Number.isFinite(this.audio.duration) && this.audio.duration ? this.audio.duration : Number(this.dataset.duration); }

  // Before anything is loaded the position is only noted; it is taken to the recording when that arrives.
  get at() { return this.wanted ?? this.audio.currentTime; }

  // Where to begin: where the address says, else where the listener stopped last time.
  begin() {
    const speed = store.get('tempo');
    const select = this.querySelector('.kt-speed');
    if ([...select.options].some((option) => option.value === speed)) select.value = speed;
    this.audio.defaultPlaybackRate = this.audio.playbackRate = Number(select.value);
    const told = startIn(location.hash) ?? startIn(location.search);
    const kept = Number(store.get(this.key)) || 0;
    if (told !== null) this.go(told);
    else if (kept) this.resume(kept);
    this.paint();
  }

  resume(kept) {
    const button = this.querySelector('.kt-resume');
    button.lastElementChild.textContent = this.say('Resume', { at: clock(kept) });
    button.hidden = false;
    button.addEventListener('click', () => {
      store.drop(this.key);
      this.go(0);
      tell(this.status, this.say('Forgotten'));
      this.plays[0].focus();
      button.hidden = true;
    });
    this.go(kept);
  }

  go(seconds, andPlay = false) {
    const at = Math.max(0, this.total && seconds >= this.total ? this.total - 1 : seconds);
    if (this.audio.readyState && !this.audio.error) this.audio.currentTime = at;
    else this.wanted = at;
    this.paint();
    if (andPlay) this.play();
  }

  play() {
    tell(this.status);
    if (this.audio.error) this.audio.load();
    // a failed load is told by the error event, a second press on the button is no failure
    this.audio.play().catch((reason) => { if (reason.name === 'NotAllowedError') tell(this.status, this.say('Blocked')); });
  }

  toggle() { if (this.audio.paused || this.audio.error) this.play(); else this.audio.pause(); }

  async share() {
    const page = new URL(this.dataset.page, location.href);
    page.hash = `t=${Math.floor(this.at)}`;
    const at = clock(this.at);
    try {
      if (navigator.share && matchMedia('(pointer: coarse)').matches) return await navigator.share({ url: page.href, title: this.dataset.title });
      await navigator.clipboard.writeText(page.href);
      tell(this.status, this.say('Copied', { at }));
    } catch (reason) {
      if (reason.name !== 'AbortError') tell(this.status, this.say('Link', { link: page.href }));
    }
  }

  // --- what the listener does ---

  hearListener(scope) {
    for (const button of this.plays) button.addEventListener('click', () => this.toggle());
    for (const button of this.querySelectorAll('[data-step]')) button.addEventListener('click', () => this.go(this.at + Number(button.dataset.step)));
    this.querySelector('.kt-share').addEventListener('click', () => this.share());
    this.querySelector('.kt-speed').addEventListener('change', ({ target }) => {
      this.audio.defaultPlaybackRate = this.audio.playbackRate = Number(target.value);
      store.set('tempo', target.value);
    });
    this.seek.addEventListener('input', () => this.go(Number(this.seek.value)));
    this.addEventListener('keydown', (event) => this.press(event));
    scope.addEventListener('click', (event) => {
      const link = event.target.closest('a[data-t]');
      if (!this.links.includes(link) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      history.replaceState(null, '', `#t=${link.dataset.t}`);
      this.go(Number(link.dataset.t), true);
    });
    addEventListener('hashchange', () => {
      const told = startIn(location.hash);
      if (told !== null) this.go(told);
    });
    addEventListener('pagehide', () => this.keep());
  }

  // Letters only while the focus is inside the player (WCAG 2.1.4); the arrows mean time, whichever way the page is read.
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('select')) return;
    const steps = { ArrowLeft: -STEP, ArrowDown: -STEP, ArrowRight: STEP, ArrowUp: STEP, PageDown: -LEAP, PageUp: LEAP };
    const ends = { Home: 0, End: this.total };
    const letters = { j: () => this.go(this.at - 15), k: () => this.toggle(), l: () => this.go(this.at + 30) };
    const onSeek = event.target === this.seek;
    if (onSeek && event.key in steps) this.go(this.at + steps[event.key]);
    else if (onSeek && event.key in ends) this.go(ends[event.key]);
    else if (onSeek && event.key === ' ') this.toggle();
    else if (event.key in letters) letters[event.key]();
    else return;
    event.preventDefault();
  }

  // --- what the recording does ---

  hearAudio() {
    const { audio } = this;
    const on = (names, act) => { for (const name of names.split(' ')) audio.addEventListener(name, act); };
    on('loadedmetadata', () => {
      if (this.wanted !== undefined) audio.currentTime = this.wanted;
      this.wanted = undefined;
      this.paint();
    });
    on('timeupdate seeked durationchange', () => this.paint());
    on('play pause ended', () => this.label());
    on('play', () => { for (const other of document.querySelectorAll('audio, video')) if (other !== audio) other.pause(); });
    on('waiting', () => this.setAttribute('data-waits', ''));
    on('playing', () => { this.begun = true; this.showMini(); });
    on('playing pause error', () => this.removeAttribute('data-waits'));
    on('timeupdate', () => { if (Math.abs(audio.currentTime - (this.kept ?? 0)) >= STEP) this.keep(); });
    on('pause', () => this.keep());
    on('ended', () => { store.drop(this.key); });
    on('error', () => this.fail());
  }

  keep() {
    if (!this.audio.readyState || !this.begun) return;
    this.kept = this.audio.currentTime;
    if (this.kept > this.total - WORTH_KEEPING) store.drop(this.key);
    else if (this.kept > WORTH_KEEPING) store.set(this.key, Math.floor(this.kept));
  }

  fail() {
    const broken = this.audio.error?.code === 3; // MEDIA_ERR_DECODE; a file that is missing and one of an unknown kind are both 4
    this.wanted = this.at;
    this.label();
    tell(this.status, this.say(navigator.onLine ? (broken ? 'Broken' : 'Missing') : 'Offline'));
  }

  // --- what is shown ---

  label() {
    const plays = !this.audio.paused && !this.audio.error;
    this.toggleAttribute('data-plays', plays);
    this.mini?.toggleAttribute('data-plays', plays);
    for (const button of this.plays) button.setAttribute('aria-label', this.say(plays ? 'Pause' : 'Play'));
    this.showMini();
    this.paint();
  }

  paint() {
    const { at, total } = this;
    const part = total ? Math.min(1, at / total) : 0;
    for (const place of [this, this.mini]) place?.style.setProperty('--kt-heard', part.toFixed(4));
    const chapter = this.chapters.findLast((link) => Number(link.dataset.t) <= at + 0.25);
    const cue = this.cues.findLast((link) => Number(link.dataset.t) <= at + 0.25);
    const values = { at: spoken(at, this.lang), total: spoken(Math.round(total), this.lang), chapter: chapter?.dataset.chapter };
    this.seek.max = Math.ceil(total) || 1;
    this.seek.value = at;
    this.seek.setAttribute('aria-valuetext', this.say(chapter ? 'In' : 'At', values));
    this.querySelector('.kt-now').textContent = clock(at);
    this.querySelector('.kt-total').textContent = clock(Math.round(total));
    this.querySelector('.kt-title').textContent = chapter?.dataset.chapter ?? '';
    if (this.mini) this.mini.querySelector('.kt-mini__time').textContent = `${clock(at)} / ${clock(Math.round(total))}`;
    this.mark(chapter, cue, at);
    if ('mediaSession' in navigator && this.audio.readyState && total) {
      navigator.mediaSession.setPositionState({ duration: total, position: Math.min(at, total), playbackRate: this.audio.playbackRate });
    }
  }

  // Chapter and line being heard are marked; the page moves along only if the listener asked for it.
  mark(chapter, cue, at) {
    const heard = this.begun || at > 0;
    for (const link of this.chapters) if (link === chapter && heard) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current');
    if (heard && cue !== this.cue) {
      this.cue?.parentElement.removeAttribute('data-heard');
      cue?.parentElement.setAttribute('data-heard', '');
      this.cue = cue;
    }
    if (!this.follow?.checked) this.shown = null;
    else if (cue && cue !== this.shown && !this.audio.paused) this.moveTo(cue);
  }

  moveTo(cue) {
    this.shown = cue;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    cue.parentElement.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  }

  // --- the small player at the foot of the window ---

  watchMini() {
    if (!this.mini) return;
    this.mini.hidden = false;
    new IntersectionObserver(([seen]) => { this.away = !seen.isIntersecting; this.showMini(); }).observe(this);
    new ResizeObserver(() => this.showMini()).observe(this.mini);
    addEventListener('focusin', ({ target }) => requestAnimationFrame(() => this.uncover(target)));
  }

  showMini() {
    if (!this.mini) return;
    const on = Boolean(this.away && this.begun);
    this.mini.toggleAttribute('data-on', on);
    document.documentElement.style.setProperty('--kt-foot', on ? `${this.mini.offsetHeight}px` : '0px');
    if (on && document.activeElement) this.uncover(document.activeElement);
  }

  // What has the focus is never below the small player (WCAG 2.4.11).
  uncover(element) {
    if (!this.mini.hasAttribute('data-on') || this.mini.contains(element) || element === document.body) return;
    const hidden = element.getBoundingClientRect().bottom + 12 - (innerHeight - this.mini.offsetHeight);
    if (hidden > 0 && element.getBoundingClientRect().height < innerHeight / 2) scrollBy({ top: hidden, behavior: 'instant' });
  }

  // --- lock screens, headsets, keyboards with keys for sound ---

  tellSystem() {
    if (!('mediaSession' in navigator)) return;
    const { title, show, artwork } = this.dataset;
    const to = (link) => { if (link) this.go(Number(link.dataset.t)); };
    const keys = {
      play: () => this.play(),
      pause: () => this.audio.pause(),
      seekbackward: ({ seekOffset }) => this.go(this.at - (seekOffset || 15)),
      seekforward: ({ seekOffset }) => this.go(this.at + (seekOffset || 30)),
      seekto: ({ seekTime }) => this.go(seekTime),
      previoustrack: () => to(this.chapters.findLast((link) => Number(link.dataset.t) < this.at - 3) ?? this.chapters[0]),
      nexttrack: () => to(this.chapters.find((link) => Number(link.dataset.t) > this.at)),
    };
    this.audio.addEventListener('play', () => {
      navigator.mediaSession.metadata = new MediaMetadata({ title, artist: show, album: show, artwork: artwork ? [{ src: artwork }] : [] });
      for (const [name, act] of Object.entries(keys)) {
        try { navigator.mediaSession.setActionHandler(name, act); } catch { /* a key this browser does not know */ }
      }
    });
  }
}

// <kt-copy>: a button that copies what stands in the field beside it.
class Copy extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector('textarea');
    this.querySelector('button').addEventListener('click', async () => {
      const status = this.querySelector('[role=status]');
      try {
        await navigator.clipboard.writeText(field.value);
        tell(status, this.dataset.sayCopied);
      } catch {
        field.select();
        tell(status, this.dataset.sayMarked);
      }
    });
  }
}

customElements.define('kt-player', Player);
customElements.define('kt-copy', Copy);
