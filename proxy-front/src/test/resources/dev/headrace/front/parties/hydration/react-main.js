const root = document.getElementById('root');
const App = globalThis.reactApp(React, () => window.hydrated());
ReactDOM.hydrateRoot(root, React.createElement(App), {
  onRecoverableError: (error) => window.said.push(String(error)),
});
