// What is shown first: what was seen in a message, and the likeliest pages with their drawings.
(function (own) {
  'use strict';
  var ASK = '没看出来，不等于安全。打96110，念给民警听。';

  function href(url) { return fanzha.site + (fanzha.file ? url.replace(/\/(?=#|$)|^$/, '/index.html') : url); }

  // What was seen: signs and senders in words, and whom to ask; nothing for a short query without numbers.
  function panel(best, long) {
    var seen = best.seen, inside = [];
    if (!long && !seen.senders.length) { return null; }
    if (long) {
      inside.push(fanzha.make('p', { 'class': 'fz-seen__head', text: seen.signs.length ? '提到' + seen.signs.slice(0, 5).map(function (sign) { return sign.label; }).join('、') + '。' : ASK }));
      if (seen.signs.length) { inside.push(fanzha.make('p', { text: '骗子常这样说。先停下：不转钱，不点链接，不说验证码。' })); }
    }
    seen.senders.forEach(function (row) {
      inside.push(fanzha.make('p', {}, [fanzha.make('b', { text: row.what + '（' + row.label + '）：' }), document.createTextNode(row.say)]));
    });
    inside.push(fanzha.make('p', { 'class': 'fz-buttons' }, [
      fanzha.make('a', { 'class': 'fz-button', href: 'tel:96110', text: '打96110问' }),
      fanzha.make('a', { 'class': 'fz-button', href: 'tel:110', text: '钱转走了打110' })
    ]));
    return fanzha.make('section', { 'class': 'fz-seen' }, [fanzha.make('h2', { text: seen.signs.length || seen.senders.length ? '看到这些' : '还看不出来' })].concat(inside));
  }
  // Pages about the signs and the senders, below the likeliest types.
  function reasons(best) {
    var met = {}, links = best.seen.signs.slice(0, 4).map(function (sign) { return [sign.url, '为什么：' + sign.label]; });
    best.seen.senders.forEach(function (row) { links.push([row.url, '接着看：' + row.label]); });
    links = links.filter(function (link) {
      var fresh = link[0] && !met[link[0]];
      met[link[0]] = true;
      return fresh;
    });
    return links.length ? fanzha.make('ul', { 'class': 'fz-links' }, links.map(function (link) {
      return fanzha.make('li', {}, [fanzha.make('a', { href: href(link[0]), text: link[1] })]);
    })) : null;
  }

  function likely(best) {
    var cards = best.docs.map(function (doc, at) {
      var inside = [fanzha.make('b', { text: doc.t }), fanzha.make('span', { text: doc.s })];
      if (doc.picture && !at) { inside.unshift(fanzha.make('img', { src: fanzha.site + doc.picture, alt: '', width: 64, height: 48 })); }
      return fanzha.make('li', {}, [fanzha.make('a', { 'class': 'fz-card' + (doc.picture && !at ? ' fz-card--drawn' : ''), href: href(doc.u) }, inside)]);
    });
    return fanzha.make('section', { 'class': 'fz-likely' }, [
      fanzha.make('h2', { 'class': 'fz-found__kind', text: '最像的' }),
      fanzha.make('ul', { 'class': 'fz-cards' }, cards)
    ]);
  }

  own.panel = panel;
  own.likely = likely;
  own.reasons = reasons;
}(fanzhaSearch));
