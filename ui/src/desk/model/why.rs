//! Why something can't be done with an article now, in the words of the rules themselves.

use gsdj_domain::account::Permission;
use gsdj_domain::content::{Article, ArticleAct, ArticleState, DeskView};
use gsdj_domain::{AccountId, Refusal};

/// The acts that people look for where an article stands so.
const fn looked_for(state: ArticleState) -> &'static [ArticleAct] {
    use ArticleAct::{Discard, Edit, Publish, Return, Submit, TakeBack};
    match state {
        ArticleState::Draft => &[Discard, Publish],
        ArticleState::Waiting => &[Edit, TakeBack, Publish, Return],
        ArticleState::Returned => &[Discard, Publish],
        ArticleState::Scheduled => &[Edit, Publish],
        ArticleState::Published | ArticleState::Withdrawn => &[Submit],
    }
}

/// What somebody with these permissions may look for and not find, each with why and what helps.
#[must_use]
pub fn shut(view: &DeskView, me: AccountId, permissions: &[Permission]) -> Vec<(ArticleAct, String)> {
    let writes = permissions.contains(&Permission::WriteArticles);
    let article = Article {
        state: view.row.state,
        live: view.row.live,
        versions: view.row.versions,
        handed_in: !view.rounds.is_empty(),
        looked_at: view.row.state == ArticleState::Waiting && !view.acts.contains(&ArticleAct::TakeBack),
        // who else it was does not matter: only whether it is the caller
        writer: if view.row.mine { me } else { AccountId(-1) },
    };
    let shut = |act: &ArticleAct| {
        if view.acts.contains(act) {
            return None;
        }
        let own = matches!(act, ArticleAct::Edit | ArticleAct::Discard | ArticleAct::Submit | ArticleAct::TakeBack);
        if own && !writes {
            return (*act == ArticleAct::Edit)
                .then(|| (*act, "省委组织部审核、退回和撤稿；稿件由站点的编辑修改。".to_owned()));
        }
        let refusal = article.allow(*act, me).err()?;
        Some((*act, sentence(*act, view.row.state, &refusal)))
    };
    looked_for(view.row.state).iter().filter_map(shut).collect()
}

fn sentence(act: ArticleAct, state: ArticleState, refusal: &Refusal) -> String {
    let helps = match (act, state) {
        (ArticleAct::Edit, ArticleState::Waiting) => "审核人查看之前可以撤回再改；查看之后请等待审核结果。",
        (ArticleAct::Edit, ArticleState::Scheduled) => "要修改，请先撤回。",
        (ArticleAct::Publish, ArticleState::Draft | ArticleState::Returned) => "报审以后，由别人审核发布。",
        (ArticleAct::Publish, ArticleState::Scheduled) => "到时间自动发布；要提前，请先撤回再报审。",
        (ArticleAct::Submit, ArticleState::Published | ArticleState::Withdrawn) => "修改以后可以再报审。",
        _ => "",
    };
    if helps.is_empty() { format!("{}。", refusal.sentence()) } else { format!("{}。{helps}", refusal.sentence()) }
}
