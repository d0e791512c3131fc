// The little that a shop does by itself; the chat comes from the hub's own script.
const count = document.querySelector('[data-count]');
const show = (n) => { count.textContent = n; };
const stored = () => { try { return Number(localStorage.getItem('basket')) || 0; } catch { return 0; } };
show(stored());

const add = document.querySelector('[data-add]');
add?.addEventListener('click', () => {
  const n = stored() + 1;
  try { localStorage.setItem('basket', n); } catch { /* the count lives on this page only */ }
  show(n);
  add.textContent = 'In the basket';
  setTimeout(() => { add.textContent = 'Add to basket'; }, 1600);
});

const swatches = [...document.querySelectorAll('[data-colour]')];
const picture = document.querySelector('[data-picture]');
const choose = (chosen) => {
  for (const one of swatches) {
    one.setAttribute('aria-checked', one === chosen);
    one.tabIndex = one === chosen ? 0 : -1;
    picture.classList.toggle(one.dataset.colour, one === chosen);
  }
};
swatches.forEach((one, at) => {
  one.addEventListener('click', () => choose(one));
  one.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = swatches[(at + step + swatches.length) % swatches.length];
    choose(next);
    next.focus();
  });
});

document.querySelector('[data-chat]')?.addEventListener('click', (event) => {
  event.preventDefault();
  window.CustArea?.open?.();
});
