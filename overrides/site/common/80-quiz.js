// A quiz, one question at a time. Nothing is counted, kept or sent; it ends with what to read next.
(function () {
  'use strict';
  var list = document.querySelector('[data-quiz]');
  var next = document.querySelector('.fz-quiz__next');
  if (!list || !next) { return; }
  var items = Array.prototype.slice.call(list.children);
  var links = next.querySelector('ul');
  var head = next.querySelector('h2');
  var whole = links.innerHTML;
  var missed = [];
  var real = false;

  function part(item, name) { return item.querySelector('.fz-quiz__' + name); }

  function show(at) {
    items.forEach(function (item, place) { item.hidden = place !== at; });
    next.hidden = at < items.length;
    list.classList.toggle('fz-quiz--over', at === items.length);
    if (at === items.length) { finish(); return; }
    var item = items[at];
    item.querySelector('details').hidden = true;
    item.querySelector('.fz-quiz__said').textContent = '';
    item.querySelector('.fz-quiz__go').hidden = true;
    part(item, 'pick').hidden = false;
  }

  function go(at) {
    show(at);
    var goal = at < items.length ? part(items[at], 'message') : next;
    goal.focus();
    goal.scrollIntoView({ block: 'center' });
  }

  function answer(at, genuine) {
    var item = items[at];
    var right = genuine === (item.getAttribute('data-genuine') === 'yes');
    var link = item.querySelector('details a');
    if (!right && link) { missed.push(link); }
    if (!right && !link) { real = true; }
    var details = item.querySelector('details');
    details.hidden = false;
    details.open = true;
    part(item, 'pick').hidden = true;
    item.querySelector('.fz-quiz__said').textContent = right ? '看得准。' : '这一条容易看错，多看一眼。';
    var forward = item.querySelector('.fz-quiz__go');
    forward.hidden = false;
    forward.querySelector('button').focus({ preventScroll: true });
    forward.scrollIntoView({ block: 'nearest' });
  }

  function finish() {
    var note = next.querySelector('.fz-quiz__note');
    if (missed.length) {
      head.textContent = '这几种，接着看一看';
      links.textContent = '';
      missed.forEach(function (link) {
        var copy = fanzha.make('a', { href: link.getAttribute('href'), text: link.textContent.split('：')[0] });
        links.appendChild(fanzha.make('li', {}, [copy]));
      });
    } else {
      head.textContent = '接着看';
      links.innerHTML = whole;
    }
    note.textContent = real ? '有的真消息，看着也像骗局。拿不准，自己去窗口、去官方软件查一查。' : '';
    note.hidden = !real;
  }

  items.forEach(function (item, at) {
    var last = at === items.length - 1;
    part(item, 'message').setAttribute('tabindex', '-1');
    part(item, 'ask').textContent = '第 ' + (at + 1) + ' 题，共 ' + items.length + ' 题。是真的，还是骗局？';
    item.querySelector('summary').hidden = true;
    var pick = fanzha.make('p', { 'class': 'fz-choice fz-quiz__pick' }, [
      fanzha.button('是真的', function () { answer(at, true); }),
      fanzha.button('是骗局', function () { answer(at, false); })
    ]);
    var said = fanzha.make('p', { 'class': 'fz-quiz__said', role: 'status' });
    var forward = fanzha.make('p', { 'class': 'fz-buttons fz-quiz__go' }, [
      fanzha.button(last ? '看看接着读什么' : '下一题', function () { go(at + 1); })
    ]);
    var details = item.querySelector('details');
    item.insertBefore(pick, details);
    item.insertBefore(said, details);
    item.appendChild(forward);
  });
  next.insertBefore(fanzha.make('p', { 'class': 'fz-quiz__note' }), links);
  next.appendChild(fanzha.make('p', { 'class': 'fz-buttons' }, [
    fanzha.button('再做一遍', function () { missed = []; real = false; go(0); })
  ]));
  list.classList.add('fz-quiz--steps');
  show(0);
}());
