// The lists: which documents have a pair of characters, and where.
(function (own) {
  'use strict';
  var DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

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
    return own.load('p' + (mixed >>> 12) % own.shards).then(function (table) { return decode(table[key] || '', letters.length > 1); });
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

  own.find = find;
  own.turned = turned;
  own.candidates = candidates;
  own.both = both;
}(fanzhaSearch));
