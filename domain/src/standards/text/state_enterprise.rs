//! What the standard of 国有企业 asks for beyond what all share.

use super::standard;
use crate::standards::probe::Probe;

standard! {
    /// 国有企业.
    STATE_ENTERPRISE:
    Politics {
        "S1-01" "党建工作写入公司章程":
            "公司章程写明党组织的职责权限、机构设置、运行机制和基础保障；章程修改时同步修订。" /
            "查公司章程的有关条款。" /
            CommitteeMeeting File;
        "S1-02" "把关重大事项":
            "有人财物重大事项决策权的独立法人企业支部，对重大事项集体研究把关；其他支部就本部门的重要事项提出意见、保证落实。" /
            "查支部研究记录与决策文件的先后。" /
            CommitteeMeeting GeneralMeeting File Note;
        "S1-03" "党建融入生产经营":
            "围绕安全、质量、降本、攻关确定支部的年度课题，党员领题，成果看得见、算得出。" /
            "查课题清单和完成结果。" /
            GeneralMeeting ThemeDay File Note;
    }
    Organisation {
        "S2-01" "企业支部按期换届":
            "国有企业党支部委员会每届任期一般为 3 年，届满按期换届；改制、重组时先把党组织的去向定好。" /
            "对照系统中的任期，查换届材料和批复。" /
            Committee GeneralMeeting File => Probe::TermRuns { years: 3 };
        "S2-02" "党建跟着改革走":
            "企业改革中，党的建设同步谋划、党的组织同步设置、党组织负责人和党务人员同步配备、党的工作同步开展。" /
            "查改革方案和组织设置文件。" /
            CommitteeMeeting File Note;
        "S2-03" "支部建在项目、小组建到班组":
            "为期 6 个月以上、符合条件的工程和项目成立支部；党小组建到车间班组，逐步消除党员空白班组。" /
            "查项目部和班组的党员分布。" /
            Groups Committee File Note;
    }
    Life {
        "S3-01" "倒班也能过组织生活":
            "根据倒班、外派、野外作业的特点安排时间和方式，因工作没赶上的及时补学，不因生产忙就停。" /
            "查倒班党员的参加和补学情况。" /
            ThemeDay GroupMeeting GeneralMeeting File Note;
    }
    Members {
        "S4-01" "党员示范岗和责任区":
            "设立党员示范岗、责任区、突击队，任务写明白，定期评一评，党员身边无事故、无违章。" /
            "到现场看，查评定记录。" /
            ThemeDay File Note;
        "S4-02" "骨干和党员双向培养":
            "把业务骨干培养成党员，把党员培养成业务骨干，把党员骨干放到重要岗位上。" /
            "查培养名单和岗位变化。" /
            CommitteeMeeting File Note;
        "S4-03" "在生产一线发展党员":
            "注重在生产经营一线、青年职工和技术骨干中发展党员，一线职工占有合适的比例。" /
            "查近三年发展党员的岗位结构。" /
            GeneralMeeting CommitteeMeeting File Note;
    }
    Means {
        "S5-01" "党建经费足额安排":
            "党组织工作经费纳入企业预算，纳入管理费用的部分一般按上年度职工工资总额 1% 的比例安排，年初有计划，年底有公布。" /
            "查预算、计划和支出明细。" /
            CommitteeMeeting Disclosure File;
        "S5-02" "党务人员同样有盼头":
            "按需要配备专兼职党务人员，与同级经营管理人员同职级、同待遇，定期培训和交流。" /
            "查党务人员名单和待遇落实。" /
            CommitteeMeeting File Note;
        "S5-03" "依靠职工办企业":
            "支持职工代表大会行使职权，涉及职工切身利益的事项先听职工意见，厂务按规定公开。" /
            "查职代会材料和公开情况。" /
            CommitteeMeeting Disclosure File Note;
    }
    Appraisal {
        "S6-01" "党建考核连着业绩考核":
            "党建考核与经营业绩考核衔接，结果与书记、委员的任免、薪酬、奖惩挂钩。" /
            "查考核办法和结果运用。" /
            CommitteeMeeting File Note;
        "S6-02" "一岗双责落到人":
            "支部委员抓好分管范围的党建和廉洁，年底逐人报告；分管范围出问题的，一并分析原因。" /
            "查责任清单和年度报告。" /
            CommitteeMeeting GeneralMeeting File Note;
    }
}
