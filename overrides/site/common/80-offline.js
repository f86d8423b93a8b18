// Reading without a network: help pages and what was read last are kept on the phone.
// Off: in the reading settings, with ?sw=off in the address, or for all in mkdocs.yml.
(function () {
  'use strict';
  var mine = 'fanzha ' + fanzha.site + ' ';
  if (!('serviceWorker' in navigator) || fanzha.file || !window.caches) { return; }

  function forget() {
    navigator.serviceWorker.getRegistrations().then(function (all) {
      all.forEach(function (one) { if (one.scope === fanzha.site) { one.unregister(); } });
    });
    caches.keys().then(function (names) {
      names.forEach(function (name) { if (name.indexOf(mine) === 0) { caches.delete(name); } });
    });
  }
  // The page that is open came before the worker: it is kept, too, out of what the browser has.
  function first() {
    if (navigator.serviceWorker.controller) { return null; }
    var address = location.href.split(/[?#]/)[0];
    if (!/(\/|\.html)$/.test(address)) { return null; }
    return navigator.serviceWorker.ready.then(function () {
      return Promise.all([caches.open(mine + 'pages'), fetch(address, { cache: 'force-cache' })]);
    }).then(function (both) { return both[1].ok && !both[1].redirected ? both[0].put(address, both[1]) : null; });
  }
  function obey() {
    if (fanzha.offline && !fanzha.has('online')) {
      navigator.serviceWorker.register(fanzha.site + 'sw.js', { scope: fanzha.site }).then(first).catch(function () { /* the site is whole without it */ });
    } else {
      forget();
    }
  }
  if (/[?&]sw=off\b/.test(location.search)) { fanzha.keep(['online'], 'online'); }
  window.addEventListener('load', function () { setTimeout(obey, 1500); }); // not while the page loads
  document.addEventListener('fanzha-setting', function (event) { if (event.detail === 'online') { obey(); } });

  // Says that what is read may be of yesterday.
  function note() {
    var old = document.getElementById('fz-offline');
    if (navigator.onLine !== false) { if (old) { old.remove(); } return; }
    var article = document.querySelector('.md-content__inner');
    if (old || !article) { return; }
    article.insertBefore(fanzha.make('p', { id: 'fz-offline', 'class': 'fz-note', role: 'status', text: '没有网络，这是手机里存下的页面。电话照样能打。' }), article.firstChild);
  }
  note();
  window.addEventListener('online', note);
  window.addEventListener('offline', note);

  // The page for what is not kept lists what is.
  var list = document.getElementById('fz-kept');
  if (list) {
    caches.open(mine + 'pages').then(function (cache) {
      return cache.keys().then(function (all) {
        return Promise.all(all.map(function (request) {
          return cache.match(request).then(function (response) { return response.text(); }).then(function (text) {
            var title = new DOMParser().parseFromString(text, 'text/html').title.replace(/ - [^-]*$/, '');
            return fanzha.make('li', {}, [fanzha.make('a', { href: request.url, text: title })]);
          });
        }));
      });
    }).then(function (rows) {
      rows.reverse().forEach(function (row) { list.appendChild(row); });
      list.parentNode.hidden = !rows.length;
    });
  }
}());
