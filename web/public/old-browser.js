/* Written for browsers that know nothing newer: whoever lacks what the application is built on is told so. */
(function () {
  var fit =
    'noModule' in document.createElement('script') &&
    typeof ResizeObserver === 'function' &&
    typeof String.prototype.replaceAll === 'function' &&
    typeof WeakRef === 'function';
  if (!fit) location.replace('/old-browser.html');
})();
