// The panel of reading settings. They are kept on this device only.
(function () {
  'use strict';
  var opener = document.getElementById('fz-reading');
  var panel = null;
  if (!opener) { return; }

  // One setting of several: `labels` by the name of the setting, '' for none.
  function choice(title, labels) {
    var inside = [fanzha.make('legend', { text: title })];
    var names = Object.keys(labels);
    var now = names.filter(function (name) { return name && fanzha.has(name); })[0] || '';
    names.forEach(function (name) {
      var input = fanzha.make('input', { type: 'radio', name: title, value: name });
      input.checked = name === now;
      input.addEventListener('change', function () { fanzha.keep(names.filter(Boolean), name); });
      inside.push(fanzha.make('label', {}, [input, fanzha.make('span', { text: labels[name] })]));
    });
    return fanzha.make('fieldset', {}, inside);
  }

  function tick(name, label, turned) {
    var input = fanzha.make('input', { type: 'checkbox', name: name });
    input.checked = turned ? !fanzha.has(name) : fanzha.has(name);
    input.addEventListener('change', function () {
      fanzha.keep([name], input.checked !== Boolean(turned) ? name : '');
      document.dispatchEvent(new CustomEvent('fanzha-setting', { detail: name }));
    });
    return fanzha.make('label', {}, [input, fanzha.make('span', { text: label })]);
  }

  function build() {
    var ticks = [
      fanzha.make('legend', { text: '更好读' }),
      tick('elder', '长辈版：字大、按钮大、内容少'),
      tick('contrast', '黑白分明')
    ];
    if (fanzha.offline && 'serviceWorker' in navigator && !fanzha.file) {
      ticks.push(tick('online', '没有网络也能看', true));
    }
    var form = fanzha.make('form', {}, [
      choice('字的大小', { '': '标准', large: '大', larger: '特大' }),
      choice('颜色', { '': '跟手机', light: '白底', dark: '黑底' }),
      fanzha.make('fieldset', {}, ticks),
      fanzha.make('small', { text: '这些设置只存在这部手机里。' })
    ]);
    var row = fanzha.make('p', { 'class': 'fz-buttons' }, [
      fanzha.button('恢复原样', function () {
        fanzha.keep(['large', 'larger', 'light', 'dark', 'elder', 'contrast', 'online'], '');
        panel.replaceChild(build(), panel.firstChild);
        panel.querySelector('input').focus();
      }),
      fanzha.button('好了', close)
    ]);
    form.appendChild(row);
    return form;
  }

  function close() {
    panel.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
    opener.focus();
  }

  opener.addEventListener('click', function () {
    if (!panel) {
      panel = fanzha.make('div', { 'class': 'fz-panel', id: 'fz-panel', role: 'region', 'aria-label': '阅读设置' }, [build()]);
      panel.hidden = true;
      opener.setAttribute('aria-controls', 'fz-panel');
      opener.parentNode.parentNode.appendChild(panel);
      panel.addEventListener('keydown', function (event) { if (event.key === 'Escape') { close(); } });
    }
    if (!panel.hidden) { close(); return; }
    panel.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    panel.querySelector('input:checked').focus();
  });
}());
