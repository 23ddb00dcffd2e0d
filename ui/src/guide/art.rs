//! The picture above: dawn over dunes, snow far off, a beacon tower and the path that leads to it. Drawn for this
//! project; a few paths instead of a photograph, so that it costs nothing and fits every width.

use leptos::prelude::*;

const ART: &str = "\
<defs>\
<linearGradient id='dawn' x1='0' y1='0' x2='0' y2='1'>\
<stop offset='0' stop-color='#8f0f16'/><stop offset='.42' stop-color='#d2402a'/><stop offset='.74' stop-color='#f0984e'/><stop offset='1' stop-color='#f8cf86'/>\
</linearGradient>\
<linearGradient id='near' x1='0' y1='0' x2='1' y2='0'><stop offset='0' stop-color='#7a1a18'/><stop offset='1' stop-color='#4f0c10'/></linearGradient>\
<radialGradient id='glow'><stop offset='0' stop-color='#fff3d0' stop-opacity='.95'/><stop offset='.35' stop-color='#ffdc96' stop-opacity='.5'/><stop offset='1' stop-color='#ffdc96' stop-opacity='0'/></radialGradient>\
</defs>\
<rect width='1440' height='420' fill='url(#dawn)'/>\
<circle cx='1046' cy='214' r='190' fill='url(#glow)'/><circle cx='1046' cy='214' r='46' fill='#fff4d8'/>\
<path d='M0 268l70-34 52 20 84-58 70 40 62-26 96 54 74-30 90 44 110-52 84 36 96-44 88 42 104-50 86 44 92-30 110 46 152-40v190H0z' fill='#c9543a' opacity='.55'/>\
<path d='M206 196l-30 21 14 3 12-8 12 12 16-12 12 2zM590 214l-34 18 18 2 14-9 14 12 16-6zM1062 210l-30 15 16 3 14-8 14 10 12-5z' fill='#fff1e0' opacity='.8'/>\
<path d='M0 316c130-62 268-66 410-16s268 44 424-14 326-58 606 26v108H0z' fill='#c4472c'/>\
<path d='M0 316c130-62 268-66 410-16 60 21 118 32 178 34-90 22-200 6-300-10S92 312 0 340z' fill='#e0703f' opacity='.55'/>\
<path d='M0 352c176-56 330-38 486 2s330 26 498-14 318-26 456 14v66H0z' fill='#9c2a22'/>\
<path d='M984 340c100-24 196-34 288-28-76 22-130 34-184 62s-150 30-220 20c60-8 96-30 116-54z' fill='#c2482f' opacity='.6'/>\
<g fill='#3d0a0d'><path d='M1226 262h44l6 66h-56z'/><path d='M1220 252h56v12h-56zM1222 244h10v9h-10zM1243 244h10v9h-10zM1264 244h10v9h-10z'/></g>\
<path d='M1248 244c-9-10-3-19 1-26 2 7 10 11 6 20-1 3-4 5-7 6z' fill='#ffd27a'/>\
<path d='M0 384c210-44 402-26 590-2s420 10 850-22v60H0z' fill='url(#near)'/>\
<path d='M1248 328c-60 20-150 20-196 34s20 22-60 34-300 14-420 24' fill='none' stroke='#ffd27a' stroke-width='3' stroke-linecap='round' opacity='.75'/>";

/// The dunes, as wide as there is room; cut at the sides when narrow.
#[component]
pub fn Dunes() -> impl IntoView {
    view! { <svg class="dunes" viewBox="0 0 1440 420" preserveAspectRatio="xMaxYMax slice" aria-hidden="true" inner_html=ART></svg> }
}
