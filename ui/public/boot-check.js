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

  /* where the page will stand, as the program will say it again: what is in sight before it stands there already */
  var frame = stored('gsdj.frame');
  if (frame !== 'phone' && frame !== 'computer' && frame !== 'tv') {
    frame = /Smart ?-?TV|Android TV|GoogleTV|HbbTV|Tizen|Web0S|BRAVIA|MiTV|TV Safari/i.test(navigator.userAgent)
      ? 'tv'
      : window.innerWidth < 1024 ? 'phone' : 'computer';
  }
  root.setAttribute('data-frame', frame);

  /* The smallest programs that need what ours is built with: none of them does anything. Each is a header, a type, a
     function and its body. */
  var PROGRAMS = [
    /* i32.extend8_s */
    [1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 10, 7, 1, 5, 0, 65, 0, 192, 11],
    /* i32.trunc_sat_f32_s */
    [1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 10, 11, 1, 9, 0, 67, 0, 0, 0, 0, 252, 0, 11],
    /* memory.fill */
    [1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 10, 13, 1, 11, 0, 65, 0, 65, 0, 65, 0, 252, 11, 0, 11],
    /* ref.null extern */
    [1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 7, 1, 5, 0, 208, 111, 26, 11]
  ];

  function hasWasm() {
    return typeof WebAssembly === 'object' && typeof WebAssembly.instantiate === 'function';
  }

  function runsOurs() {
    try {
      for (var i = 0; i < PROGRAMS.length; i += 1) {
        if (!WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0].concat(PROGRAMS[i])))) {
          return false;
        }
      }
      return true;
    } catch (refused) {
      return false;
    }
  }

  function missing() {
    var list = [];
    if (!hasWasm() || !runsOurs()) {
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

  /* new enough, and yet no programs run: the user has locked the device down */
  function isLocked() {
    return /iPhone|iPad|iPod/.test(navigator.userAgent) && !hasWasm() && version(/OS (\d+)_/) >= 17;
  }

  /* what to upgrade, by the device it is */
  function advice() {
    var agent = navigator.userAgent;
    if (/iPhone|iPad|iPod/.test(agent)) {
      if (isLocked()) {
        return '这台设备开着“锁定模式”，网页应用不能运行。请在“设置—隐私与安全性—锁定模式”里为本平台关闭。';
      }
      return '请在“设置—通用—软件更新”中把系统升级到 iOS 16.4 或更高版本。';
    }
    if (/HarmonyOS|OpenHarmony|ArkWeb/.test(agent)) {
      return '请在“设置—系统和更新—软件更新”中升级系统，并在应用市场里升级浏览器。';
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
    if (/Linux/.test(agent) && /AppleWebKit/.test(agent) && !/Chrome/.test(agent)) {
      return '请升级系统里的 WebKitGTK（webkit2gtk-4.1）到 2.40 或更高版本，然后重新打开应用。';
    }
    if (/Windows/.test(agent) && window.__TAURI_INTERNALS__) {
      return '请升级“Microsoft Edge WebView2 运行时”到 111 或更高版本，然后重新打开应用。';
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
    boot.className = boot.className.replace(/ boot-stopped/, '') + ' boot-stopped';
  }

  /* said before the program would start: it must not begin what it can't go on with */
  var lacks = missing();
  if (lacks.length) {
    root.setAttribute('data-boot', 'old');
  }

  function look() {
    if (lacks.length) {
      say(isLocked() ? '这台设备不允许运行网页应用' : '这台设备的浏览器版本太旧', advice() + '（缺少：' + lacks.join('、') + '）');
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
