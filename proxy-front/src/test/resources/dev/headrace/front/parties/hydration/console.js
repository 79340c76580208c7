// What the framework complains of, for the test to see.
window.said = [];
for (const level of ['error', 'warn']) {
  const original = console[level];
  console[level] = (...words) => {
    window.said.push(words.map(String).join(' '));
    original.apply(console, words);
  };
}
// Boundaries of Suspense are taken over a little later than the root.
window.hydrated = () => setTimeout(() => {
  document.querySelector('.more').click();
  setTimeout(() => {
    document.body.dataset.count = document.querySelector('.count').textContent;
    document.body.dataset.said = window.said.join('\n');
    document.body.dataset.hydrated = 'yes';
  }, 100);
}, 200);
