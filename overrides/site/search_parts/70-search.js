// One search from the query to the page: as it stands, then its point, then the nearest.
(function (own) {
  'use strict';
  var FIRST = 9; // texts loaded for the first results
  var EACH = 4; // results of a group before it is opened, and texts loaded in one step
  var MOST = 12; // texts of a group looked through for its first result, while no group has one
  var said = document.getElementById('fz-said');
  var place = document.getElementById('fz-found');
  var lists = document.getElementById('fz-lists');

  var turn = 0;
  function lost() { said.textContent = '没有连上网络，这次查不了。急的话，马上打110或96110。'; }
  function clear(words) { place.textContent = ''; said.textContent = words; }

  // The first results of each group; groups share FIRST texts, those with the term in a title come first.
  // Candidates are hits but for a few, so that MOST texts are enough; when they are not, all are read.
  function show(answer, mine, words) {
    var left, boxes, hits, open;
    function step(at, most) {
      if (at >= answer.groups.length) { return hits || !open ? hits : look(Infinity); }
      var group = answer.groups[at];
      var wanted = Math.min(left, at ? Math.min(EACH, Math.ceil(left / 3)) : EACH);
      if (wanted < 1 && hits) {
        boxes.push(own.section(group, answer.terms, [], 0));
        return step(at + 1, most);
      }
      return own.sift(group.numbers, 0, Math.max(1, wanted), answer.terms, hits ? wanted : most).then(function (found) {
        var rest = found.next < group.numbers.length;
        left -= found.next;
        hits += found.rows.length;
        open = open || rest;
        if (found.rows.length || rest) { boxes.push(own.section(group, answer.terms, found.rows, found.next)); }
        return step(at + 1, most);
      });
    }
    function look(most) {
      left = FIRST;
      boxes = [];
      hits = 0;
      open = false;
      return Promise.resolve(step(0, most));
    }
    return look(MOST).then(function (count) {
      if (mine !== turn || !count) { return count; }
      clear(words + (answer.sure ? '找到 ' + answer.total + ' 条。' : words ? '' : '找到这些。'));
      boxes.forEach(function (box) { place.appendChild(box); });
      return count;
    });
  }

  // A word of the glossary by another name: what stands under the usual name is found too.
  function otherName(terms, mine) {
    if (terms.length !== 1) { return null; }
    var group = own.kinds.filter(function (kind) { return kind.id === 'glossary'; })[0];
    return group && own.candidates(terms[0], 4).then(function (found) {
      var numbers = Array.from(found.keys()).filter(function (number) { return found.get(number) && number >= group.from && number < group.to; });
      return Promise.all(numbers.slice(0, 3).map(own.text)).then(function (rows) {
        var same = rows.filter(function (row) {
          return row.t !== terms[0] && (row.n || '').split('\n').some(function (name) { return own.normal(name).text === terms[0]; });
        })[0];
        if (!same || mine !== turn) { return; }
        place.appendChild(fanzha.make('p', {}, [
          document.createTextNode('也叫“' + same.t + '”。'),
          fanzha.make('a', { href: '?q=' + encodeURIComponent(same.t), text: '查“' + same.t + '”' })
        ]));
      });
    });
  }

  function search(query) {
    var mine = turn += 1;
    var terms = own.split(query).slice(0, 6);
    lists.hidden = terms.length > 0;
    place.removeAttribute('aria-busy');
    if (!terms.length) { clear(''); return Promise.resolve(); }
    place.setAttribute('aria-busy', 'true');
    said.textContent = '正在找……';
    return own.ask(terms).then(function (answer) { return show(answer, mine, ''); }).then(function (count) {
      if (mine !== turn) { return null; }
      if (count) { return otherName(terms, mine); }
      var parts = own.meat(terms);
      if (!parts.length) { parts = terms; }
      return own.ask(parts).then(function (answer) {
        return show(answer, mine, '没有这整句话，按“' + parts.join('”“') + '”找。');
      }).then(function (some) {
        if (some || mine !== turn) { return null; }
        return own.nearest(parts).then(function (found) {
          if (mine !== turn) { return; }
          if (!found.length) {
            clear('没有找到。换个短一点的词试试，或者从下面的目录里找；拿不准，打96110问一问。');
            lists.hidden = false;
            return;
          }
          clear('没有这整句话，找到相近的，里面有“' + found[0].runs[0] + '”。');
          place.appendChild(fanzha.make('ul', { 'class': 'fz-cards' }, found.map(function (one) {
            return own.result(one.row, one.runs.filter(Boolean));
          })));
        });
      });
    }).catch(lost).then(function () {
      if (mine === turn) { place.removeAttribute('aria-busy'); }
    });
  }

  own.search = search;
  own.lost = lost;
}(fanzhaSearch));
