// Opened from a folder or a USB stick, an address that ends in / shows a list of files: name the page.
(function () {
  'use strict';
  if (!fanzha.file) { return; }
  function mend(node, name) {
    var address = node[name];
    if (typeof address === 'string' && /^file:.*\/([?#].*)?$/.test(address)) {
      node[name] = address.replace(/\/(?=[?#]|$)/, function (slash, at) {
        return at >= address.split(/[?#]/)[0].length - 1 ? '/index.html' : slash;
      });
    }
  }
  function all() {
    Array.prototype.forEach.call(document.links, function (link) { mend(link, 'href'); });
    Array.prototype.forEach.call(document.forms, function (form) { mend(form, 'action'); });
  }
  all();
  fanzha.mend = all;
}());
