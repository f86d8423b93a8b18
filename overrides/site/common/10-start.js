// What the other parts share. Nothing here is needed to read a page.
// ES2015, and nothing that Chrome 69 lacks; each part stands alone, so that one failing harms no other.
var fanzha = (function () {
  'use strict';
  var script = document.currentScript;
  var root = document.documentElement;
  return {
    // The address of the site's folder, whatever the sub-path.
    site: script.src.replace(/assets\/[^/]*$/, ''),
    offline: script.hasAttribute('data-offline'),
    file: location.protocol === 'file:',

    // The classes of <html> that are settings, kept on the device under one name.
    has: function (name) { return root.classList.contains('fz-' + name); },
    keep: function (names, on) {
      names.forEach(function (name) { root.classList.toggle('fz-' + name, name === on); });
      var kept = root.className.split(/\s+/).filter(function (name) { return name.slice(0, 3) === 'fz-'; });
      try {
        if (kept.length) { localStorage.setItem('fanzha', kept.join(' ')); } else { localStorage.removeItem('fanzha'); }
      } catch (error) { /* private mode: the setting holds for this page */ }
    },

    make: function (tag, options, inside) {
      var node = document.createElement(tag);
      Object.keys(options || {}).forEach(function (name) {
        if (name === 'text') { node.textContent = options.text; } else { node.setAttribute(name, options[name]); }
      });
      (inside || []).forEach(function (child) { node.appendChild(child); });
      return node;
    },

    button: function (text, press) {
      var node = fanzha.make('button', { type: 'button', 'class': 'fz-button', text: text });
      node.addEventListener('click', press);
      return node;
    },

    today: function () {
      var now = new Date();
      function two(n) { return (n < 10 ? '0' : '') + n; }
      return now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
    }
  };
}());
