// Results as they are shown: a card with the terms marked, and a section for each kind.
(function (own) {
  'use strict';
  var MORE = 8; // results that one press on the button brings

  function marked(line, terms, most) {
    var letters = Array.from(line), it = own.normal(line), spans = [], from = 0;
    terms.forEach(function (term) {
      var at = it.text.indexOf(term);
      if (at >= 0) {
        at = Array.from(it.text.slice(0, at)).length;
        spans.push([it.at[at], it.at[at + Array.from(term).length - 1] + 1]);
      }
    });
    spans.sort(function (a, b) { return a[0] - b[0]; });
    if (letters.length > most && spans.length) { from = Math.max(0, Math.min(spans[0][0] - 12, letters.length - most)); }
    var to = Math.min(letters.length, Math.max(from + most, spans.length ? spans[0][1] : 0));
    var parts = [from ? '…' : ''], place = from;
    spans.forEach(function (span) {
      if (span[0] < place || span[1] > to) { return; }
      parts.push(letters.slice(place, span[0]).join(''));
      parts.push(fanzha.make('mark', { text: letters.slice(span[0], span[1]).join('') }));
      place = span[1];
    });
    parts.push(letters.slice(place, to).join('') + (to < letters.length ? '…' : ''));
    return parts.map(function (part) { return typeof part === 'string' ? document.createTextNode(part) : part; });
  }
  function page(url) {
    return fanzha.site + (fanzha.file ? url.replace(/\/(?=#|$)|^$/, '/index.html').replace(/^\//, '') : url);
  }
  function result(row, terms) {
    var line = row.s || row.lines[1] || '';
    var title = own.normal(row.t).text;
    if (!terms.every(function (term) { return title.indexOf(term) >= 0; })) {
      var rows = row.lines.slice(1).filter(function (one) { return own.normal(one).text.indexOf(terms[0]) >= 0; });
      line = rows.length ? rows.filter(function (one) { return Array.from(one).length > 8; })[0] || '相关：' + rows[0] : line;
    }
    return fanzha.make('li', {}, [fanzha.make('a', { 'class': 'fz-card', href: page(row.u || '') }, [
      fanzha.make('b', {}, marked(row.t, terms, 60)),
      fanzha.make('span', {}, marked(line, terms, 64))
    ])]);
  }
  function section(group, terms, shown, next) {
    var list = fanzha.make('ul', { 'class': 'fz-cards' }, shown.map(function (row) { return result(row, terms); }));
    var head = fanzha.make('h2', { 'class': 'fz-found__kind', text: group.kind.label });
    var box = fanzha.make('section', {}, [head, list]);
    shown.forEach(function (row) { // a word leads to the page that tells it whole
      if (row.m) { list.appendChild(fanzha.make('li', {}, [fanzha.make('a', { 'class': 'fz-card', href: page(row.m[0]) }, [fanzha.make('b', { text: row.m[1] })])])); }
    });
    if (next < group.numbers.length) {
      var more = fanzha.button('再看几条', function () {
        own.sift(group.numbers, next, MORE, terms, Infinity).then(function (result2) {
          var first = null;
          result2.rows.forEach(function (row) {
            var node = result(row, terms);
            first = first || node.firstChild;
            list.appendChild(node);
          });
          next = result2.next;
          if (next >= group.numbers.length) { box.removeChild(more); }
          if (first) { first.focus(); } else if (!list.firstChild) { box.parentNode.removeChild(box); }
        }).catch(own.lost);
      });
      box.appendChild(more);
    }
    return box;
  }

  own.result = result;
  own.section = section;
}(fanzhaSearch));
