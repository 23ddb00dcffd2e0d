//! What branches make public, share and say in the demo.

use gsdj_domain::disclosure::DisclosureCategory;

/// What is made public: category, title, text.
pub(super) const PUBLIC: &[(DisclosureCategory, &str, &str)] = &[
    (
        DisclosureCategory::Admission,
        "发展对象情况公示",
        "经党员推荐、支委会研究，拟确定一名同志为发展对象。\n公示期间，对人选有意见的，可以当面或者打电话向支部反映。",
    ),
    (
        DisclosureCategory::Dues,
        "本季度党费收缴情况",
        "本季度应缴党费已全部收齐，并按时上交。\n明细贴在村部公开栏，本人有疑问的可以找组织委员核对。",
    ),
    (
        DisclosureCategory::Honours,
        "年度先进推荐名单",
        "经支部党员大会推荐，拟上报两名同志参加评选。\n推荐理由见附后的说明。",
    ),
    (
        DisclosureCategory::Plans,
        "下个月工作安排",
        "一、清理水渠三公里。\n二、走访七十岁以上的老党员。\n三、组织一次集中学习。",
    ),
    (
        DisclosureCategory::Election,
        "支委会换届选举日程",
        "本届支委会任期将满，拟于下月召开党员大会换届。\n选举办法和日程安排见正文。",
    ),
];

/// What is shared: title, text.
pub(super) const SHARED: &[(&str, &str)] = &[
    (
        "把会开到田间地头",
        "农忙时节，党员很难凑齐到村部。我们把主题党日放在地头，一边帮缺劳力的人家收洋葱，一边把要议的事议完。\n三个月下来，到会的人多了，说话的人也多了。\n要紧的是提前两天把议题发到手机上，大家心里有数。",
    ),
    (
        "老党员家里的小课堂",
        "住得远的老党员来一趟不容易，我们就送学上门，两名年轻党员负责一户。\n学完了帮着看看手机怎么用，顺手把家里的事记下来，月底汇总到支部。",
    ),
    (
        "一张清单管到底",
        "每次会后，把议定的事写成清单，写明谁办、哪天办完，贴在村部门口。\n办完一件划掉一件，没办完的下次会上先说原因。",
    ),
    (
        "楼栋里的联系卡",
        "社区把党员按楼栋编成小组，每户门口一张联系卡，写着找谁、怎么找。\n遇到停水停电，先在组里说清楚，少了很多误会。",
    ),
];

/// What others say about it.
pub(super) const SAID: &[&str] =
    &["这个办法实在，我们也想试试。", "请问清单由谁来填？", "提前发议题这一条很管用。", "去看过，确实到会的人多了。"];
