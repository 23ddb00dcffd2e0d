//! The world of the main job: what the registry hands over of one village, and nothing that anybody has done yet.

use super::person::Person;
use super::platform::{Platform, fresh_folder};
use gsdj_backend::account::hash_now;
use gsdj_backend::bind;
use gsdj_backend::registry::{Options, Source, sync};
use gsdj_domain::Instant;
use gsdj_domain::member::citizen;
use std::fmt::Write as _;
use std::path::PathBuf;

/// 2026-11-24, a Tuesday, 09:00 in Asia/Shanghai.
const MORNING: Instant = Instant(1_795_482_000_000);

const ORGS: &str = "组织代码,组织名称,组织类别,上级组织代码,单位性质类别,所在市州,地址,成立日期\n\
    620000000000,示例省委组织部,省委组织部,,,,,\n\
    620724001000,川口乡党委（示例）,党委,620000000000,,张掖市,川口乡政府院内,1958-06-01\n\
    620724001901,川口片区党总支（示例）,党总支,620724001000,,张掖市,川口村部,1985-07-01\n\
    620724001001,高台村党支部（示例）,党支部,620724001901,农村,张掖市,高台村部,1962-03-05\n\
    620724001002,河湾村党支部（示例）,党支部,620724001901,农村,张掖市,河湾村部,1963-04-02\n";

const NAMES: [&str; 6] = ["马建国", "李秀兰", "王德厚", "赵春梅", "张小军", "陈玉华"];

/// Whoever is on the branch's roll.
#[derive(Debug, Clone)]
pub struct Member {
    /// The name.
    pub name: &'static str,
    /// What they sign in with.
    pub phone: String,
    /// What they sign in with at first.
    pub first_password: String,
}

/// The village, and how its accounts are entered.
pub struct Village {
    /// The platform.
    pub platform: Platform,
    /// The six members of the branch.
    pub members: Vec<Member>,
    /// The branch's id.
    pub branch: i64,
}

impl Village {
    /// The branch's code.
    pub const BRANCH: &str = "620724001001";
    /// The general branch's code, whose password is known.
    pub const SUPERIOR: &str = "620724001901";
    /// The password of everybody who has one.
    pub const PASSWORD: &str = "gaotai-2026-cun";

    /// The registry's files, taken over a moment ago.
    pub async fn settle(web: Option<PathBuf>) -> Self {
        let folder = fresh_folder("village");
        let platform = Platform::start(folder, web, MORNING).await;
        let people: Vec<_> = NAMES.iter().zip(101..).map(|(name, n)| member(name, n)).collect();
        let files = vec![Source::text("组织.csv", ORGS), Source::text("党员.csv", roll(&people))];
        let app = platform.app().await;
        let synced = tokio::task::spawn_blocking(move || {
            sync(&app.store, &app.secret, app.now(), &files, &Options::default())
                .map(|r| (r.orgs.added, r.members.added))
        });
        assert_eq!(synced.await.unwrap().unwrap(), (5, 6));
        let members = people.into_iter().map(|(member, _)| member).collect();
        let branch = platform.number(format!("SELECT id FROM org WHERE code = '{}'", Self::BRANCH)).await;
        let hash = hash_now(Self::PASSWORD).unwrap();
        platform
            .write(move |c| {
                let sql = "INSERT INTO credential (account_id, password, must_change) SELECT id, ?1, 0 FROM org WHERE code = ?2";
                c.execute(sql, bind![&hash, Self::SUPERIOR])
            })
            .await;
        Self { platform, members, branch }
    }

    /// The superior, over the API.
    pub async fn superior(&self) -> Person {
        Person::sign_in(&self.platform, Self::SUPERIOR, Self::PASSWORD).await
    }

    /// The members' ids, in their order.
    pub async fn ids(&self) -> Vec<i64> {
        let mut ids = Vec::new();
        for member in &self.members {
            ids.push(self.platform.number(format!("SELECT id FROM member WHERE name = '{}'", member.name)).await);
        }
        ids
    }

    /// A member, over the API, who has changed the first password.
    pub async fn member(&self, nth: usize) -> Person {
        let member = &self.members[nth];
        Person::enter(&self.platform, &member.phone, &member.first_password, Self::PASSWORD).await
    }

    /// The branch's administrator, over the API.
    pub async fn branch_admin(&self) -> Person {
        let first = self.superior().await.reset(self.branch).await;
        Person::enter(&self.platform, Self::BRANCH, &first, Self::PASSWORD).await
    }
}

/// `day` days from the platform's today, at `hour`.
pub fn at_hour(now: Instant, day: i64, hour: u32) -> Instant {
    let date = now.plus(day * gsdj_domain::time::DAY).day();
    Instant::at(date, hour, 0)
}

fn member(name: &'static str, n: u32) -> (Member, String) {
    let body = format!("62072419800101{n}");
    let number = format!("{body}{}", citizen::check_char(&body).unwrap());
    let first_password = citizen::first_password(&number).to_owned();
    (Member { name, phone: format!("19900001{n}"), first_password }, number)
}

fn roll(people: &[(Member, String)]) -> String {
    let mut text = "公民身份号码,姓名,性别,出生日期,入党日期,党员类别,所在支部代码,手机号,状态\n".to_owned();
    for (m, number) in people {
        writeln!(text, "{number},{},男,1980-01-01,2005-07-01,正式党员,{},{},正常", m.name, Village::BRANCH, m.phone)
            .unwrap();
    }
    text
}
