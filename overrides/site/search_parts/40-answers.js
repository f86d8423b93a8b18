// From lists to texts: what may have the terms, by kind, and which really do.
(function (own) {
  'use strict';

  // A search: `groups` of numbers in the order in which they are shown, and whether a text really has it.
  function ask(terms) {
    var most = terms.length > 2 ? 2 : 4;
    return Promise.all(terms.map(function (term) { return own.candidates(term, most); })).then(function (maps) {
      var found = maps.reduce(own.both);
      return ordered(terms, found, function (a, b) { return Number(found.get(b)) - Number(found.get(a)) || a - b; });
    });
  }
  function ordered(terms, found, compare) {
    var groups = [];
    own.kinds.forEach(function (kind) {
      var numbers = [];
      found.forEach(function (head, number) { if (number >= kind.from && number < kind.to) { numbers.push(number); } });
      numbers.sort(compare);
      if (numbers.length) { groups.push({ kind: kind, numbers: numbers, best: Number(found.get(numbers[0])) }); }
    });
    groups.sort(function (a, b) { return b.best - a.best; });
    return { terms: terms, groups: groups, total: found.size, sure: terms.every(function (term) { return Array.from(term).length < 3; }) };
  }
  function text(number) {
    return own.load('t' + number).then(function (row) {
      if (!row.whole) {
        row.lines = [row.t].concat((row.n || '').split('\n'), row.s || '', (row.x || '').split('\n')).filter(Boolean);
        row.whole = own.normal(row.lines.join('\n')).text;
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
    var terms = own.split(query);
    return ask(terms).then(function (answer) {
      var numbers = [].concat.apply([], answer.groups.map(function (group) { return group.numbers; }));
      return sift(numbers, 0, numbers.length, terms, Infinity).then(function (result) {
        return result.rows.map(function (row) { return row.u || ''; });
      });
    });
  }

  own.ask = ask;
  own.text = text;
  own.sift = sift;
  own.all = all;
}(fanzhaSearch));
