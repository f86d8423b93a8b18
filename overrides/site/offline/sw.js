// Keeps the help pages and what was read last, so that they open without a network.
// `kept` stands before this text: {version, pages, files}, made by scripts/fanzha/site/offline.py.
// Pages come from the network where it answers within three seconds, else from here.
(function () {
  'use strict';
  var MOST_PAGES = 30;
  var MOST_FILES = 120;
  var PATIENCE = 3000; // milliseconds
  var scope = self.registration.scope;
  var HELP = 'fanzha ' + scope + ' help ' + kept.version;
  var PAGES = 'fanzha ' + scope + ' pages';
  var FILES = 'fanzha ' + scope + ' files';

  self.addEventListener('install', function (event) {
    var wanted = kept.pages.concat(kept.files).map(function (path) {
      return new Request(scope + path, { cache: path.indexOf('?v=') > 0 ? 'default' : 'no-cache' });
    });
    event.waitUntil(caches.open(HELP).then(function (cache) { return cache.addAll(wanted); })
      .then(function () { return self.skipWaiting(); }));
  });

  self.addEventListener('activate', function (event) {
    event.waitUntil(caches.keys().then(function (names) {
      return Promise.all(names.filter(function (name) {
        return name.indexOf('fanzha ' + scope + ' ') === 0 && [HELP, PAGES, FILES].indexOf(name) < 0;
      }).map(function (name) { return caches.delete(name); }));
    }).then(function () { return self.clients.claim(); }));
  });

  self.addEventListener('fetch', function (event) {
    var request = event.request;
    if (request.method !== 'GET' || request.url.indexOf(scope) !== 0 || request.headers.has('range')) { return; }
    if (request.mode === 'navigate') {
      if (/(\/|\.html)$/.test(request.url.split(/[?#]/)[0])) { event.respondWith(page(event)); }
      return;
    }
    if (/[?&]v=/.test(request.url)) { event.respondWith(file(event)); return; }
    if (request.destination === 'image' || request.destination === 'style') { event.respondWith(fresh(event)); }
  });

  function stored(request) {
    return caches.match(request, { ignoreSearch: true });
  }

  // What is kept longest goes first; a page that is read again moves to the end.
  function keep(name, most, request, response) {
    return caches.open(name).then(function (cache) {
      return cache.delete(request, { ignoreSearch: true }).then(function () {
        return cache.put(request, response);
      }).then(function () { return cache.keys(); }).then(function (all) {
        return Promise.all(all.slice(0, Math.max(0, all.length - most)).map(function (old) { return cache.delete(old); }));
      });
    });
  }
  function good(response) { return response.ok && !response.redirected && response.type === 'basic'; }

  function page(event) {
    var request = event.request;
    var address = request.url.split(/[?#]/)[0];
    var net = fetch(request).then(function (response) {
      if (good(response) && /html/.test(response.headers.get('content-type') || '')) {
        event.waitUntil(keep(PAGES, MOST_PAGES, address, response.clone()).catch(function () { /* full */ }));
      }
      return response;
    });
    event.waitUntil(net.catch(function () { /* said below */ }));
    return new Promise(function (answer) {
      var timer = setTimeout(function () {
        stored(address).then(function (found) { if (found) { answer(found); } });
      }, PATIENCE);
      net.then(function (response) { clearTimeout(timer); answer(response); }, function () {
        clearTimeout(timer);
        stored(address).then(function (found) { // by its own address, or its links would lead elsewhere
          answer(found || (address === scope + kept.pages[0] ? Response.error() : Response.redirect(scope + kept.pages[0])));
        });
      });
    });
  }

  // A file with a version never changes: from here if it is here. An older page gets the newest file without a network.
  function file(event) {
    return caches.match(event.request).then(function (found) {
      return found || fetch(event.request).then(function (response) {
        if (good(response)) {
          event.waitUntil(keep(FILES, MOST_FILES, event.request, response.clone()).catch(function () { /* full */ }));
        }
        return response;
      }).catch(function () { return stored(event.request).then(function (old) { return old || Response.error(); }); });
    });
  }

  function fresh(event) {
    return fetch(event.request).then(function (response) {
      if (good(response)) {
        event.waitUntil(keep(FILES, MOST_FILES, event.request, response.clone()).catch(function () { /* full */ }));
      }
      return response;
    }).catch(function () { return stored(event.request).then(function (old) { return old || Response.error(); }); });
  }
}());
