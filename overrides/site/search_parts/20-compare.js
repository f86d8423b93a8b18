// Comparing texts and queries, and what a sentence is about.
(function (own) {
  'use strict';
  // What stands round the point of a sentence; the longest first.
  var FILLERS = /怎么回事|是真的吗|可不可以|怎么办|是不是|能不能|有没有|有人说|真的吗|真的假|对方|有人|自称|说要|说是|说我|说让|让我|叫我|要我|给我|问我|跟我|请问|我的|我们|您的|的话|[我你您他她它说要让叫把被的了吗呢吧啊就是]/;
  // All but digits, Latin letters and Chinese characters (rare ones are pairs of surrogates), after normal().
  var SIGNS = /[^0-9a-z\u00c0-\u024f\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\ud840-\udfff]/g;

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

  function split(query) {
    return query.split(/\s+/).map(function (part) { return normal(part).text; }).filter(Boolean);
  }
  // The words of a query without what stands round them.
  function meat(terms) {
    var parts = [].concat.apply([], terms.map(function (term) { return term.split(FILLERS); }));
    return parts.map(function (part) { return (part || '').replace(SIGNS, ''); })
      .filter(function (part) { return Array.from(part).length > 1; });
  }

  own.normal = normal;
  own.split = split;
  own.meat = meat;
}(fanzhaSearch));
