// Search without a server: lists of pairs of characters lead to texts, texts are looked through.
// How the files are made: scripts/fanzha/site/search_index.py. Files are scripts, so that it works from a stick.
// The parts of this folder share one object; each adds to it what the later ones need.
var fanzhaSearch = (function () {
  'use strict';
  var form = document.getElementById('fz-search');
  var version = form.getAttribute('data-version');
  var last = 0;
  // Documents are numbered by kind: `from` up to, but not with, `to`.
  var kinds = JSON.parse(form.getAttribute('data-kinds')).map(function (row) {
    var from = last;
    last += row.count;
    return { id: row.id, label: row.label, from: from, to: last };
  });

  // Each file calls take() with its name.
  var waiting = {}, loaded = {};
  function load(name) {
    if (!loaded[name]) {
      loaded[name] = new Promise(function (done, fail) {
        var script = document.createElement('script');
        function away() { script.parentNode.removeChild(script); }
        waiting[name] = done;
        script.src = fanzha.site + 'search/' + name + '.js?v=' + version;
        script.onload = away;
        script.onerror = function () { away(); delete loaded[name]; fail(new Error('load')); };
        document.head.appendChild(script);
      });
    }
    return loaded[name];
  }
  function take(name, made, data) {
    if (made !== version) { location.reload(); return; } // the site was built anew meanwhile
    if (waiting[name]) { waiting[name](data); }
  }

  return { form: form, shards: Number(form.getAttribute('data-shards')), kinds: kinds, load: load, take: take };
}());
