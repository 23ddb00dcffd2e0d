/* Runs before everything else, in any browser: says what to upgrade when this one is too old (plain ES5 on purpose),
   and applies what the user chose for size and colour before the first picture. */
(function () {
  'use strict';
  var root = document.documentElement;

  function stored(key) {
    try {
      return window.localStorage.getItem(key);
    } catch (blocked) {
      return null;
    }
  }

  if (stored('gsdj.elder') === '1') {
    root.setAttribute('data-elder', '');
  }
  var theme = stored('gsdj.theme');
  if (theme === 'gsdj' || theme === 'gsdj-dark') {
    root.setAttribute('data-theme', theme);
  }

  function missing() {
    var list = [];
    if (typeof WebAssembly !== 'object' || typeof WebAssembly.instantiate !== 'function') {
      list.push('网页应用运行能力');
    }
    if (typeof window.fetch !== 'function' || typeof window.AbortController !== 'function') {
      list.push('网络访问能力');
    }
    if (!('noModule' in document.createElement('script'))) {
      list.push('新式脚本');
    }
    if (!(window.CSS && CSS.supports && CSS.supports('color', 'color-mix(in oklab, red 50%, white)'))) {
      list.push('新式版面');
    }
    if (typeof window.HTMLDialogElement !== 'function') {
      list.push('对话框');
    }
    return list;
  }

  function version(pattern) {
    var found = pattern.exec(navigator.userAgent);
    return found ? parseInt(found[1], 10) : 0;
  }

  /* what to upgrade, by the device it is */
  function advice() {
    var agent = navigator.userAgent;
    if (/iPhone|iPad|iPod/.test(agent)) {
      return '请在“设置—通用—软件更新”中把系统升级到 iOS 16.4 或更高版本。';
    }
    if (/Android/.test(agent)) {
      var system = version(/Android (\d+)/);
      return (
        (system && system < 8 ? '您的手机系统是 Android ' + system + '，请先升级到 Android 8 或更高版本；' : '') +
        '请在应用商店里把“Android System WebView”和浏览器升级到 111 或更高版本。'
      );
    }
    if (/MSIE|Trident/.test(agent)) {
      return 'IE 浏览器已停止更新，请改用 Edge、Chrome 或 Firefox 浏览器。';
    }
    if (/Firefox/.test(agent)) {
      return '请把 Firefox 升级到 113 或更高版本。';
    }
    if (/Safari/.test(agent) && !/Chrome/.test(agent)) {
      return '请升级 macOS，使 Safari 达到 16.4 或更高版本。';
    }
    return '请把浏览器（Edge、Chrome 等）升级到 111 或更高版本；国产浏览器请切换到“极速模式”。';
  }

  function say(title, text) {
    var heading = document.getElementById('boot-title');
    var paragraph = document.getElementById('boot-text');
    if (!heading || !paragraph) {
      return;
    }
    heading.firstChild.nodeValue = title;
    paragraph.firstChild.nodeValue = text;
    var boot = document.getElementById('boot');
    boot.setAttribute('role', 'alert');
    boot.className = 'boot boot-stopped';
  }

  function look() {
    var list = missing();
    if (list.length) {
      say('这台设备的浏览器版本太旧', advice() + '（缺少：' + list.join('、') + '）');
      return;
    }
    var waited = 0;
    var timer = window.setInterval(function () {
      waited += 1;
      if (!document.getElementById('boot')) {
        window.clearInterval(timer);
      } else if (root.getAttribute('data-boot') === 'failed') {
        window.clearInterval(timer);
        say('页面没有载入成功', '可能是网络中断。请检查网络后刷新本页；已保存的内容都是安全的。');
      } else if (waited === 12) {
        say('网络较慢，仍在载入', '请再等一会儿，不用关闭本页。第一次打开约需下载 400 KB，以后会快得多。');
      }
    }, 1000);
  }

  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', look);
  } else {
    look();
  }
})();
