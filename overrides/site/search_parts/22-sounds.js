// How characters sound, without tones: zh as z, ch as c, sh as s, ng as n, n as l at the beginning.
(function (own) {
  'use strict';
  var sounds = null, names = null;

  function merged(name) {
    return name.replace(/^([zcs])h/, '$1').replace(/^n/, 'l').replace(/ng$/, 'n');
  }
  // `runs` counts the characters of a syllable in the order of GB 2312, which browsers know.
  function learn(runs, extra) {
    if (sounds) { return; }
    sounds = new Map();
    names = new Map();
    var bytes = [];
    for (var row = 0xB0; row < 0xD8; row += 1) {
      for (var cell = 0xA1; cell < (row === 0xD7 ? 0xFA : 0xFF); cell += 1) { bytes.push(row, cell); }
    }
    var letters;
    try { letters = new TextDecoder('gb18030').decode(new Uint8Array(bytes)); } catch (error) { letters = ''; }
    var at = 0;
    runs.split(' ').forEach(function (run) {
      var name = run.replace(/\d+/, ''), count = Number(run.slice(name.length));
      names.set(name, merged(name));
      for (var i = 0; i < count; i += 1) { sounds.set(letters.charAt(at), merged(name)); at += 1; }
    });
    extra.split(' ').forEach(function (pair) { sounds.set(pair.charAt(0), merged(pair.slice(1))); });
  }

  // A run of Latin letters as syllables, as few as can be; null where it is none.
  function typed(run) {
    var best = [[]];
    for (var end = 1; end <= run.length; end += 1) {
      for (var start = Math.max(0, end - 6); start < end; start += 1) {
        var name = names.get(run.slice(start, end));
        if (best[start] && name && (!best[end] || best[start].length + 1 < best[end].length)) { best[end] = best[start].concat(name); }
      }
    }
    return best[run.length] || null;
  }

  own.sound = function (letter) { return sounds.get(letter) || ''; };
  own.heard = function (word) {
    return Array.from(word).map(own.sound);
  };
  own.learn = learn;
  own.typed = typed;
}(fanzhaSearch));
