// Short texts to pass on ([data-copy]): a button that copies, and one that shares where the phone can.
// The text has the address already: a second one would be sent twice.
(function () {
  'use strict';
  function copyOld(text) {
    var field = fanzha.make('textarea', { readonly: '', 'class': 'fz-away' });
    field.value = text;
    document.body.appendChild(field);
    field.select();
    var done = false;
    try { done = document.execCommand('copy'); } catch (error) { /* says so below */ }
    document.body.removeChild(field);
    return done;
  }
  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text).then(function () { return true; }, function () { return copyOld(text); });
    }
    return Promise.resolve(copyOld(text));
  }
  Array.prototype.forEach.call(document.querySelectorAll('[data-copy]'), function (node) {
    var text = (node.getAttribute('data-copy') || node.textContent).trim();
    var said = fanzha.make('span', { role: 'status' });
    var row = fanzha.make('p', { 'class': 'fz-buttons' }, [
      fanzha.button('复制这段话', function () {
        copy(text).then(function (done) { said.textContent = done ? '复制好了，去粘贴吧。' : '没有复制成功，请长按文字来复制。'; });
      })
    ]);
    if (navigator.share) {
      row.appendChild(fanzha.button('转发', function () {
        navigator.share({ title: document.title, text: text }).catch(function () { /* stopped by the reader */ });
      }));
    }
    row.appendChild(said);
    node.parentNode.insertBefore(row, node.nextSibling);
  });
}());
