// Before the first paint: the reading settings of this device, as classes of <html>.
(function () {
  var kept = '';
  try { kept = localStorage.getItem('fanzha') || ''; } catch (error) { /* no storage: defaults */ }
  document.documentElement.className = 'js ' + (/^[a-z -]*$/.test(kept) ? kept : '');
}());
