// The box on other pages: what is pasted goes to the search page inside this tab, never to a server.
(function () {
  'use strict';
  Array.prototype.forEach.call(document.querySelectorAll('[data-lookup]'), function (form) {
    var field = form.querySelector('textarea');
    function go(event) {
      event.preventDefault();
      var text = field.value.trim().slice(0, 2000);
      if (!text) { field.focus(); return; }
      var kept = text.length > 24;
      if (kept) { try { sessionStorage.setItem('fanzha-asked', text); } catch (error) { kept = false; } }
      location.href = form.action + (kept ? '' : '#q=' + encodeURIComponent(text));
    }
    form.addEventListener('submit', go);
    field.addEventListener('keydown', function (event) {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { go(event); }
    });
  });
}());
