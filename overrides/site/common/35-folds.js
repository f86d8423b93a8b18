// An address that names a place inside a folded part unfolds it.
(function () {
  'use strict';
  function unfold() {
    var name = '';
    try { name = decodeURIComponent(location.hash.slice(1)); } catch (error) { return; }
    var goal = name && document.getElementById(name), node = goal;
    while (node && node !== document.body) {
      if (node.tagName === 'DETAILS' && !node.open) { node.open = true; goal.scrollIntoView(); }
      node = node.parentNode;
    }
  }
  window.addEventListener('hashchange', unfold);
  unfold();
}());
