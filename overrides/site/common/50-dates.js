// A page may come out of a cache or from a stick: what has expired since says so by the date of the device.
(function () {
  'use strict';
  var today = fanzha.today();
  Array.prototype.forEach.call(document.querySelectorAll('[data-until]'), function (node) {
    var until = node.getAttribute('data-until');
    if (!until || until >= today) { return; }
    if (node.tagName === 'LI') { node.hidden = true; return; }
    if (!document.querySelector('.fz-state')) {
      node.appendChild(fanzha.make('p', { 'class': 'fz-state', text: '这条内容已在 ' + until + ' 过期，只供查阅。' }));
    }
  });
}());
