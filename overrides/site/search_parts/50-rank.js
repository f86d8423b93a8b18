// What was meant: pages ranked by pairs of characters and of sounds, the rare ones counting most.
(function (own) {
  'use strict';
  var HEAD = 3, LINE = 1; // how much a pair counts in a title or name, and in a line
  var SOUND = 0.55; // what agrees in its sound alone
  var KINDS = { scams: 1.2, help: 1.1, alerts: 1, glossary: 0.7, law: 0.9, special: 0.8 };
  var LEAST = 0.2; // of what a page could have at most; below that it is chance
  var MOST = 5;
  var known = null;

  // Pairs of neighbours in a text, and of their sounds; `add` gets each.
  function pairs(text, add) {
    text.split(/[^0-9a-z\u3400-\u9fff]+/).forEach(function (run) {
      var letters = run.match(/[a-z0-9]+|[^a-z0-9]/g) || [];
      var heard = letters.map(function (letter) { return letter.length > 1 || /[a-z0-9]/.test(letter) ? '' : own.sound(letter); });
      letters.forEach(function (letter, at) {
        if (/[a-z0-9]/.test(letter)) { add(letter, 1); return; }
        var next = letters[at + 1];
        if (!next || /[a-z0-9]/.test(next)) { return; }
        add(letter + next, 1);
        if (heard[at] && heard[at + 1]) { add(heard[at] + ' ' + heard[at + 1], SOUND); }
      });
    });
  }
  function prepare(data) {
    if (known) { return known; }
    own.learn(data.runs, data.extra);
    var lists = new Map();
    var docs = data.docs.map(function (row, place) {
      var doc = { number: row[0], u: row[1], t: row[2], s: row[3], kind: row[6], picture: row[6] === 'scams' && 'assets/pictures/' + row[1].split('/')[1] + '.svg', names: row[4].split('\n').concat(row[2].split(/[：、，]/)).map(plain).filter(function (name) { return name.length > 1; }) };
      var counts = new Map();
      function count(weight) {
        return function (key) { counts.set(key, (counts.get(key) || 0) + weight); };
      }
      pairs(plain(row[2] + '\n' + row[4]), count(HEAD));
      pairs(plain(row[3] + '\n' + row[5]), count(LINE));
      counts.forEach(function (value, key) {
        if (!lists.has(key)) { lists.set(key, []); }
        lists.get(key).push([place, value / (value + 1.6)]);
      });
      return doc;
    });
    known = { docs: docs, lists: lists, data: data };
    return known;
  }
  function plain(text) { return own.normal(text).text; }
  function rarity(key) {
    var list = known.lists.get(key);
    return Math.log(1 + known.docs.length / (list ? list.length : 1));
  }

  // A query as it is compared: {text, sounds}; typed pinyin becomes sounds, other names are added.
  function read(query) {
    var text = plain(query);
    var idle = known.data.idle.slice().sort(function (a, b) { return b.length - a.length; });
    var bare = idle.reduce(function (rest, word) { return rest.split(word).join('，'); }, text);
    if (!/[0-9a-z\u3400-\u9fff]/.test(bare)) { bare = text; }
    var heard = [];
    var pinyin = plain(query.replace(/\s+/g, ' ')) && query.toLowerCase().split(/\s+/).map(function (run) {
      return /^[a-z]+$/.test(run) && !known.lists.has(run) ? own.typed(run) : null;
    });
    pinyin.forEach(function (found) { if (found) { heard = heard.concat(found); } });
    if (!heard.length && /^[a-z]+$/.test(text) && !known.lists.has(text)) { heard = own.typed(text) || []; }
    var more = [];
    known.data.same.forEach(function (row) {
      if (row[0].some(function (word) { return text.indexOf(plain(word)) >= 0; })) { more = more.concat(row[1]); }
    });
    return { text: text, bare: bare, heard: heard, more: more };
  }

  function rank(asked) {
    var scores = known.docs.map(function () { return 0; }), sum = 0, seen = new Map();
    function take(key, weight) {
      if (seen.get(key) >= weight) { return; }
      var before = seen.get(key) || 0;
      seen.set(key, weight);
      var rare = rarity(key);
      if (weight >= 1 || !/ /.test(key) || asked.heard.length) { sum += rare * (weight - before); }
      (known.lists.get(key) || []).forEach(function (hit) { scores[hit[0]] += rare * (weight - before) * hit[1]; });
    }
    pairs(asked.bare, take);
    asked.heard.forEach(function (sound, at) {
      if (at) { take(asked.heard[at - 1] + ' ' + sound, 1); }
    });
    var most = sum;
    pairs(asked.more.map(plain).join('，'), function (key, weight) { if (!seen.has(key)) { take(key, weight * 0.8); } });
    if (asked.text.length === 1) { single(asked.text, scores); most = 1; }
    var bonus = named(asked, scores);
    scores = scores.map(function (score, place) { return score * (KINDS[known.docs[place].kind] || 0.7); });
    var order = scores.map(function (score, place) { return place; }).filter(function (place) { return scores[place] > 0; });
    order.sort(function (a, b) { return scores[b] - scores[a] || a - b; });
    var best = scores[order[0]] || 0;
    if (!bonus && best < Math.min(most * LEAST, 6)) { return []; }
    return order.filter(function (place) { return scores[place] >= best * 0.3; }).slice(0, MOST).map(function (place) {
      return { doc: known.docs[place], score: scores[place] };
    });
  }
  // A character alone: where it stands in a title or a name.
  function single(letter, scores) {
    known.docs.forEach(function (doc, place) {
      var found = doc.names.filter(function (name) { return name.indexOf(letter) >= 0; }).length;
      scores[place] += found + (plain(doc.t).indexOf(letter) >= 0 ? 1.5 : 0);
    });
  }
  // A name that stands in the query as a whole, or the query in a name, counts once more.
  function named(asked, scores) {
    var any = false;
    var whole = asked.heard.length ? asked.heard : own.heard(asked.text);
    var heard = ' ' + whole.join(' ') + ' ';
    known.docs.forEach(function (doc, place) {
      var best = 0;
      doc.names.forEach(function (name) {
        var sounds = own.heard(name);
        var known2 = sounds.length > 1 && sounds.every(Boolean);
        if (asked.text.indexOf(name) >= 0) { best = Math.max(best, weigh(name) * (asked.text === name ? 1.6 : 0.8)); return; }
        if (asked.text.length > 1 && name.indexOf(asked.text) >= 0) { best = Math.max(best, weigh(asked.text) * 0.6); return; }
        if (known2 && (sounds.length > 2 || sounds.length === whole.length) && heard.indexOf(' ' + sounds.join(' ') + ' ') >= 0) {
          best = Math.max(best, weigh(name) * 0.6);
        }
      });
      if (best) { any = true; scores[place] += best; }
    });
    return any;
  }
  function weigh(name) {
    var sum = 0;
    pairs(name, function (key, weight) { if (weight === 1) { sum += rarity(key); } });
    return sum;
  }

  // Pages that stand before all others: of each row every group has a word in the query.
  function first(asked) {
    var heard = ' ' + (asked.heard.length ? asked.heard : own.heard(asked.text)).join(' ') + ' ';
    function has(word) {
      if (asked.text.indexOf(plain(word)) >= 0) { return true; }
      var sounds = own.heard(plain(word));
      return (asked.heard.length ? sounds.length > 1 : sounds.length > 2) && sounds.every(Boolean) && heard.indexOf(' ' + sounds.join(' ') + ' ') >= 0;
    }
    if (asked.text.length > 24) { return []; }
    var rows = known.data.first.filter(function (row) {
      return row[0].every(function (group) { return group.some(has); }) && !row[1].some(has) && (!row[3] || alone(asked, row[0][0]));
    });
    return known.docs.filter(function (doc) { return rows.length && doc.u === rows[0][2]; });
  }

  // Whether a query says little beside one of the words.
  function alone(asked, words) {
    var rest = known.data.idle.concat(words).reduce(function (text, word) { return text.split(plain(word)).join(''); }, asked.text);
    return rest.length < 4;
  }

  // The best pages for a query: answers that come first, then the ranked ones.
  function best(query) {
    return own.load('rank').then(function (data) {
      prepare(data);
      return folded(query);
    }).then(function (text) {
      var asked = read(text);
      var pinned = first(asked);
      var rest = rank(asked).map(function (row) { return row.doc; }).filter(function (doc) { return pinned.indexOf(doc) < 0; });
      return { text: text, asked: asked, docs: pinned.concat(rest).slice(0, MOST), data: known.data };
    });
  }
  // Traditional characters as simplified ones; their table is loaded when a character is not known.
  function folded(query) {
    var strange = Array.from(query).some(function (letter) { return /[\u3400-\u9fff]/.test(letter) && !own.sound(letter) && !known.lists.has(letter); });
    if (!strange) { return query; }
    return own.load('fold').then(function (table) {
      return Array.from(query).map(function (letter) {
        var at = table.from.indexOf(letter);
        return at < 0 ? letter : table.to.charAt(at);
      }).join('');
    }, function () { return query; });
  }

  own.best = best;
  own.plain = plain;
}(fanzhaSearch));
