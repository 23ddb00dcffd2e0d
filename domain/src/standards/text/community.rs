//! What the standard of 城市社区 asks for beyond what all share.

use super::standard;
use crate::standards::probe::Probe;

standard! {
    /// 城市社区.
    COMMUNITY:
    Politics {
        "U1-01" "党建引领小区治理":
            "社区党组织牵头，居民委员会、业主组织、物业企业一起商量小区的事，停车、电梯、物业费这样的难题有人管。" /
            "查联席商议记录和办成的事。" /
            CommitteeMeeting GeneralMeeting Disclosure File;
        "U1-02" "驻区单位一起来":
            "与驻区单位、行业部门党组织建立共建关系，请其负责人担任兼职委员，需求、资源、项目三张清单对得上。" /
            "查共建协议、兼职委员名单和项目清单。" /
            CommitteeMeeting ThemeDay File Note;
        "U1-03" "听民情、讲政策":
            "委员和党员定期走楼入户，政策讲到家门口，民情带回支委会研究。" /
            "查走访登记和支委会研究记录。" /
            CommitteeMeeting ThemeDay File Note;
    }
    Organisation {
        "U2-01" "社区支部按期换届":
            "社区党支部委员会每届任期 5 年，届满按期换届；需要提前或者延期的，报上级党组织批准。" /
            "对照系统中的任期，查换届材料和批复。" /
            Committee GeneralMeeting File => Probe::TermRuns { years: 5 };
        "U2-02" "把组织建到网格楼栋":
            "党支部或者党小组建在网格、小区、楼栋，党员中心户亮得出来，居民知道有事找谁。" /
            "查网格党组织分布图，问居民。" /
            Groups CommitteeMeeting File Note;
        "U2-03" "书记选得准、留得住":
            "社区党组织书记群众认可，提倡通过法定程序担任居民委员会主任，待遇、培训和出路有保障。" /
            "查任职材料和待遇落实。" /
            Committee File Note;
    }
    Life {
        "U3-01" "开放式组织生活":
            "主题党日请报到党员、驻区单位、居民代表参加，一起议事、一起动手，把组织生活开到院子里。" /
            "查参加人员和活动内容。" /
            ThemeDay File Note;
    }
    Members {
        "U4-01" "用好报到党员":
            "对报到的支部和在职党员有登记、有项目、有反馈，服务事项让居民点、让党员认领。" /
            "查报到台账、认领项目和完成情况。" /
            ThemeDay File Note;
        "U4-02" "把流动党员找回来":
            "对长住本社区的流动党员、离退休党员、下岗和自由择业党员逐人登记，就近编入小组，愿意出力的有平台。" /
            "对照名册抽问。" /
            Groups File Note;
        "U4-03" "团结新就业群体":
            "关心快递员、外卖员、网约车司机等群体，歇脚、充电、饮水有去处，其中的党员亮出身份、参与治理。" /
            "到服务点看，查活动记录。" /
            ThemeDay File Note;
    }
    Means {
        "U5-01" "党群服务中心敞开门":
            "社区党群服务中心面向居民开放，办公尽量小、服务尽量大，晚上和周末也有能用的时段。" /
            "非工作时段到现场看。" /
            Overview File Note;
        "U5-02" "服务群众资金用在刀刃上":
            "服务群众的专项资金由居民提、党组织议、公开选，用在居民最需要的小事急事上，结果公示。" /
            "查项目征集、评议和公示。" /
            CommitteeMeeting Disclosure File;
        "U5-03" "给社区减负":
            "社区挂牌、证明和报表按清单管理，不属于社区的事不进社区，腾出时间走访居民。" /
            "查挂牌和报表清单。" /
            CommitteeMeeting File Note;
    }
    Appraisal {
        "U6-01" "诉求件件有回音":
            "居民通过热线、走访、网络反映的诉求有登记、有承办、有答复、有回访，办不了的说清楚。" /
            "抽查诉求办理，回访居民。" /
            CommitteeMeeting Disclosure File Note;
        "U6-02" "双向评价":
            "社区评价报到支部和党员的表现，居民评价社区党组织，结果反馈给其所在单位和街道党工委。" /
            "查评价表和反馈记录。" /
            GeneralMeeting Disclosure File Note;
    }
}
