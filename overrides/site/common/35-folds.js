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
  // The cover of a video is fetched when its part is unfolded; a poster in the page would be at once.
  document.addEventListener('toggle', function (event) {
    Array.prototype.forEach.call(event.target.querySelectorAll('video[data-poster]'), function (video) {
      video.poster = video.getAttribute('data-poster');
      video.removeAttribute('data-poster');
    });
  }, true);
  window.addEventListener('hashchange', unfold);
  unfold();
}());
