//! What the standard of 农村 asks for beyond what all share.

use super::standard;
use crate::standards::probe::Probe;

standard! {
    /// 农村.
    RURAL:
    Politics {
        "R1-01" "领导好村里各类组织":
            "村民委员会、村务监督委员会、村集体经济组织和各类群众组织，都在村党组织领导下工作；村里的大事先由党组织研究。" /
            "查支委会议题和村级会议记录的先后。" /
            CommitteeMeeting GeneralMeeting File Note;
        "R1-02" "抓党建促乡村振兴":
            "每年研究产业、人才、文化、生态、组织振兴要办的几件实事，分给委员和党员，年底对账。" /
            "查年度任务清单和完成情况，到现场看。" /
            GeneralMeeting CommitteeMeeting ThemeDay Disclosure File;
        "R1-03" "带头移风易俗":
            "党员带头守村规民约，婚事新办、丧事简办，抵制高价彩礼、封建迷信，防止宗族、宗教势力干预村务。" /
            "查承诺和活动记录，听群众怎么说。" /
            ThemeDay GeneralMeeting File Note;
    }
    Organisation {
        "R2-01" "村支部按期换届":
            "村党支部委员会每届任期 5 年，届满按期换届；需要提前或者延期的，报上级党组织批准。" /
            "对照系统中的任期，查换届材料和批复。" /
            Committee GeneralMeeting File => Probe::TermRuns { years: 5 };
        "R2-02" "选好村党组织书记":
            "书记政治上靠得住、群众信得过、带得动发展，提倡通过法定程序担任村民委员会主任和村集体经济组织负责人，由县级党委备案管理。" /
            "查任职和备案材料，听党员、村民代表评价。" /
            Committee File Note;
        "R2-03" "后备力量接得上":
            "从返乡青年、退役军人、致富能手、大学毕业生中物色村级后备力量，一人一名联系人，放到具体工作中锻炼。" /
            "查后备人员名单和培养措施。" /
            CommitteeMeeting File Note;
    }
    Life {
        "R3-01" "大事按“四议两公开”办":
            "村里的重大事项，经村党组织提议、村“两委”会议商议、党员大会审议、村民会议或者村民代表会议决议，决议和实施结果都向村民公开。" /
            "选一件当年的大事，从头到尾查一遍。" /
            GeneralMeeting CommitteeMeeting Disclosure File;
    }
    Members {
        "R4-01" "党员联系农户":
            "有能力的党员每人联系几户群众，送政策、问冷暖、解难事；无职党员设岗定责，人人有事做。" /
            "查联系户名单和走访记录，抽访农户。" /
            ThemeDay File Note;
        "R4-02" "管好外出流动党员":
            "外出党员有登记、有联系人，至少每季度联系一次；返乡时补课谈心，在外相对集中的，帮助纳入当地党组织管理。" /
            "查流动党员登记，打电话抽问。" /
            File Note;
        "R4-03" "把能人培养成党员":
            "注重在青年农民、返乡人员、产业带头人和妇女中发展党员，把党员培养成致富带头人，带着农户一起干。" /
            "查近三年发展党员的结构和带动情况。" /
            GeneralMeeting CommitteeMeeting File Note;
    }
    Means {
        "R5-01" "村级阵地一处多用":
            "村党群服务中心有人值班，能办事、能议事、能活动，常用事项代办不出村，不搞过度装修和重复挂牌。" /
            "工作日到现场看有没有人、能不能办事。" /
            Overview File Note;
        "R5-02" "发展壮大村集体经济":
            "村集体有稳定的收入来源，资金、资产、资源账目清楚；收支至少每季度公布一次，重大开支集体决定。" /
            "查集体经济台账和公开情况。" /
            CommitteeMeeting Disclosure File;
        "R5-03" "村级运转有保障":
            "村级组织运转经费、村干部报酬和服务群众的资金按规定落实，专款专用，不虚列、不挪用。" /
            "查经费到账和使用情况。" /
            CommitteeMeeting Disclosure File Note;
    }
    Appraisal {
        "R6-01" "村务监督真起作用":
            "村务监督委员会列席村级重要会议，对村务决策、资金使用、工程项目事前事中事后都监督，发现问题及时提出并得到答复。" /
            "查监督记录和问题答复。" /
            CommitteeMeeting Disclosure File Note;
        "R6-02" "请村民来评":
            "每年至少一次，请村民代表评议支部和村干部，结果公开，意见最集中的事列入第二年的任务。" /
            "查评议结果和采纳情况。" /
            GeneralMeeting Disclosure File Note;
    }
}
