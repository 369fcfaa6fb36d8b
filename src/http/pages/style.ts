/** The style sheet of the pages: light and dark by the reader's setting, one column on a phone, plain on paper. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1d21; --paper: #f7f5f0; --card: #fffefb; --line: #dad5ca; --soft: #595d64; --mark: #ffe58a; --link: #114f8c; --warn: #a12b26; --good: #1f6138; --hold: #2f6f9f; --shift: #b5412d; --fill: #ece8df; }
@media (prefers-color-scheme: dark) { :root { --ink: #ebe9e4; --paper: #14161a; --card: #1c1f25; --line: #383d46; --soft: #a9aeb7; --mark: #6b5410; --link: #8fc1f5; --warn: #ff9d92; --good: #8fd9a8; --hold: #7cb8e6; --shift: #ff8d77; --fill: #262a31; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem; }
header { border-bottom: 1px solid var(--line); background: var(--card); }
header > div { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; max-width: 78rem; margin: 0 auto; padding: .7rem 1.25rem; }
.brand { font: 700 1.3rem Georgia, serif; color: inherit; text-decoration: none; }
nav ul { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; margin: 0; padding: 0; list-style: none; }
nav a { color: var(--soft); text-decoration: none; display: inline-block; padding: .15rem 0; } nav a[aria-current] { color: var(--ink); box-shadow: 0 2px 0 var(--shift); } nav a:hover { color: var(--ink); }
.who { margin-left: auto; } .who form { display: inline; }
main { max-width: 78rem; margin: 0 auto; padding: 1.25rem 1.25rem 4rem; }
h1, h2, h3 { font-family: Georgia, "Times New Roman", serif; line-height: 1.2; font-weight: 600; } h1 { font-size: 1.7rem; margin: .25rem 0 1rem; } h2 { font-size: 1.25rem; margin: 2rem 0 .75rem; } h3 { font-size: 1.1rem; margin: 0 0 .35rem; }
.soft { color: var(--soft); } .small { font-size: .875rem; }
.strip { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 1px; margin: 0 0 1.5rem; padding: 0; list-style: none; background: var(--line); border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; }
.strip li { background: var(--card); padding: .6rem .9rem; font-size: .875rem; color: var(--soft); } .strip b { display: block; font-size: 1.25rem; color: var(--ink); line-height: 1.3; } .strip b.ok { color: var(--good); } .strip b.late, .strip b.broken { color: var(--warn); }
article, .card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.15rem; margin: 0 0 1rem; }
article.open { border-left: 4px solid var(--shift); } article.acknowledged { border-left: 4px solid var(--hold); }
.tags { display: flex; flex-wrap: wrap; gap: .35rem; margin: .1rem 0 .75rem; padding: 0; list-style: none; } .tags li { font-size: .8125rem; background: var(--fill); border-radius: 1rem; padding: .05rem .65rem; } .tags .moved { background: var(--shift); color: var(--card); font-weight: 600; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 1rem 2rem; } .sides h4 { margin: 0 0 .4rem; font-size: .8125rem; font-weight: 600; color: var(--soft); text-transform: uppercase; letter-spacing: .04em; }
blockquote { margin: .3rem 0 .3rem; padding: .1rem 0 .1rem .8rem; border-left: 3px solid var(--line); font-family: Georgia, serif; font-size: 1.0625rem; overflow-wrap: anywhere; }
mark { background: var(--mark); color: inherit; padding: 0 .1em; border-radius: .15em; }
.evidence { margin: 0 0 .9rem; } .evidence p { margin: .2rem 0; }
details { margin-top: .5rem; } summary { cursor: pointer; color: var(--link); }
.acts { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: end; margin-top: .9rem; padding-top: .8rem; border-top: 1px solid var(--line); } .acts form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; }
button, .button { font: inherit; font-size: .9375rem; padding: .35rem .9rem; border: 1px solid var(--soft); border-radius: .35rem; background: var(--card); color: var(--ink); cursor: pointer; } button.main { background: var(--ink); color: var(--paper); border-color: var(--ink); } button.plain { border: 0; padding: 0; background: none; color: var(--link); text-decoration: underline; }
label { display: block; font-size: .875rem; } input, textarea, select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: .35rem; padding: .35rem .55rem; width: 100%; } .field { margin: 0 0 .9rem; max-width: 46rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } caption { text-align: left; color: var(--soft); padding-bottom: .4rem; } th, td { text-align: left; padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; } th { font-weight: 600; } td.quote { min-width: 16rem; font-family: Georgia, serif; } td.number { text-align: right; font-variant-numeric: tabular-nums; }
.findings td:nth-child(3) { min-width: 10rem; } .findings td:nth-child(5) { min-width: 16rem; }
.matrix { table-layout: auto; } .matrix th[scope=row] { font-weight: 500; min-width: 11rem; } .matrix td { padding: .3rem .5rem; min-width: 7.5rem; } .matrix td.none { color: var(--soft); } .matrix .cell { display: block; border-radius: .35rem; padding: .3rem .55rem; background: var(--fill); text-decoration: none; color: var(--ink); border-left: 4px solid var(--line); } .matrix .cell:hover { text-decoration: underline; } .cell.favor { border-left-color: var(--good); } .cell.against { border-left-color: var(--hold); } .cell.alerted { border-left-color: var(--shift); } .cell b { font-weight: 600; } .cell span { display: block; font-size: .8125rem; color: var(--soft); } .cell .arrow { color: var(--shift); font-weight: 700; }
.chart { display: block; width: 100%; height: auto; max-height: 18rem; } .chart text { fill: var(--soft); font-size: 12px; font-family: system-ui, sans-serif; } .chart .axis { stroke: var(--line); } .chart .held { fill: none; stroke: var(--ink); stroke-width: 2.5; } .dot-hold { fill: var(--hold); } .dot-shift { fill: var(--shift); } .dot-undecided { fill: var(--card); stroke: var(--soft); stroke-width: 1.5; } .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: .5rem 0 0; list-style: none; font-size: .875rem; color: var(--soft); } .legend svg { vertical-align: -2px; }
.spark { display: block; } .spark path { fill: none; stroke: var(--hold); stroke-width: 1.5; } .spark .under { fill: var(--fill); stroke: none; }
.passage { display: grid; grid-template-columns: 3.5rem 1fr; gap: 0 1rem; } .passage > b { color: var(--soft); font-weight: 500; font-size: .875rem; padding-top: .5rem; }
progress { width: 100%; max-width: 14rem; accent-color: var(--hold); } .bad { color: var(--warn); font-weight: 600; } .good { color: var(--good); }
code { font: .875em ui-monospace, "Cascadia Mono", Menlo, monospace; overflow-wrap: anywhere; } .verb { display: inline-block; min-width: 4rem; font-weight: 600; }
.notice { border-left: 4px solid var(--warn); }
footer { max-width: 78rem; margin: 0 auto; padding: 0 1.25rem 2rem; color: var(--soft); font-size: .875rem; }
@media (max-width: 40rem) { main { padding: 1rem .9rem 3rem; } header > div { padding: .6rem .9rem; } .who { margin-left: 0; } article, .card { padding: .85rem .9rem; } h1 { font-size: 1.4rem; } }
@media print { header nav, .acts, .who, footer { display: none; } body { background: #fff; color: #000; } article { break-inside: avoid; } }
`;
