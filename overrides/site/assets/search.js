// Search without a server: lists of pairs of characters lead to texts, texts are looked through.
// How the files are made: scripts/fanzha/site/search_index.py. Files are scripts, so that it works from a stick.
var fanzhaSearch = (function () {
  'use strict';
  var FIRST = 9; // texts loaded for the first results, about 1.4 KB each
  var EACH = 4; // results of a group before it is opened, and texts loaded in one step
  var MOST = 12; // texts of a group looked through for its first result, while no group has one
  var NEAR = 6; // texts with a piece of what was not found as a whole
  var PAIRS = 8; // and most of its pairs that are looked up
  var form = document.getElementById('fz-search');
  var field = document.getElementById('fz-q');
  var said = document.getElementById('fz-said');
  var place = document.getElementById('fz-found');
  var lists = document.getElementById('fz-lists');
  var version = form.getAttribute('data-version');
  var shards = Number(form.getAttribute('data-shards'));
  var DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  // What stands round the point of a sentence; the longest first.
  var FILLERS = /怎么回事|是真的吗|可不可以|怎么办|是不是|能不能|有没有|有人说|真的吗|真的假|对方|有人|自称|说要|说是|说我|说让|让我|叫我|要我|给我|问我|跟我|请问|我的|我们|您的|的话|[我你您他她它说要让叫把被的了吗呢吧啊就是]/;

  var kinds = [], last = 0;
  form.getAttribute('data-kinds').split(',').forEach(function (row) {
    var parts = row.split(' ');
    if (parts.length > 1) { kinds.push({ name: parts[0], from: last, to: last += Number(parts[1]) }); }
  });

  // Loading: each file calls take() with its name.
  var waiting = {}, loaded = {};
  function load(name) {
    if (!loaded[name]) {
      loaded[name] = new Promise(function (done, fail) {
        var script = document.createElement('script');
        waiting[name] = done;
        script.src = fanzha.site + 'search/' + name + '.js?v=' + version;
        script.onload = function () { script.remove(); };
        script.onerror = function () { script.remove(); delete loaded[name]; fail(new Error('load')); };
        document.head.appendChild(script);
      });
    }
    return loaded[name];
  }
  function take(name, made, data) {
    if (made !== version) { location.reload(); return; } // the site was built anew meanwhile
    if (waiting[name]) { waiting[name](data); }
  }

  // Comparing: full-width as half-width, lower case, no spaces; `at` leads back to the text as it stands.
  function normal(text) {
    var letters = [], at = [];
    Array.from(text).forEach(function (character, place) {
      Array.from(character.normalize('NFKC').toLowerCase()).forEach(function (letter) {
        if (letter === '\n' || !/\s/.test(letter)) { letters.push(letter); at.push(place); }
      });
    });
    return { text: letters.join(''), letters: letters, at: at };
  }

  // Lists: number of a document → whether it has the pair in its head, and the places modulo 32, a bit each.
  function decode(told, placed) {
    var found = new Map(), number = -1, at = 0;
    function next() { // five bits, and whether more follow
      var digit = DIGITS.indexOf(told[at]);
      at += 1;
      return { bits: digit % 32, more: digit > 31 };
    }
    while (at < told.length) {
      var row = 0, factor = 1, places = placed ? 0 : -1, digit;
      do { digit = next(); row += digit.bits * factor; factor *= 32; } while (digit.more);
      if (placed) { do { digit = next(); places |= 1 << digit.bits; } while (digit.more); }
      number += Math.floor(row / 2);
      found.set(number, { head: row % 2 === 1, places: places });
    }
    return found;
  }
  // Where documents have a pair, or a single character.
  function find(key) {
    var letters = Array.from(key), mixed = 0;
    letters.forEach(function (letter) { mixed = Math.imul(mixed ^ letter.codePointAt(0), 0x9E3779B1); });
    return load('p' + (mixed >>> 12) % shards).then(function (table) { return decode(table[key] || '', letters.length > 1); });
  }
  function turned(places, by) {
    return (places >>> by % 32) | (places << (32 - by % 32));
  }

  // Documents with pairs of the term at the right distances, and whether in the head: a few pairs, at
  // most `most`, from its beginning to its end. By chance other documents are among them, but few.
  function candidates(term, most) {
    var letters = Array.from(term), last = letters.length - 2, keys = [0];
    if (last > 0) {
      var count = Math.min(most, Math.ceil(letters.length / 2));
      for (var step = 1; step < count; step += 1) { keys.push(Math.round(step * last / (count - 1))); }
    }
    return Promise.all(keys.map(function (at) { return find(letters.slice(at, at + 2).join('')); })).then(function (maps) {
      var found = new Map();
      maps[0].forEach(function (row, number) {
        var places = row.places, head = row.head;
        maps.forEach(function (map, step) {
          var other = map.get(number);
          places &= other ? turned(other.places, keys[step]) : 0;
          head = head && other && other.head;
        });
        if (places) { found.set(number, head); }
      });
      return found;
    });
  }
  function both(a, b) {
    var found = new Map();
    a.forEach(function (head, number) { if (b.has(number)) { found.set(number, head && b.get(number)); } });
    return found;
  }

  // A search: `groups` of numbers in the order in which they are shown, and whether a text really has it.
  function ask(terms) {
    var most = terms.length > 2 ? 2 : 4;
    return Promise.all(terms.map(function (term) { return candidates(term, most); })).then(function (maps) {
      var found = maps.reduce(both);
      return ordered(terms, found, function (a, b) { return Number(found.get(b)) - Number(found.get(a)) || a - b; });
    });
  }
  function ordered(terms, found, compare) {
    var groups = [];
    kinds.forEach(function (kind) {
      var numbers = [];
      found.forEach(function (head, number) { if (number >= kind.from && number < kind.to) { numbers.push(number); } });
      numbers.sort(compare);
      if (numbers.length) { groups.push({ name: kind.name, numbers: numbers, best: Number(found.get(numbers[0])) }); }
    });
    groups.sort(function (a, b) { return b.best - a.best; });
    return { terms: terms, groups: groups, total: found.size, sure: terms.every(function (term) { return Array.from(term).length < 3; }) };
  }
  function text(number) {
    return load('t' + number).then(function (row) {
      if (!row.whole) {
        row.lines = [row.t].concat((row.n || '').split('\n'), row.s || '', (row.x || '').split('\n')).filter(Boolean);
        row.whole = normal(row.lines.join('\n')).text;
      }
      return row;
    });
  }
  function has(row, terms) {
    return terms.every(function (term) { return row.whole.indexOf(term) >= 0; });
  }
  // Numbers whose text has all terms; of `numbers` from `start`, until there are `wanted` or no more,
  // or `most` texts were looked through.
  function sift(numbers, start, wanted, terms, most) {
    var kept = [];
    function step(at) {
      var batch = numbers.slice(at, at + Math.max(1, wanted - kept.length));
      if (!batch.length || kept.length >= wanted || at - start >= most) { return Promise.resolve({ rows: kept, next: at }); }
      return Promise.all(batch.map(text)).then(function (rows) {
        rows.forEach(function (row) { if (has(row, terms)) { kept.push(row); } });
        return step(at + batch.length);
      });
    }
    return step(start);
  }
  // Every document that has the terms: for tests and for small groups.
  function all(query) {
    var terms = split(query);
    return ask(terms).then(function (answer) {
      var numbers = [].concat.apply([], answer.groups.map(function (group) { return group.numbers; }));
      return sift(numbers, 0, numbers.length, terms, Infinity).then(function (result) {
        return result.rows.map(function (row) { return row.u || ''; });
      });
    });
  }

  function split(query) {
    return query.split(/\s+/).map(function (part) { return normal(part).text; }).filter(Boolean);
  }
  function meat(terms) {
    var parts = [].concat.apply([], terms.map(function (term) { return term.split(FILLERS); }));
    return parts.map(function (part) { return (part || '').replace(/[^\p{L}\p{N}]/gu, ''); })
      .filter(function (part) { return Array.from(part).length > 1; });
  }

  // What is in no text as a whole: documents with the longest runs of its pairs.
  function nearest(parts) {
    var pairs = [];
    parts.forEach(function (part, number) {
      var letters = Array.from(part);
      for (var i = 0; i + 1 < letters.length; i += 1) { pairs.push({ part: number, at: i, a: letters[i], b: letters[i + 1] }); }
    });
    pairs = pairs.slice(0, PAIRS);
    return Promise.all(pairs.map(function (p) { return find(p.a + p.b); })).then(function (maps) {
      var score = new Map();
      maps.forEach(function (map, at) {
        map.forEach(function (row, number) {
          var before = at && pairs[at - 1].part === pairs[at].part && maps[at - 1].get(number);
          var run = before && before.places & turned(row.places, 1);
          score.set(number, (score.get(number) || 0) + (run ? 3 : 1) + (row.head ? 0.5 : 0));
        });
      });
      var numbers = Array.from(score.keys()).sort(function (a, b) { return score.get(b) - score.get(a) || a - b; });
      var best = score.get(numbers[0]);
      numbers = numbers.filter(function (number) { return score.get(number) >= best * 0.6; }).slice(0, NEAR);
      return Promise.all(numbers.map(text)).then(function (rows) {
        var found = rows.map(function (row) { return { row: row, runs: longest(row.whole, parts) }; });
        found.sort(function (a, b) { return b.runs[0].length - a.runs[0].length; });
        return found.filter(function (one) { return one.runs[0].length > 1; });
      });
    });
  }
  // The longest pieces of the parts that a text has, the longest first.
  function longest(whole, parts) {
    var found = [''];
    parts.forEach(function (part) {
      for (var start = 0; start < part.length; start += 1) {
        for (var end = part.length; end > start + 1; end -= 1) {
          if (whole.indexOf(part.slice(start, end)) >= 0) {
            found.push(part.slice(start, end));
            start = end - 1;
            break;
          }
        }
      }
    });
    return found.sort(function (a, b) { return b.length - a.length; });
  }

  // Showing.
  function marked(line, terms, most) {
    var letters = Array.from(line), it = normal(line), spans = [], from = 0;
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
    var title = normal(row.t).text;
    if (!terms.every(function (term) { return title.indexOf(term) >= 0; })) {
      var rows = row.lines.slice(1).filter(function (one) { return normal(one).text.indexOf(terms[0]) >= 0; });
      line = rows.length ? rows.filter(function (one) { return Array.from(one).length > 8; })[0] || '相关：' + rows[0] : line;
    }
    return fanzha.make('li', {}, [fanzha.make('a', { 'class': 'fz-card', href: page(row.u || '') }, [
      fanzha.make('b', {}, marked(row.t, terms, 60)),
      fanzha.make('span', {}, marked(line, terms, 64))
    ])]);
  }
  function section(group, terms, shown, next) {
    var list = fanzha.make('ul', { 'class': 'fz-cards' }, shown.map(function (row) { return result(row, terms); }));
    var head = fanzha.make('h2', { 'class': 'fz-found__kind', text: group.name });
    var box = fanzha.make('section', {}, [head, list]);
    shown.forEach(function (row) { // a word leads to the page that tells it whole
      if (row.m) { list.appendChild(fanzha.make('li', {}, [fanzha.make('a', { 'class': 'fz-card', href: page(row.m[0]) }, [fanzha.make('b', { text: row.m[1] })])])); }
    });
    if (next < group.numbers.length) {
      var more = fanzha.button('再看几条', function () {
        sift(group.numbers, next, EACH * 2, terms, Infinity).then(function (result2) {
          var first = null;
          result2.rows.forEach(function (row) {
            var node = result(row, terms);
            first = first || node.firstChild;
            list.appendChild(node);
          });
          next = result2.next;
          if (next >= group.numbers.length) { more.remove(); }
          if (first) { first.focus(); } else if (!list.firstChild) { box.remove(); }
        }).catch(lost);
      });
      box.appendChild(more);
    }
    return box;
  }

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
        boxes.push(section(group, answer.terms, [], 0));
        return step(at + 1, most);
      }
      return sift(group.numbers, 0, Math.max(1, wanted), answer.terms, hits ? wanted : most).then(function (found) {
        var rest = found.next < group.numbers.length;
        left -= found.next;
        hits += found.rows.length;
        open = open || rest;
        if (found.rows.length || rest) { boxes.push(section(group, answer.terms, found.rows, found.next)); }
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
      clear(words + (answer.sure ? '找到 ' + answer.total + ' 条。' : ''));
      boxes.forEach(function (box) { place.appendChild(box); });
      return count;
    });
  }

  // A word of the glossary by another name: what stands under the usual name is found too.
  function otherName(terms, mine) {
    if (terms.length !== 1) { return null; }
    var group = kinds.filter(function (kind) { return kind.name === '词语'; })[0];
    return group && candidates(terms[0], 4).then(function (found) {
      var numbers = Array.from(found.keys()).filter(function (number) { return found.get(number) && number >= group.from && number < group.to; });
      return Promise.all(numbers.slice(0, 3).map(text)).then(function (rows) {
        var same = rows.filter(function (row) {
          return row.t !== terms[0] && (row.n || '').split('\n').some(function (name) { return normal(name).text === terms[0]; });
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
    var terms = split(query).slice(0, 6);
    lists.hidden = terms.length > 0;
    place.removeAttribute('aria-busy');
    if (!terms.length) { clear(''); return Promise.resolve(); }
    place.setAttribute('aria-busy', 'true');
    said.textContent = '正在找……';
    return ask(terms).then(function (answer) { return show(answer, mine, ''); }).then(function (count) {
      if (mine !== turn) { return null; }
      if (count) { return otherName(terms, mine); }
      var parts = meat(terms);
      if (!parts.length) { parts = terms; }
      return ask(parts).then(function (answer) {
        return show(answer, mine, '没有这整句话，按“' + parts.join('”“') + '”找。');
      }).then(function (some) {
        if (some || mine !== turn) { return null; }
        return nearest(parts).then(function (found) {
          if (mine !== turn) { return; }
          if (!found.length) {
            clear('没有找到。换个短一点的词试试，或者从下面的目录里找；拿不准，打96110问一问。');
            lists.hidden = false;
            return;
          }
          clear('没有这整句话，找到相近的，里面有“' + found[0].runs[0] + '”。');
          place.appendChild(fanzha.make('ul', { 'class': 'fz-cards' }, found.map(function (one) {
            return result(one.row, one.runs.filter(Boolean));
          })));
        });
      });
    }).catch(lost).then(function () {
      if (mine === turn) { place.removeAttribute('aria-busy'); }
    });
  }

  function asked() {
    var match = /[?&]q=([^&#]*)/.exec(location.search);
    try { return match ? decodeURIComponent(match[1].replace(/\+/g, ' ')) : ''; } catch (error) { return ''; }
  }
  function start() {
    var timer = 0, composing = false, before = '';
    function now(keep) {
      var query = field.value.trim();
      clearTimeout(timer);
      if (keep) { try { history.replaceState(null, '', query ? '?q=' + encodeURIComponent(query) : location.pathname.replace(/.*\//, '') || '.'); } catch (error) { /* a file */ } }
      if (query !== before) { before = query; search(query); }
    }
    function soon() {
      clearTimeout(timer);
      if (!composing && field.value.trim().length !== 1) { timer = setTimeout(function () { now(true); }, 350); }
    }
    field.addEventListener('compositionstart', function () { composing = true; });
    field.addEventListener('compositionend', function () { composing = false; soon(); });
    field.addEventListener('input', soon);
    form.addEventListener('submit', function (event) { event.preventDefault(); now(true); field.blur(); });
    field.value = asked().slice(0, 60);
    now(false);
  }
  setTimeout(start, 0);
  return { take: take, all: all };
}());
