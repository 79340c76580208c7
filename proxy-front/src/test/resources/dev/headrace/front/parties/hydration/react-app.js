globalThis.reactApp = (React, mounted) => {
  const h = React.createElement;
  return function App() {
    const [count, setCount] = React.useState(0);
    React.useEffect(() => { if (mounted) mounted(); }, []);
    return h('main', { className: 'shop' },
      h('h1', null, 'Shop  of ', 'two', ' strings'),
      h('p', { style: { color: 'red', backgroundImage: "url('http://shop.test/b.png')" } },
        'Write to sales@shop.test, or ', h('a', { href: 'mailto:help@shop.test' }, 'help@shop.test'), '.'),
      h('ul', null, ['a', 'b'].map((name) => h('li', { key: name },
        h('a', { href: 'http://a.shop.test/' + name }, name), ' ',
        h('img', { src: 'http://a.shop.test/' + name + '.png', alt: name, width: 10, height: 10 })))),
      h(React.Suspense, { fallback: 'waits' }, h('p', null, 'suspended', ' ', 'content')),
      h('pre', null, 'two  spaces\n  and a line'),
      h('button', { className: 'more', onClick: () => setCount((n) => n + 1) }, 'more'),
      h('output', { className: 'count' }, count));
  };
};
