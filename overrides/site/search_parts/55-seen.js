// What a pasted message shows: signs in its words, and what its numbers and addresses tell by themselves.
(function (own) {
  'use strict';
  var HOST = /(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,10})(?![a-z0-9@-])/gi;
  var NUMBER = /(?:\+|00)?\d(?:[\d ()-]{1,17}\d)/g;

  // [{label, url}]: signs with the page about each.
  function signs(text, data) {
    var plain = own.plain(text);
    return data.signs.filter(function (row) {
      return row[1].some(function (word) { return plain.indexOf(own.plain(word)) >= 0; });
    }).map(function (row) { return { label: row[0], url: row[2] }; });
  }

  // [{what, label, say, url}]: numbers and addresses that stand in the text.
  function senders(text, data) {
    var found = [], met = {};
    var half = text.normalize('NFKC');
    function tell(what, row) {
      if (!met[what] && found.length < 4) { met[what] = true; found.push({ what: what, label: row.label, say: row.say, url: row.page }); }
    }
    var rest = half.replace(HOST, function (whole, host) {
      if (!/^\d+\.\d+$/.test(host)) { tell(host, data.senders[site(host.toLowerCase(), data)]); }
      return ' ';
    });
    (rest.match(NUMBER) || []).forEach(function (shown) {
      var digits = shown.replace(/[^\d+]/g, '');
      var own2 = data.numbers[digits];
      if (own2) { tell(digits, { label: own2[0], say: own2[1], page: data.phones }); return; }
      var key = caller(digits, data);
      if (key) { tell(shown.trim(), data.senders[key]); }
    });
    return found;
  }
  function site(host, data) {
    if (/(^|\.)gov\.cn$/.test(host)) { return 'gov'; }
    if (/gov/.test(host)) { return 'like-gov'; }
    return data.short.indexOf(host) >= 0 ? 'short' : 'site';
  }
  function caller(digits, data) {
    var names = Object.keys(data.senders).filter(function (name) {
      var row = data.senders[name];
      var starts = row.starts.some(function (start) { return digits.indexOf(start) === 0; });
      var long = row.digits.length ? digits.length >= row.digits[0] && digits.length <= row.digits[1] : digits.length > 6;
      return starts && long;
    });
    return names[0] || (digits.length >= 7 && digits.length <= 13 ? 'other' : '');
  }

  own.seen = function (text, data) { return { signs: signs(text, data), senders: senders(text, data) }; };
}(fanzhaSearch));
