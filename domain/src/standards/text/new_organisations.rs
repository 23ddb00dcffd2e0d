//! What the standard of 非公有制经济和社会组织 asks for beyond what all share.

use super::standard;
use crate::standards::probe::Probe;

standard! {
    /// 非公有制经济和社会组织.
    NEW_ORGANISATIONS:
    Politics {
        "N1-01" "引导守法诚信":
            "支部引导和监督所在企业、社会组织遵守法律法规，依法经营、诚信办会，维护职工、会员和各方的合法权益。" /
            "查学法活动和意见建议，看有无重大违法。" /
            ThemeDay PartyLecture File Note;
        "N1-02" "与管理层常沟通":
            "党组织与出资人、管理层定期沟通，重要事项互相通报，支部负责人可以列席有关会议，提出的建议有答复。" /
            "查沟通记录和建议采纳情况。" /
            CommitteeMeeting File Note;
        "N1-03" "党建要求写入章程":
            "推动把党建工作写入企业或者社会组织章程，社会组织登记、年检时同步了解党建情况。" /
            "查章程条款；暂未写入的，看推动情况。" /
            CommitteeMeeting File Note;
    }
    Organisation {
        "N2-01" "支部按期换届":
            "党支部委员会每届任期一般为 3 年，届满按期换届；人员变动大的，及时补选，不让班子空转。" /
            "对照系统中的任期，查换届材料和批复。" /
            Committee GeneralMeeting File => Probe::TermRuns { years: 3 };
        "N2-02" "组织和工作都覆盖":
            "符合条件的单独组建，不够条件的在园区、楼宇、商圈、行业中联合组建；暂时没有党员的，由上级选派指导员开展工作。" /
            "查党员摸排和组建情况。" /
            Committee File Note;
        "N2-03" "选好书记、带好群团":
            "书记优先从管理层、业务骨干中的党员里选，也可由上级选派；带动工会、共青团、妇联组织一起活动。" /
            "查书记任职情况和群团活动。" /
            Committee ThemeDay File Note;
    }
    Life {
        "N3-01" "组织生活小型、业余、管用":
            "利用班前班后、午间、线上等灵活方式，时间短、主题实，和生产经营、行业服务结合，不影响正常工作。" /
            "查活动时间、内容和党员评价。" /
            ThemeDay GroupMeeting GeneralMeeting File Note;
    }
    Members {
        "N4-01" "双向培养":
            "把生产经营骨干培养成党员，把党员培养成骨干；重视在业务骨干、青年和符合条件的出资人中做好培养教育。" /
            "查培养名单和岗位变化。" /
            CommitteeMeeting GeneralMeeting File Note;
        "N4-02" "管住流动快的党员":
            "新入职时问一问、查一查，让没有亮明身份的党员回到组织中来；离职时及时转接组织关系。" /
            "对照员工名册和党员名册抽查。" /
            File Note;
        "N4-03" "党员亮身份、作承诺":
            "党员在岗位上亮身份、作承诺，在技术革新、诚信服务、公益活动中带头。" /
            "到岗位看，查承诺和评定。" /
            ThemeDay File Note;
    }
    Means {
        "N5-01" "经费多渠道保障":
            "党组织工作经费可以纳入企业管理费用列支，党费按规定返还使用，上级适当补助，社会组织也有相应安排。" /
            "查经费来源和使用登记。" /
            CommitteeMeeting Disclosure File;
        "N5-02" "场地共建共享":
            "有条件的单独建活动场所，没有条件的与园区、楼宇、社区的党群服务中心合用。" /
            "实地看，查合用约定。" /
            Overview File Note;
        "N5-03" "指导员常来常帮":
            "上级选派的党建工作指导员定期到支部，帮助理思路、教方法、解难题，来过要有记录。" /
            "查指导员工作记录。" /
            CommitteeMeeting GeneralMeeting File Note;
    }
    Appraisal {
        "N6-01" "上级和单位一起评":
            "上级党组织结合出资人、管理层的意见评价支部工作，评出等次，好的总结推广，软弱的限期整顿。" /
            "查评价结果和整改。" /
            CommitteeMeeting File Note;
        "N6-02" "请职工和会员评":
            "每年至少一次请职工、会员评价支部和党员，看党组织在解决实际问题上有没有帮上忙。" /
            "查评价结果和采纳情况。" /
            GeneralMeeting Disclosure File Note;
    }
}
