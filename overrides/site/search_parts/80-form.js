// The form: what is typed, stands in the address, or was pasted on another page is searched.
// Nothing that is typed is sent: words go behind the # of the address, messages only into this tab.
(function (own) {
  'use strict';
  var WORDS = 24; // longer texts are messages; those must not travel with an address that is passed on
  var field = document.getElementById('fz-q');

  function asked() {
    var match = /[?&#]q=([^&#]*)/.exec(location.hash) || /[?&]q=([^&#]*)/.exec(location.search);
    if (match) { try { return decodeURIComponent(match[1].replace(/\+/g, ' ')); } catch (error) { return ''; } }
    try { return sessionStorage.getItem('fanzha-asked') || ''; } catch (error) { return ''; }
  }
  function keep(query) {
    var here = location.pathname.replace(/.*\//, '') || '.';
    try { history.replaceState(null, '', here + (query && query.length <= WORDS ? '#q=' + encodeURIComponent(query) : '')); } catch (error) { /* a file */ }
    try {
      if (query.length > WORDS) { sessionStorage.setItem('fanzha-asked', query); } else { sessionStorage.removeItem('fanzha-asked'); }
    } catch (error) { /* private mode */ }
  }
  function start() {
    var timer = 0, composing = false, before = '';
    function now(typed) {
      var query = field.value.trim();
      clearTimeout(timer);
      if (typed) { keep(query); }
      if (query !== before) { before = query; own.search(query); }
    }
    function soon() {
      clearTimeout(timer);
      if (!composing && field.value.trim().length !== 1) { timer = setTimeout(function () { now(true); }, 350); }
    }
    field.addEventListener('compositionstart', function () { composing = true; });
    field.addEventListener('compositionend', function () { composing = false; soon(); });
    field.addEventListener('input', soon);
    field.addEventListener('keydown', function (event) {
      if (event.key === 'Enter' && !event.shiftKey && !composing && !event.isComposing) { event.preventDefault(); now(true); }
    });
    own.form.addEventListener('submit', function (event) { event.preventDefault(); now(true); field.blur(); });
    field.value = asked().slice(0, 2000);
    now(false);
  }

  setTimeout(start, 0);
}(fanzhaSearch));
