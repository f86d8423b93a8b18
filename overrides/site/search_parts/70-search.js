// One search from the query to the page: what is seen in it, the likeliest pages, then all that have the words.
(function (own) {
  'use strict';
  var FIRST = 4; // texts loaded for the first results that have the words
  var EACH = 3; // results of a group before it is opened, and texts loaded in one step
  var MOST = 12; // texts of a group looked through for its first result, while no group has one
  var WORDS = 24; // longer queries are messages: no page has them word for word
  var said = document.getElementById('fz-said');
  var place = document.getElementById('fz-found');
  var lists = document.getElementById('fz-lists');

  var turn = 0;
  function lost() { said.textContent = '没有连上网络，这次查不了。急的话，马上打110或96110。'; }
  function clear(words) { place.textContent = ''; said.textContent = words; }

  // The first results of each group; groups share FIRST texts, those with the term in a title come first.
  // Candidates are hits but for a few, so that MOST texts are enough; when they are not, all are read.
  function groups(answer) {
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
    return look(MOST).then(function (count) { return { count: count, boxes: boxes, answer: answer }; });
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

  // Pages that have the words, as they stand, else the point of the sentence; without those in `above`.
  function exact(text, above) {
    var numbers = above.map(function (doc) { return doc.number; });
    function ask(parts) {
      return own.ask(parts).then(function (answer) {
        answer.groups.forEach(function (group) {
          group.numbers = group.numbers.filter(function (number) { return numbers.indexOf(number) < 0; });
        });
        answer.groups = answer.groups.filter(function (group) { return group.numbers.length; });
        return groups(answer);
      });
    }
    var terms = own.split(text).slice(0, 6), whole = own.plain(text);
    var named = [].concat.apply([], above.map(function (doc) { return doc.names; })).filter(function (name) {
      return whole.indexOf(name) >= 0;
    }).sort(function (a, b) { return b.length - a.length; }).slice(0, 1);
    if (!terms.length || whole.length > WORDS) { return Promise.resolve(null); }
    return ask(terms).then(function (found) {
      if (found.count) { return found; }
      return point([own.meat(terms), named]);
    });
    // What a sentence is about: its words without fillers, else the name of a page that stands in it.
    function point(tries) {
      var parts = tries.shift();
      if (!parts) { return null; }
      return parts.length ? ask(parts).then(function (found) {
        found.words = '没有这整句话，按“' + parts.join('”“') + '”找。';
        return found.count ? found : point(tries);
      }) : point(tries);
    }
  }

  function show(best, found, long) {
    var some = found && found.count;
    clear('');
    if (!long) { best.seen.signs = []; }
    [own.panel(best, long), best.docs.length && own.likely(best), own.reasons(best)].forEach(function (part) {
      if (part) { place.appendChild(part); }
    });
    if (some) {
      said.textContent = (found.words || '') + (found.answer.sure ? '找到 ' + found.answer.total + ' 条。' : found.words ? '' : '找到这些。');
      found.boxes.forEach(function (box) { place.appendChild(box); });
    } else if (best.docs.length) {
      said.textContent = long ? '看完了，结果在下面。' : '没有一模一样的话，最像的在下面。';
    } else if (long || best.seen.senders.length) {
      said.textContent = '看完了，结果在下面。';
    } else {
      said.textContent = '没有找到。换个短一点的词试试，或者从下面的目录里找；拿不准，打96110问一问。';
      lists.hidden = false;
    }
  }

  function search(query) {
    var mine = turn += 1;
    var asked = query.trim();
    lists.hidden = asked.length > 0;
    place.removeAttribute('aria-busy');
    if (!asked) { clear(''); return Promise.resolve(); }
    place.setAttribute('aria-busy', 'true');
    said.textContent = '正在找……';
    return own.best(asked).then(function (best) {
      var long = own.plain(best.text).length > WORDS;
      var reads = long || /\d{3}|\.[a-z]{2}/i.test(best.text);
      return Promise.all([exact(best.text, best.docs), reads ? own.load('read') : null]).then(function (both) {
        var found = both[0];
        if (mine !== turn) { return null; }
        best.seen = both[1] ? own.seen(best.text, both[1]) : { signs: [], senders: [] };
        show(best, found, long);
        return found && found.count ? otherName(own.split(best.text), mine) : null;
      });
    }).catch(lost).then(function () {
      if (mine === turn) { place.removeAttribute('aria-busy'); }
    });
  }

  own.search = search;
  own.lost = lost;
}(fanzhaSearch));
