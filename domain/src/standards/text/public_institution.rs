//! What the standard of 事业单位 asks for beyond what all share.

use super::standard;
use crate::standards::probe::Probe;

standard! {
    /// 事业单位.
    PUBLIC_INSTITUTION:
    Politics {
        "P1-01" "参与重要决策":
            "支部按所在单位的领导体制，参与讨论本单位、本部门的重要事项，在人员引进、职称评聘、评优评先中把好政治关。" /
            "查支部研究记录与决定文件的先后。" /
            CommitteeMeeting GeneralMeeting File;
        "P1-02" "立德树人、医者仁心":
            "把师德师风、医德医风、学术道德、行业作风作为常抓的事，有教育、有承诺、有监督，出了问题不护短。" /
            "查教育和处理记录，看投诉情况。" /
            ThemeDay PartyLecture GeneralMeeting File Note;
        "P1-03" "管好课堂讲坛和阵地":
            "课堂、讲座、论坛、展演、新媒体账号有人审、有人管，内容导向正确。" /
            "查审批登记，抽看内容。" /
            CommitteeMeeting File Note;
    }
    Organisation {
        "P2-01" "事业单位支部按期换届":
            "事业单位党支部委员会每届任期一般为 3 年，届满按期换届；科室、院系调整的，支部设置及时调整。" /
            "对照系统中的任期，查换届材料和批复。" /
            Committee GeneralMeeting File => Probe::TermRuns { years: 3 };
        "P2-02" "支部建在科室和教研组":
            "支部按科室、年级、教研组、课题组设置，便于党建和业务一起抓，党政负责人交叉任职。" /
            "查支部设置和任职情况。" /
            Committee Groups File Note;
        "P2-03" "书记当好双带头人":
            "支部书记一般由党性强、业务精的骨干担任，既是党建带头人，又是业务带头人。" /
            "查书记的任职条件和业务实绩。" /
            Committee File Note;
    }
    Life {
        "P3-01" "组织生活合上业务节拍":
            "避开教学、诊疗、演出、野外作业的高峰，固定时间，保证质量；夜班、外派党员有补学。" /
            "查时间安排和补学记录。" /
            ThemeDay GeneralMeeting GroupMeeting File Note;
    }
    Members {
        "P4-01" "在高知识群体中发展党员":
            "主动联系学科带头人、青年骨干和海外归来人员，一人一名联系人，政治上引导、工作上支持。" /
            "查联系名单和发展情况。" /
            CommitteeMeeting GeneralMeeting File Note;
        "P4-02" "党员骨干带头干":
            "设党员先锋岗、名师工作室、党员诊室等，在攻关、支教、巡诊、送服务中走在前。" /
            "查岗位设置和服务记录。" /
            ThemeDay File Note;
        "P4-03" "传帮带和看望老同志":
            "老党员带新党员，结对有内容；离退休党员的学习、活动、看望有人负责。" /
            "查结对名单和走访记录。" /
            ThemeDay File Note;
    }
    Means {
        "P5-01" "党建经费纳入预算":
            "党建工作经费列入单位年度预算，活动场所与业务用房统筹安排，够用、好用。" /
            "查预算和使用明细。" /
            CommitteeMeeting Disclosure File;
        "P5-02" "党务工作算工作量":
            "教师、医生、科研人员承担党务工作的，计入工作量，在考核、评聘中同等看待。" /
            "查单位的认定办法和落实情况。" /
            CommitteeMeeting File Note;
        "P5-03" "公开承诺服务标准":
            "面向师生、患者、群众的服务标准和收费公开，党员岗位带头兑现承诺。" /
            "到现场看公示，抽问服务对象。" /
            Disclosure File Note;
    }
    Appraisal {
        "P6-01" "党建进单位考核":
            "党建工作情况纳入单位和部门的年度考核，结果与评先、绩效挂钩。" /
            "查考核办法和当年结果。" /
            CommitteeMeeting File Note;
        "P6-02" "请师生群众评":
            "每年至少一次请师生、患者、读者等服务对象评价，意见有人办，结果有反馈。" /
            "查评价结果和整改。" /
            GeneralMeeting Disclosure File Note;
    }
}
