globalThis.vueApp = (Vue, mounted) => ({
  setup() {
    const count = Vue.ref(0);
    if (mounted) Vue.onMounted(mounted);
    const h = Vue.h;
    return () => [
      h('h1', { class: 'shop' }, 'Shop  of Vue'),
      h('p', { style: { color: 'red' } }, ['Write to sales@shop.test, or ', h('a', { href: 'mailto:help@shop.test' }, 'help@shop.test'), '.']),
      h('ul', ['a', 'b'].map((name) => h('li', { key: name }, [
        h('a', { href: 'http://a.shop.test/' + name }, name), ' ',
        h('img', { src: 'http://a.shop.test/' + name + '.png', alt: name })]))),
      count.value > 100 ? h('p', 'many') : Vue.createCommentVNode('v-if', true),
      h('pre', 'two  spaces\n  and a line'),
      h('button', { class: 'more', onClick: () => { count.value++; } }, 'more'),
      h('output', { class: 'count' }, String(count.value))];
  },
});
