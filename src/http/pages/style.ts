/** The style sheet of the pages: light and dark by the reader's setting, one column on a phone. */
export const style = `
:root { color-scheme: light dark; --ink: #1c1e21; --paper: #fbfaf7; --line: #d9d5cc; --soft: #5d6167; --mark: #fbe6a2; --warn: #a4302a; --good: #23683c; --card: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --paper: #16181b; --line: #3a3e44; --soft: #a5a9b0; --mark: #5c4a10; --warn: #ff9b90; --good: #8fd6a5; --card: #1e2125; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; padding: .75rem 1.25rem; border-bottom: 1px solid var(--line); }
header a { font: 700 1.25rem Georgia, serif; color: inherit; text-decoration: none; }
header span, .soft { color: var(--soft); }
main { max-width: 72rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; }
h1, h2, h3 { font-family: Georgia, serif; line-height: 1.2; }
.strip { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 0 0 1.5rem; padding: 0; list-style: none; }
.strip li, article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
.strip b { display: block; font-size: 1.35rem; }
.ok { color: var(--good); } .late, .broken { color: var(--warn); }
article { margin-bottom: 1rem; }
article h3 { margin: 0 0 .5rem; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1rem; }
blockquote { margin: .25rem 0; padding: .25rem .75rem; border-left: .25rem solid var(--line); overflow-wrap: anywhere; }
mark { background: var(--mark); color: inherit; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
`;
