// Inside WeChat a link cannot download: pictures are shown to be pressed long, files say how to get out.
(function () {
  'use strict';
  if (!/MicroMessenger/i.test(navigator.userAgent)) { return; }
  document.documentElement.classList.add('fz-wechat');
  Array.prototype.forEach.call(document.querySelectorAll('[data-square]'), function (node) {
    var picture = fanzha.make('img', { src: node.getAttribute('data-square'), alt: '转给家人的图片', width: 250, height: 250, loading: 'lazy' });
    var say = fanzha.make('p', { 'class': 'fz-pass__press', text: '长按图片，转给家人' });
    var text = node.parentNode.querySelector('.fz-pass__text') || node;  // the card comes before the words
    node.textContent = '';
    node.appendChild(picture);
    node.parentNode.insertBefore(say, text);
    node.parentNode.insertBefore(node, text);
  });
  var links = Array.prototype.slice.call(document.querySelectorAll('a[download]'));
  links.forEach(function (link) { link.removeAttribute('download'); });
  var first = links.filter(function (link) { return !link.closest('details'); })[0] || links[0];
  if (first) {
    var box = first.closest('.fz-downloads, section, ul') || first.parentNode;
    box.parentNode.insertBefore(fanzha.make('p', { 'class': 'fz-note fz-wechat__note', text: '在微信里打不开文件：点右上角的“…”，选“在浏览器打开”，再下载。' }), box);
  }
}());
