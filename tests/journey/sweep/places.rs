//! Every page there is, by who may see it, in the demo as it is filled.

use super::books::BookPlaces;
use super::courses::CoursePlaces;
use crate::journey::harness::Demo;
use gsdj_domain::account::Role;

/// Addresses with the ids of this demo.
pub struct Places {
    pub answering: String,
    pub done: String,
    returned: String,
    pub record: String,
    edit: String,
    pub screen: String,
    pub check_in: String,
    pub card: String,
    branch: i64,
    disclosure: String,
    post: String,
    own_post: String,
    pub article: String,
    pub column: String,
    pub documents: String,
    pub topics: String,
    comment: String,
    /// On the desk: a draft or one returned, and one published, both of the editor's site.
    open_article: String,
    desk_article: String,
    pub learning: CoursePlaces,
    pub library: BookPlaces,
}

impl Places {
    pub async fn find(demo: &Demo) -> Self {
        let code = &demo.of(Role::BranchAdmin).account;
        let platform = &demo.platform;
        let branch = platform.number(format!("SELECT id FROM org WHERE code = '{code}'")).await;
        let newest = |condition: &str| {
            format!("SELECT MAX(id) FROM meeting WHERE org_id = {branch} AND cancelled = 0 AND {condition}")
        };
        let answering = platform
            .number(newest(&format!(
                "step = 'answer' AND kind = 'general_meeting' AND starts_at > {}",
                platform.now().0
            )))
            .await;
        let done = platform.number(newest("step = 'done' AND kind = 'general_meeting'")).await;
        let due = platform.number(newest("step IN ('upload_record', 'submit_for_review')")).await;
        let begun = platform.number(newest(&format!("step = 'answer' AND starts_at < {}", platform.now().0))).await;
        let returned = platform.number(newest("returned = 1")).await;
        let member = platform.number(format!("SELECT MIN(id) FROM member WHERE org_id = {branch}")).await;
        let running =
            format!("SELECT MAX(id) FROM disclosure WHERE org_id = {branch} AND version > 1 AND withdrawn_at IS NULL");
        let disclosure = platform.number(running).await;
        let of = |state: &str| format!("SELECT MAX(id) FROM experience WHERE org_id = {branch} AND state = '{state}'");
        let (post, own_post) = (platform.number(of("published")).await, platform.number(of("returned")).await);
        let record = if due > 0 { due } else { begun };
        let heads = "SELECT MAX(a.id) FROM article a JOIN article_place p ON p.article_id = a.id JOIN site_column x ON x.id = p.column_id
                     WHERE x.site = 'province' AND x.code = 'headlines'";
        let article = platform.number(heads).await;
        let of = |code: &str| format!("SELECT id FROM site_column WHERE site = 'province' AND code = '{code}'");
        let (column, documents) = (platform.number(of("hot")).await, platform.number(of("speeches")).await);
        let topics = platform.number(of("topics")).await;
        let desk = |state: &str| format!("SELECT MAX(id) FROM article WHERE site = 'province' AND state IN ({state})");
        let open_article = platform.number(desk("'draft', 'returned'")).await;
        let desk_article = platform.number(desk("'published'")).await;
        let comment = platform.number("SELECT MAX(id) FROM remark WHERE state = 'waiting'").await;
        Self {
            answering: format!("/meetings/{answering}"),
            done: format!("/meetings/{done}"),
            returned: format!("/meetings/{returned}"),
            record: format!("/meetings/{record}/record"),
            edit: format!("/meetings/{answering}/edit"),
            screen: format!("/meetings/{record}/check-in"),
            check_in: format!("/check-in/{record}"),
            card: format!("/branch/members/{member}/card"),
            branch,
            disclosure: format!("/disclosures/{disclosure}"),
            post: format!("/experiences/{post}"),
            own_post: format!("/experiences/{own_post}"),
            article: format!("/articles/{article}"),
            column: format!("/columns/{column}"),
            documents: format!("/columns/{documents}"),
            topics: format!("/columns/{topics}"),
            comment: format!("/comments/{comment}"),
            open_article: format!("/desk/{open_article}"),
            desk_article: format!("/desk/{desk_article}"),
            learning: CoursePlaces::find(demo).await,
            library: BookPlaces::find(demo).await,
        }
    }

    pub fn of_member(&self) -> Vec<String> {
        let fixed = [
            "/home",
            "/branch",
            "/branch/overview",
            "/branch/committee",
            "/branch/groups",
            "/branch/members",
            "/branch/calendar",
            "/branch/proxies",
            "/branch/elsewhere",
            "/scan",
            "/check-in/card",
            "/branch/standards",
            "/standards",
            "/standards/rural?chapter=life",
            "/meetings",
            "/inbox",
            "/me",
            "/me/sessions",
            "/me/points",
            "/me/points/sheet",
            "/points/rules",
            "/rankings",
            "/rankings?of=branches",
            "/me/downloads",
            "/me/outbox",
            "/password",
            "/learning",
            "/services",
            "/news",
            "/portals",
            "/me/favourites",
            "/verify",
            "/disclosures",
            "/experiences",
            "/exams",
            "/exams/history",
            "/exams/wrong",
            "/shortcuts",
            "/programmes",
            "/no/such/page",
        ];
        let own = [&self.answering, &self.done, &self.check_in, &self.disclosure, &self.post, &self.article];
        [with(&fixed, &own), self.learning.of_member(), self.library.of_readers()].concat()
    }

    pub fn of_branch(&self) -> Vec<String> {
        let fixed = [
            "/home",
            "/branch",
            "/branch/overview",
            "/branch/committee",
            "/branch/groups",
            "/branch/members",
            "/posts",
            "/branch/members?sex=female",
            "/branch/calendar",
            "/branch/calendar?view=list",
            "/branch/proxies",
            "/branch/elsewhere",
            "/branch/standards",
            "/branch/standards?chapter=life",
            "/standards",
            "/standards/new-organisations",
            "/workbench",
            "/meetings",
            "/meetings?kind=theme_day",
            "/meetings?stage=done",
            "/meetings/new",
            "/meetings/new?kind=general_meeting",
            "/inbox",
            "/audit",
            "/me/points",
            "/branch/points",
            "/rankings",
            "/points/rules",
            "/disclosures",
            "/disclosures?state=planned",
            "/disclosures/new",
            "/experiences",
            "/experiences?own=true",
            "/experiences/new",
            "/urges",
            "/exams/results",
            "/reviews",
        ];
        let edits = [format!("{}/edit", self.disclosure), format!("{}/edit", self.own_post)];
        let own = [&self.answering, &self.done, &self.returned, &self.record, &self.edit, &self.screen, &self.card];
        let open = [&self.disclosure, &self.post, &self.own_post, &edits[0], &edits[1], &self.comment, &self.article];
        [with(&fixed, &[&own[..], &open[..]].concat()), self.learning.of_branch(), self.library.of_readers()].concat()
    }

    pub fn of_superior(&self) -> Vec<String> {
        let org = format!("/orgs/{}", self.branch);
        let check = format!("/orgs/{}/standards", self.branch);
        let points = format!("/orgs/{}/points", self.branch);
        with(
            &[
                "/home",
                "/branch",
                "/workbench",
                "/members",
                "/branch/calendar",
                "/orgs",
                "/orgs/terms",
                "/reviews",
                "/reviews?decided=true",
                "/reviews?filed=true",
                "/disclosures",
                "/experiences",
                "/urges",
                "/workbench/standards",
                "/branch/points",
                "/rankings",
                "/exams/results",
                "/meetings",
                "/audit",
                "/inbox",
            ],
            &[&org, &check, &points, &self.done, &self.disclosure, &self.post],
        )
    }

    pub fn short(&self) -> Vec<String> {
        let fixed = [
            "/home",
            "/branch",
            "/workbench",
            "/orgs",
            "/orgs/terms?over=true",
            "/members",
            "/branch/calendar",
            "/posts",
            "/reviews",
            "/disclosures",
            "/experiences",
            "/urges",
            "/workbench/standards",
            "/rankings",
            "/branch/points",
            "/points/policy",
            "/shortcuts",
            "/programmes",
        ];
        with(&fixed, &[])
    }

    pub fn of_province(&self) -> Vec<String> {
        let desk = ["/desk", "/desk?state=waiting", "/desk/columns", "/desk/links", "/editors", "/programmes/edit"];
        let own = with(&desk, &[&self.desk_article]);
        [self.short(), own, self.learning.of_editors(), self.library.of_editors()].concat()
    }

    pub fn of_editor(&self) -> Vec<String> {
        let edit = format!("{}/edit", self.open_article);
        let versions = format!("{}/versions", self.desk_article);
        let fixed = ["/home", "/desk", "/desk?state=draft", "/desk/new", "/desk/columns", "/inbox", "/me"];
        with(&fixed, &[&self.open_article, &edit, &self.desk_article, &versions])
    }

    pub fn of_television(&self) -> Vec<String> {
        with(
            &[
                "/home",
                "/meetings",
                "/inbox",
                "/branch",
                "/branch/groups",
                "/branch/committee",
                "/branch/members",
                "/branch/calendar",
                "/me",
                "/manual",
                "/manual/answer",
                "/disclosures",
                "/experiences",
                "/standards",
                "/standards/rural",
                "/standards/rural?chapter=life",
                "/branch/standards",
                "/rankings",
                "/rankings?of=branches",
                "/me/points",
                "/news",
                "/sites/lanzhou",
                "/learning",
                "/learning/centre",
                "/learning/courses",
                "/learning/topics",
                "/library",
                "/library/shelf",
                "/portals",
                "/programmes",
                "/me/favourites",
            ],
            &[
                &self.answering,
                &self.done,
                &self.screen,
                &self.disclosure,
                &self.post,
                &self.article,
                &self.column,
                &self.learning.course,
                &self.learning.film,
                &self.learning.text,
                &self.library.work,
                &self.library.read,
                &self.library.heard,
            ],
        )
    }
}

/// The addresses with those of this demo.
pub fn with(fixed: &[&str], more: &[&String]) -> Vec<String> {
    fixed.iter().map(ToString::to_string).chain(more.iter().map(ToString::to_string)).collect()
}
