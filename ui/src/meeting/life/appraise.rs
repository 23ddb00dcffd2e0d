//! A member appraises: themselves, and the others in one secret ballot (FEATURES 12.8).

use super::GradeChoice;
use crate::api;
use crate::kit::{Button, ButtonKind, Icon, IconName, TextField, Tone, draft, toast, use_save};
use gsdj_domain::MemberId;
use gsdj_domain::meeting::life::{AppraisalView, Ballot, Graded, OPINION_MAX, SelfAppraisal};
use gsdj_domain::meeting::{Act, Grade, MeetingView};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The card; shown once the meeting has begun.
#[component]
pub fn AppraiseCard(#[prop(into)] view: Signal<MeetingView>) -> impl IntoView {
    let appraisal = Memo::new(move |_| view.with(|v| v.life.as_ref().and_then(|l| l.appraisal.clone())));
    let open = Memo::new(move |_| view.with(|v| v.acts.iter().any(|s| s.act == Act::Appraise && s.allowed)));
    let row = move || appraisal.get().and_then(|a| a.rows.first().cloned());
    let result = move || row().and_then(|r| r.grade.map(|g| (g, r.opinion)));
    view! {
        <Show when=move || open.get()>
            <section class="answer card" aria-label="我的自评"><Own view=view/></section>
            <section class="answer card" aria-label="互评投票"><Vote view=view appraisal=appraisal/></section>
        </Show>
        {move || result().map(|(grade, opinion)| view! {
            <section class="answer card" aria-label="我的民主评议结果">
                <h2 class="answer-title"><Icon name=IconName::Star/>{format!("组织评定：{}", grade.label())}</h2>
                <p>{opinion}</p>
            </section>
        })}
    }
}

#[component]
fn Own(view: Signal<MeetingView>) -> impl IntoView {
    let id = view.with_untracked(|v| v.row.id);
    let kept = view.with_untracked(|v| {
        v.life.as_ref().and_then(|l| l.appraisal.as_ref()).and_then(|a| a.rows.first()).and_then(|r| r.own.clone())
    });
    let handed = RwSignal::new(kept.is_some());
    let grade = RwSignal::new(kept.as_ref().map(|o| o.grade));
    let text = RwSignal::new(kept.map(|o| o.text).unwrap_or_default());
    let save = use_save(move |form: SelfAppraisal, key| async move {
        match api::meeting::own_appraisal(id, form, key).await? {
            api::Sent::Done(_) => toast::show(Tone::Ok, "自评已提交"),
            api::Sent::Queued => toast::queued(),
        }
        handed.set(true);
        Ok(())
    });
    let send = move |_| match grade.get_untracked() {
        Some(grade) => save.go(SelfAppraisal { grade, text: text.get_untracked() }),
        None => toast::show(Tone::Warn, "请先选择自评等次"),
    };
    let error = Signal::derive(move || save.field("text").get().or_else(|| save.error().get().map(|e| e.sentence())));
    view! {
        <h2 class="answer-title">{move || handed.get().then(|| view! { <Icon name=IconName::Check/> })}"我的自评"</h2>
        <GradeChoice label="自评等次" chosen=grade on_choose=move |g| grade.set(Some(g))/>
        <TextField label="自我评价" name="text" value=text error=error multiline=true max=OPINION_MAX hint="可不填"/>
        <div class="answer-buttons">
            <Button kind=ButtonKind::Primary busy=save.pending() on_click=send>{move || if handed.get() { "修改自评" } else { "提交自评" }}</Button>
        </div>
    }
}

#[component]
fn Vote(view: Signal<MeetingView>, appraisal: Memo<Option<AppraisalView>>) -> impl IntoView {
    let id = view.with_untracked(|v| v.row.id);
    let others = Memo::new(move |_| appraisal.with(|a| a.as_ref().map(|a| a.others.clone()).unwrap_or_default()));
    let voted = Memo::new(move |_| appraisal.with(|a| a.as_ref().is_some_and(|a| a.has_voted)));
    let grades = RwSignal::new(BTreeMap::<MemberId, Grade>::new());
    let kept = draft::keep(format!("ballot-{id}"), move || grades.get(), move |old| grades.set(old));
    let save = use_save(move |form: Ballot, key| {
        let kept = kept.clone();
        async move {
            api::meeting::ballot(id, form, key).await?;
            // a ballot must not lie on the device once it is cast
            kept.clear();
            grades.set(BTreeMap::new());
            toast::show(Tone::Ok, "投票已提交");
            Ok(())
        }
    });
    let left = move || others.with(|all| all.iter().filter(|c| grades.with(|g| !g.contains_key(&c.member))).count());
    let send = move |_| {
        let grades = grades.get_untracked().into_iter().map(|(member, grade)| Graded { member, grade }).collect();
        save.go(Ballot { grades });
    };
    let all_same = move |grade: Grade| grades.set(others.with(|all| all.iter().map(|c| (c.member, grade)).collect()));
    let line = move |c: gsdj_domain::meeting::life::Appraisee| {
        let member = c.member;
        let chosen = Signal::derive(move || grades.with(|g| g.get(&member).copied()));
        let choose = move |grade| {
            grades.update(|g| {
                g.insert(member, grade);
            });
        };
        view! { <li class="ballot-line"><b class="grow">{c.name.clone()}</b><GradeChoice label=format!("{}的等次", c.name) chosen=chosen on_choose=choose/></li> }
    };
    view! {
        <h2 class="answer-title">{move || voted.get().then(|| view! { <Icon name=IconName::Check/> })}"互评投票"</h2>
        <Show when=move || !voted.get() fallback=|| view! { <p>"您已投票。投票不记名：系统只记谁投过票，不记投的是什么。"</p> }>
            <p class="muted small">"投票不记名：谁投过票和投了什么分开保存，支部和上级都看不到您投的是什么。提交后不能更改。"</p>
            <div class="chips" role="group" aria-label="全部选同一等次">
                {[Grade::Excellent, Grade::Qualified].map(|g| view! { <button type="button" class="chip-button" on:click=move |_| all_same(g)>{format!("全部选“{}”", g.label())}</button> }).collect_view()}
            </div>
            <ul class="ballot">{move || others.get().into_iter().map(line).collect_view()}</ul>
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <div class="answer-buttons">
                <Button kind=ButtonKind::Primary busy=save.pending() disabled=Signal::derive(move || left() > 0) on_click=send>
                    {move || if left() > 0 { format!("还有 {} 人没有评", left()) } else { "提交投票".to_owned() }}
                </Button>
            </div>
        </Show>
    }
}
