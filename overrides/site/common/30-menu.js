// The menu: closed by Escape, and by a press on Enter opened, which a checkbox does not do by itself.
(function () {
  'use strict';
  var box = document.getElementById('__drawer');
  if (!box) { return; }
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && box.checked) { box.checked = false; box.focus(); }
    if (event.key === 'Enter' && document.activeElement === box) { box.checked = !box.checked; }
  });
}());
