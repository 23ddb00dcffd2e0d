// What somebody at the screen finds: by names as a screen reader says them, in the dialog on top if one is open.
const top = () => [...document.querySelectorAll('dialog[open]')].at(-1) || document.body;
const clean = (text) => (text || '').replace(/\s+/g, ' ').trim();
const shown = (e) => {
  const box = e.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && getComputedStyle(e).visibility !== 'hidden' && !e.closest('[inert]');
};
const words = (e) => {
  const copy = e.cloneNode(true);
  copy.querySelectorAll('[aria-hidden=true], svg, label select').forEach((x) => x.remove());
  return clean(copy.textContent);
};
const name = (e) => {
  const by = e.getAttribute('aria-labelledby');
  const text = e.getAttribute('aria-label')
    || (by && by.split(' ').map((id) => words(document.getElementById(id))).join(' '))
    || (e.labels && e.labels.length && words(e.labels[0]))
    || (e.matches('input,textarea,select') ? '' : words(e));
  return clean(text || e.getAttribute('placeholder') || e.title);
};
const fits = (wanted, begins) => (e) => (begins ? name(e).startsWith(wanted) : name(e) === wanted);
const PRESSABLE = 'button, a[href], summary, [role=button], [role=tab]';
const FIELD = 'input:not([type=checkbox]):not([type=radio]):not([type=file]), textarea, select, [role=textbox]';
const pressable = (wanted, begins) => {
  const all = [...top().querySelectorAll(PRESSABLE)].filter(shown).filter(fits(wanted, begins));
  const open = all.filter((e) => !e.disabled && e.getAttribute('aria-disabled') !== 'true');
  // what belongs to the page goes before the navigation around it
  return open.find((e) => e.closest('main, dialog') && !e.closest('.rail')) || open[0] || null;
};
const field = (wanted) => [...top().querySelectorAll(FIELD)].filter(shown).find(fits(wanted, false)) || null;
const box = (wanted) => [...top().querySelectorAll('input[type=checkbox], input[type=radio]')].filter((e) => !e.disabled).find(fits(wanted, true)) || null;
const upload = (wanted) => [...top().querySelectorAll('input[type=file]')].find(fits(wanted, true)) || null;
const centred = (e) => { if (e) e.scrollIntoView({ block: 'center', inline: 'nearest' }); return e; };
const settled = () => document.readyState === 'complete' && !document.querySelector('#boot')
  && ![...document.querySelectorAll('[role=status][aria-label^="正在"], [aria-busy=true], [role=progressbar]')].some(shown)
  && [...document.images].every((i) => i.complete || i.loading === 'lazy' || !shown(i)) && document.fonts.status === 'loaded'
  && document.getAnimations().every((a) => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity);
