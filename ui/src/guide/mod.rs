//! The guide page (引导页): what this place is, four doors, the manual. For everybody, signed in or not.

mod art;
mod doors;

pub use art::Dunes;

use crate::api::session::{self, Who};
use crate::kit::{Frame, Icon, IconName, heading, use_frame};
use doors::PICTURED;
use gsdj_domain::home::{Door, SAYS, WELCOME};
use leptos::prelude::*;

/// The page at `/`.
#[component]
pub fn Guide() -> impl IntoView {
    document().set_title("甘肃党建");
    heading().set(Default::default());
    let frame = use_frame();
    move || {
        if frame.get() == Frame::Tv { view! { <TvWelcome/> }.into_any() } else { view! { <Welcome/> }.into_any() }
    }
}

fn signed_in() -> Memo<bool> {
    let state = session::who();
    Memo::new(move |_| matches!(&*state.read(), Who::Known(_)))
}

#[component]
fn Welcome() -> impl IntoView {
    let inside = signed_in();
    let act = move || {
        if inside.get() {
            view! { <a class="btn btn-gold" href="/home">"进入我的首页"<Icon name=IconName::Forward/></a> }
        } else {
            view! { <a class="btn btn-gold" href="/sign-in">"登录"<Icon name=IconName::Forward/></a> }
        }
    };
    view! {
        <div class="guide">
            <section class="guide-hero">
                <Dunes/>
                <div class="guide-words">
                    <h1>{WELCOME}</h1>
                    <p>{SAYS}</p>
                    <div class="guide-acts">{act}<a class="btn btn-glass" href="/manual"><Icon name=IconName::Book/>"用户手册"</a></div>
                </div>
            </section>
            <nav class="guide-doors" aria-label="四个栏目">{PICTURED.map(|(door, icon)| view! { <DoorCard door=door icon=icon/> }).collect_view()}</nav>
            <p class="guide-note">
                <Icon name=IconName::Lock/>
                "党组织用 12 位组织编码登录，党员用手机号或公民身份号码登录。"
                <a class="link" href="/manual/sign-in">"首次登录怎么做？"</a>
            </p>
        </div>
    }
}

#[component]
fn DoorCard(door: Door, icon: IconName) -> impl IntoView {
    view! {
        <a class=format!("guide-door door-{}", door.colour) href=door.to>
            <span class="guide-door-icon"><Icon name=icon/></span>
            <b>{door.label}</b>
            <span class="guide-door-says">{door.says}</span>
            <span class="guide-door-state">{door.state}</span>
        </a>
    }
}

/// The television has no fields to type in: it says where to sign in, and what can be seen without.
#[component]
pub fn TvWelcome() -> impl IntoView {
    let inside = signed_in();
    let home = move || {
        inside.get().then(|| view! {
        <a class="tile large" href="/home"><Icon name=IconName::Home/><b>"进入首页"</b><small>"等您办理的事、会议和通知"</small></a>
    })
    };
    let how = move || {
        (!inside.get()).then(|| {
            view! {
                <div class="tv-row">
                    <h2>"怎样在电视上登录"</h2>
                    <ol class="tv-steps">
                        <li><b>"1"</b>"电视不方便输入文字，请先在手机或电脑上登录和办理。"</li>
                        <li><b>"2"</b>"扫码登录电视的功能正在建设，开放后此处会显示二维码。"</li>
                        <li><b>"3"</b>"在此之前，可用连接电视的电脑登录，再打开电视界面。"</li>
                    </ol>
                </div>
            }
        })
    };
    view! {
        <h1>"欢迎使用甘肃党建"</h1>
        <p class="tv-hello">"支部的会议、通知和学习，在大屏幕上看得更清楚。用遥控器方向键移动，确定键打开。"</p>
        <div class="tv-row">
            <h2>"可以看"</h2>
            <div class="tv-tiles">
                {home}
                <a class="tile large" href="/news"><Icon name=IconName::News/><b>"党建资讯"</b><small>"全省头条和 14 个市州的动态"</small></a>
                <a class="tile large tile-teal" href="/manual"><Icon name=IconName::Book/><b>"操作指南"</b><small>"每项功能怎么用，一步一步讲"</small></a>
                <a class="tile large tile-gold" href="/manual/layout"><Icon name=IconName::Screen/><b>"认识界面"</b><small>"手机、电脑、电视各是什么样"</small></a>
            </div>
        </div>
        {how}
    }
}
