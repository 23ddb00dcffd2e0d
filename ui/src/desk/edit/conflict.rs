//! Somebody else was quicker: what they changed, beside what one has written oneself; nothing goes before it is chosen.

use crate::desk::model::form::Typed;
use crate::desk::page_versions::Compared;
use crate::kit::{Button, ButtonKind, Tone, toast, use_now};
use gsdj_domain::content::{ArticleAct, DeskView};
use gsdj_domain::rich;
use leptos::prelude::*;

/// The panel; `mine` is what stands in the form.
#[component]
pub fn Conflict(
    theirs: DeskView,
    mine: Typed,
    #[prop(into)] on_mine: Callback<()>,
    #[prop(into)] on_theirs: Callback<()>,
) -> impl IntoView {
    let now = use_now();
    let (who, at, id) = (theirs.row.writer.clone(), theirs.row.written_at, theirs.row.id);
    let who = if theirs.row.mine { "您在别处".to_owned() } else { who };
    let title = move || format!("{who} {} 改过这篇稿件", at.spoken(now.get()));
    let differs = mine.differs(&Typed::of(&theirs));
    let says = if differs.is_empty() {
        "您写的和平台上的一样。".to_owned()
    } else {
        format!("您写的和平台上的不同之处：{}。您写的都还在下面，没有丢。", differs.join("、"))
    };
    let open = theirs.acts.contains(&ArticleAct::Edit);
    let text = rich::to_text(&mine.blocks());
    let copy = move |_| {
        if let Some(window) = web_sys::window() {
            // the answer comes later; a browser that refuses leaves the text on the page
            let _ = window.navigator().clipboard().write_text(&text);
            toast::show(Tone::Ok, "已复制");
        }
    };
    let choice = if open {
        view! {
            <Button kind=ButtonKind::Primary on_click=move |_| on_mine.run(())>"用我写的，继续保存"</Button>
            <Button kind=ButtonKind::Line on_click=move |_| on_theirs.run(())>"用平台上的，我接着改"</Button>
        }
        .into_any()
    } else {
        let says = format!(
            "稿件现在{}，不能再保存；您写的仍保留在这台设备上，能修改时打开这一页就会恢复。",
            theirs.row.state.label()
        );
        view! { <p>{says}</p><a class="btn btn-line" href=format!("/desk/{id}")>"看这篇稿件"</a> }.into_any()
    };
    view! {
        <section class="why bad desk-conflict" id="field-conflict" tabindex="-1">
            <h2 class="why-title">{title}</h2>
            <p role="alert">{says}</p>
            <details class="past">
                <summary>"对照着看（删去的是平台上的，增加的是您写的）"</summary>
                <Compared before=theirs.form after=mine.form()/>
            </details>
            <div class="row wrap desk-choice">
                {choice}
                <Button kind=ButtonKind::Quiet on_click=copy>"复制我写的正文"</Button>
            </div>
        </section>
    }
}
