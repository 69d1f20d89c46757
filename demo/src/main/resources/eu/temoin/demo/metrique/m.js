/* Métrique. Marks the browser, counts the pages it reads, and tells which page this is. */
(function () {
  'use strict';
  var home = new URL(document.currentScript.src).origin;
  var months13 = 395 * 24 * 60 * 60;

  function visitor() {
    var found = /(?:^|; )lb_aud=([0-9a-f]{16})/.exec(document.cookie);
    if (found) return found[1];
    var bytes = crypto.getRandomValues(new Uint8Array(8));
    var made = Array.prototype.map.call(bytes, function (b) { return (b + 256).toString(16).slice(1); }).join('');
    document.cookie = 'lb_aud=' + made + '; Max-Age=' + months13 + '; Path=/; SameSite=Lax';
    return made;
  }

  function pages() {
    try {
      var count = (Number(localStorage.getItem('lb_aud_pages')) || 0) + 1;
      localStorage.setItem('lb_aud_pages', String(count));
      return count;
    } catch (refused) {
      return 0;
    }
  }

  function tell() {
    var timing = performance.getEntriesByType('navigation')[0];
    var told = {
      visitor: visitor(),
      page: location.href,
      from: document.referrer,
      pages: pages(),
      millis: timing ? Math.round(timing.duration || performance.now()) : 0
    };
    var sent = navigator.sendBeacon && navigator.sendBeacon(home + '/collect', JSON.stringify(told));
    if (!sent) new Image().src = home + '/px.gif?page=' + encodeURIComponent(told.page);
  }

  if (document.readyState === 'complete') tell();
  else addEventListener('load', function () { setTimeout(tell, 0); });
})();
