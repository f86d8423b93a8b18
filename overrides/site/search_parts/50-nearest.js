// Where no text has the whole: the nearest ones.
(function (own) {
  'use strict';
  var NEAR = 6; // texts with a piece of what was not found as a whole
  var PAIRS = 8; // and most of its pairs that are looked up

  // What is in no text as a whole: documents with the longest runs of its pairs.
  function nearest(parts) {
    var pairs = [];
    parts.forEach(function (part, number) {
      var letters = Array.from(part);
      for (var i = 0; i + 1 < letters.length; i += 1) { pairs.push({ part: number, at: i, a: letters[i], b: letters[i + 1] }); }
    });
    pairs = pairs.slice(0, PAIRS);
    return Promise.all(pairs.map(function (p) { return own.find(p.a + p.b); })).then(function (maps) {
      var score = new Map();
      maps.forEach(function (map, at) {
        map.forEach(function (row, number) {
          var before = at && pairs[at - 1].part === pairs[at].part && maps[at - 1].get(number);
          var run = before && before.places & own.turned(row.places, 1);
          score.set(number, (score.get(number) || 0) + (run ? 3 : 1) + (row.head ? 0.5 : 0));
        });
      });
      var numbers = Array.from(score.keys()).sort(function (a, b) { return score.get(b) - score.get(a) || a - b; });
      var best = score.get(numbers[0]);
      numbers = numbers.filter(function (number) { return score.get(number) >= best * 0.6; }).slice(0, NEAR);
      return Promise.all(numbers.map(own.text)).then(function (rows) {
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

  own.nearest = nearest;
}(fanzhaSearch));
