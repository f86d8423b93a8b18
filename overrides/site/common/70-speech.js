// Reads a page aloud with the voice of the device; where there is no Chinese voice, there is no button.
(function () {
  'use strict';
  var speech = window.speechSynthesis;
  var article = document.querySelector('article[data-md-component], .md-content__inner');
  var title = article && article.querySelector('h1');
  if (!speech || !window.SpeechSynthesisUtterance || !title || document.querySelector('[data-silent]')) { return; }
  var SKIP = '.fz-buttons, .fz-downloads, .fz-cards, .fz-tiles, .fz-pages, .fz-search, table, figure, svg, script, form';
  var row = null, main, stop, parts = [], at = 0, state = 'off';

  function voice() {
    return speech.getVoices().filter(function (v) { return /^(zh|cmn)/i.test(v.lang) && !/HK|TW|yue/i.test(v.lang); })[0];
  }

  // Sentences; phones break off in long texts, and a short one can be taken up again.
  function sentences() {
    var copy = article.cloneNode(true), found = [];
    Array.prototype.forEach.call(copy.querySelectorAll(SKIP), function (node) { node.parentNode.removeChild(node); });
    Array.prototype.forEach.call(copy.querySelectorAll('h1, h2, h3, p, li, dt, dd, summary'), function (node) {
      if (node.querySelector('p, li')) { return; }
      (node.textContent.replace(/\s+/g, ' ').match(/[^。！？；]+[。！？；”』]*/g) || []).forEach(function (part) {
        if (part.trim()) { found.push(part.trim()); }
      });
    });
    return found;
  }

  function show() {
    main.textContent = state === 'on' ? '先停一下' : state === 'paused' ? '接着读' : '读给我听';
    stop.hidden = state === 'off';
  }

  function next() {
    if (state !== 'on') { return; }
    if (at >= parts.length) { state = 'off'; show(); return; }
    var words = new SpeechSynthesisUtterance(parts[at].replace(/\d{3,}/g, function (digits) { return digits.split('').join(' '); }));
    words.lang = 'zh-CN';
    words.voice = voice();
    words.rate = 0.9;
    words.onend = function () { if (state === 'on') { at += 1; next(); } };
    words.onerror = function () { if (state === 'on') { state = 'off'; show(); } };
    speech.speak(words);
  }

  // Pausing is stopping before the sentence is over, and beginning it again: pause() hangs on Android.
  function press() {
    if (state === 'on') {
      state = 'paused';
      speech.cancel();
    } else {
      if (state === 'off') { parts = sentences(); at = 0; }
      state = 'on';
      next();
    }
    show();
  }

  function offer() {
    if (row || !voice()) { return; }
    main = fanzha.button('', press);
    stop = fanzha.button('不读了', function () { state = 'off'; speech.cancel(); show(); main.focus(); });
    row = fanzha.make('p', { 'class': 'fz-buttons' }, [main, stop]);
    show();
    title.parentNode.insertBefore(row, title.nextSibling);
  }

  offer();
  if (speech.addEventListener) { speech.addEventListener('voiceschanged', offer); } else { speech.onvoiceschanged = offer; }
  window.addEventListener('pagehide', function () { speech.cancel(); });
}());
