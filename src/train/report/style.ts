/** The page's style: light and dark by the reader's setting, no font or image from outside. */
export const style: string = `
:root { color-scheme: light dark; --page: #f6f7f9; --card: #ffffff; --text: #1b2130; --soft:
  #59637a;
  --line: #dde1e8; --right-heat: 38 105 214; --wrong-heat: 226 105 32; --good: #14774a; --bad:
  #b42318;
  --s0: #2368d6; --s1: #c2500c; --s2: #0f7f6b; --s3: #8a3fbf; }
@media (prefers-color-scheme: dark) { :root { --page: #11151c; --card: #191f29; --text: #e7eaf0;
  --soft: #a2adc0; --line: #2e3746; --right-heat: 58 120 225; --wrong-heat: 196 92 30; --good:
  #58c793;
  --bad: #ff8a7d; --s0: #6ea6ff; --s1: #ff9d5c; --s2: #4fcbb2; --s3: #cc98f2; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui,
  sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 32px 20px 56px; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 20px; overflow-wrap: anywhere; }
h2 { font-size: 19px; margin: 36px 0 12px; }
h3 { font-size: 15px; margin: 0 0 8px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding: 0 0 8px; font-size: 14px; }
th { font-weight: 500; text-align: left; }
td { text-align: right; }
.panel, .chart { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  padding: 16px 18px; }
.summary { min-width: min(100%, 420px); }
.summary th, .summary td, .numbers th, .numbers td { padding: 5px 20px 5px 0; border-top: 1px
  solid var(--line); }
.summary th { color: var(--soft); }
.summary td { font-weight: 600; text-align: left; overflow-wrap: anywhere; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr));
  gap: 16px; }
.chart svg { width: 100%; height: auto; display: block; }
.chart text { fill: var(--soft); font-size: 12px; }
.chart text.label { fill: var(--text); font-size: 12.5px; }
.grid { stroke: var(--line); } .axis { stroke: var(--soft); }
.series { fill: none; stroke-width: 2; stroke-linejoin: round; }
.series.long path { stroke-width: 1.2; }
.series circle, .series rect, .series .mark { stroke: none; }
.s0 { stroke: var(--s0); } .s0 circle { fill: var(--s0); }
.s1 { stroke: var(--s1); } .s1 path { stroke-dasharray: 7 4; } .s1 rect { fill: var(--s1); }
.s2 { stroke: var(--s2); } .s2 path { stroke-dasharray: 2 3; } .s2 .mark { fill: var(--s2); }
.s3 { stroke: var(--s3); } .s3 path { stroke-dasharray: 9 3 2 3; } .s3 .mark { fill: var(--s3); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; list-style: none; margin: 8px 0 14px;
  padding: 0; }
.legend li { display: flex; align-items: center; gap: 8px; }
.chart svg.key { width: 34px; height: 12px; flex: none; }
.numbers { width: 100%; font-size: 14px; }
.numbers thead th:not(:first-child) { text-align: right; }
.numbers th:last-child, .numbers td:last-child { padding-right: 0; }
.numbers thead th { color: var(--soft); border-top: 0; }
.panel p { margin: 0 0 10px; }
.wide { overflow-x: auto; }
.confusion { font-size: 13px; }
.confusion caption { font-size: 14px; }
.confusion th, .confusion td { border: 1px solid var(--line); padding: 5px 8px; height: 34px; }
.confusion thead th { vertical-align: bottom; color: var(--soft); }
.confusion thead th:not(:first-child) { text-align: center; padding: 8px 4px; }
.confusion thead th:not(:first-child) span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 150px;
  overflow: hidden;
  white-space: nowrap; text-overflow: ellipsis; }
.confusion tbody th { white-space: nowrap; max-width: 220px; overflow: hidden; text-overflow:
  ellipsis; }
.confusion td { min-width: 42px; text-align: center; }
.confusion td.right { background: rgb(var(--right-heat) / var(--shade)); font-weight: 600; }
.confusion td.wrong { background: rgb(var(--wrong-heat) / var(--shade)); }
.confusion td.zero { color: var(--soft); opacity: .55; }
.confusion td.sum { text-align: right; white-space: nowrap; }
.sheet-head { display: flex; flex-wrap: wrap; gap: 4px 24px; justify-content: space-between;
  margin: 0 0 12px; }
.sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(140px, 1fr)); gap: 12px; }
.card { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 10px;
  overflow: hidden; }
.card img, .no-picture { display: block; width: 100%; aspect-ratio: 1; object-fit: contain;
  background: var(--page); }
.card img.pixels { image-rendering: pixelated; }
.no-picture { display: grid; place-items: center; font-size: 36px; color: var(--soft); }
.card figcaption { padding: 8px 10px 10px; display: grid; gap: 3px; font-size: 13px;
  overflow-wrap: anywhere; }
.card strong { font-weight: 600; }
.card.wrong, .card.failed { border: 2px solid var(--bad); }
.card.wrong strong, .card.failed strong, .truth { color: var(--bad); }
.card.right strong { color: var(--good); }
.bar { height: 5px; border-radius: 3px; background: var(--line); overflow: hidden; }
.bar i { display: block; height: 100%; background: var(--s0); }
.wrong .bar i { background: var(--bad); }
.file { color: var(--soft); font-size: 12px; white-space: nowrap; overflow: hidden; text-overflow:
  ellipsis; }
.empty { color: var(--soft); }
main:has(#only-wrong:checked) .card.right, main:has(#only-wrong:checked) .card.unknown { display:
  none; }
@media print { body { background: none; } .card, .chart { break-inside: avoid; } }
`;
