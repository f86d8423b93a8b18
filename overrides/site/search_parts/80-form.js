// The form: what is typed or stands in the address is searched.
(function (own) {
  'use strict';
  var field = document.getElementById('fz-q');

  function asked() {
    var match = /[?&]q=([^&#]*)/.exec(location.search);
    try { return match ? decodeURIComponent(match[1].replace(/\+/g, ' ')) : ''; } catch (error) { return ''; }
  }
  function start() {
    var timer = 0, composing = false, before = '';
    function now(keep) {
      var query = field.value.trim();
      clearTimeout(timer);
      if (keep) { try { history.replaceState(null, '', query ? '?q=' + encodeURIComponent(query) : location.pathname.replace(/.*\//, '') || '.'); } catch (error) { /* a file */ } }
      if (query !== before) { before = query; own.search(query); }
    }
    function soon() {
      clearTimeout(timer);
      if (!composing && field.value.trim().length !== 1) { timer = setTimeout(function () { now(true); }, 350); }
    }
    field.addEventListener('compositionstart', function () { composing = true; });
    field.addEventListener('compositionend', function () { composing = false; soon(); });
    field.addEventListener('input', soon);
    own.form.addEventListener('submit', function (event) { event.preventDefault(); now(true); field.blur(); });
    field.value = asked().slice(0, 2000);
    now(false);
  }

  setTimeout(start, 0);
}(fanzhaSearch));
