//! What the standard of 机关 asks for beyond what all share.

use super::standard;
use crate::standards::probe::Probe;

standard! {
    /// 机关.
    OFFICE:
    Politics {
        "O1-01" "争创模范机关":
            "带头学懂弄通党的创新理论，带头落实中央和省委决策，年初定目标、年底评实效，在走在前、作表率上拿得出实例。" /
            "查年度打算和总结，看具体实例。" /
            GeneralMeeting CommitteeMeeting ThemeDay File;
        "O1-02" "党建和业务一起抓":
            "党建和业务一同谋划、一同部署、一同推进、一同考核；承担重点任务时，党员打头阵。" /
            "查支部工作计划与业务任务的对应情况。" /
            CommitteeMeeting GeneralMeeting File Note;
        "O1-03" "青年理论学习见行动":
            "把年轻干部组织起来学理论，有计划、有领学、有调研，学习成果用到本职工作中。" /
            "查学习小组的计划和成果。" /
            ThemeDay PartyLecture File Note;
    }
    Organisation {
        "O2-01" "机关支部按期换届":
            "机关党支部委员会每届任期一般为 3 年，届满按期换届；内设机构调整的，支部设置及时跟着调整。" /
            "对照系统中的任期，查换届材料和批复。" /
            Committee GeneralMeeting File => Probe::TermRuns { years: 3 };
        "O2-02" "支部随内设机构设":
            "支部一般按内设机构设置，书记一般由本部门主要负责人担任，能把党务和业务抓在一起。" /
            "查支部设置和书记任职情况。" /
            Committee File Note;
        "O2-03" "党务有人专管":
            "按规定配备专兼职党务干部，人员少的也要有人专门负责；党务干部定期培训，有交流、有出路。" /
            "查党务干部名单和培训记录。" /
            CommitteeMeeting File Note;
    }
    Life {
        "O3-01" "党员领导干部过双重组织生活":
            "党员领导干部既参加领导班子民主生活会，又以普通党员身份参加所在支部和党小组的组织生活，带头讲党课、带头谈问题。" /
            "查领导干部在支部参加活动的次数和发言。" /
            GeneralMeeting PartyLecture ThemeDay LifeMeeting File;
        "O3-02" "组织生活到一线去":
            "把主题党日放到联系点、服务窗口和基层一线，每年至少有几次在现场听意见、办实事。" /
            "查现场活动的记录和办成的事。" /
            ThemeDay File Note;
    }
    Members {
        "O4-01" "在职党员到社区报到":
            "支部和在职党员到社区报到，每年认领并完成力所能及的服务，社区给出评价。" /
            "查报到登记、服务记录和社区反馈。" /
            ThemeDay File Note;
        "O4-02" "亮身份、当先锋":
            "窗口和服务岗位的党员亮身份、亮承诺，设党员先锋岗；急难任务中组建党员突击队。" /
            "到窗口看，查先锋岗评定。" /
            ThemeDay File Note;
        "O4-03" "管到八小时之外":
            "关心年轻党员的思想和生活，家庭、社交、网络言行有提醒；离退休党员的学习和看望有人管。" /
            "查谈心谈话和家访记录。" /
            ThemeDay File Note;
    }
    Means {
        "O5-01" "党建经费列入预算":
            "党的活动经费列入机关年度预算，支部有使用计划，报销按规定，不与福利混在一起。" /
            "查预算和使用明细。" /
            CommitteeMeeting Disclosure File;
        "O5-02" "活动注意保密":
            "涉密场所、涉密内容的活动按保密要求组织，照片、材料上传前先看能不能公开。" /
            "抽查上传的照片和材料。" /
            CommitteeMeeting File Note;
    }
    Appraisal {
        "O6-01" "抓党建与年度考核挂钩":
            "支部书记抓党建的情况纳入本人年度考核，党员参加组织生活和完成急难任务的表现作为评优的重要依据。" /
            "查考核办法和当年结果。" /
            GeneralMeeting CommitteeMeeting File Note;
        "O6-02" "请服务对象评":
            "每年至少一次向基层和服务对象征求意见，问题交到具体人，办理结果反馈给提意见的人。" /
            "查意见登记和反馈。" /
            CommitteeMeeting Disclosure File Note;
    }
}
